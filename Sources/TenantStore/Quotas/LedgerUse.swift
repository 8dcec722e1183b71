// SPDX-License-Identifier: Apache-2.0

import TenantModel

/// What is used of a quota in a period, and where the number comes from.
///
/// Sums that cannot be represented are the greatest number that can: then there is no room, which is what matters of them.
package struct LedgerUse: Equatable, Sendable {
  /// What metering counted for the tenant in the period, by whatever source; 0 of a user, whom metering does not know.
  package var counted: Int64 = 0
  /// Units spent through leases within the limit.
  package var settled: Int64 = 0
  /// Units spent beyond the limit, or admitted while the store could not be reached.
  package var overrun: Int64 = 0
  /// Units charged because dead holders may have spent them.
  package var burned: Int64 = 0
  /// Units that holders have in hand.
  package var outstanding: Int64 = 0
  /// Holders that have a lease which has not ended.
  package var holders: Set<String> = []

  /// What is used and burned.
  ///
  /// What the ledger admitted counts even where metering says less, be it because a clock stepped over the end of a period, or
  /// because an event was reversed: admissions cannot be taken back, and room is given by a grant.
  package var used: Int64 {
    max(counted, settled.addingSaturating(overrun), 0).addingSaturating(burned)
  }

  /// What may still be granted.
  ///
  /// - Parameter limit: The limit; `nil` means that there is none, and counts as the greatest number.
  /// - Returns: Units, never negative.
  package func remaining(of limit: Int64?) -> Int64 {
    let taken = used.addingSaturating(outstanding)
    let limit = limit ?? .max
    return taken >= limit ? 0 : limit - taken
  }
}

/// A ledger's row.
struct StoredLedger: Equatable {
  let key: LeaseKey
  let meter: MeterName
  var settled: Int64 = 0
  var burned: Int64 = 0
  var overrun: Int64 = 0
  /// Units that this ledger wrote as usage events.
  var metered: Int64 = 0
  /// What was spent through leases that are not kept any more.
  var forgotten: Int64 = 0
}

/// A lease's row.
struct StoredLease: Equatable {
  let key: LeaseKey
  let holder: String
  let sequence: Int64
  let meter: MeterName
  var units: Int64
  var beyond: Int64 = 0
  var spent: Int64 = 0
  var metered: Int64 = 0
  var returned: Int64 = 0
  var isRefundable = false
  var grantedAt: Timestamp
  var expiresAt: Timestamp
  var endedAt: Timestamp?

  /// Whether the store never granted it: such a lease has no room of its own, and grows with what is reported.
  var isForeign: Bool { grantedAt == expiresAt }

  /// Units of which it is not known what became of them.
  var unknown: Int64 { units - spent - returned }

  /// What was spent beyond the limit; what is within is spent first.
  var spentBeyond: Int64 { max(0, spent - (units - beyond)) }

  /// Whether units of unknown use are charged.
  var isBurned: Bool { endedAt != nil && !isRefundable }

  /// Holder of what was granted by the store after the backup that it was restored from.
  static let restoredHolder = "restore"
}
