// SPDX-License-Identifier: Apache-2.0

package import TenantModel

/// Whose units of which quota and period: the key of a ledger.
package struct LeaseKey: Hashable, Sendable {
  /// Whose.
  package let tenant: TenantID
  /// Which quota.
  package let quota: QuotaKey
  /// Which user's; `nil` means the tenant as a whole.
  package let user: String?
  /// Of which period.
  package let period: Period

  /// Creates a key.
  ///
  /// - Parameters:
  ///   - tenant: Whose.
  ///   - quota: Which quota.
  ///   - user: Which user's; `nil` means the tenant as a whole.
  ///   - period: Of which period.
  package init(tenant: TenantID, quota: QuotaKey, user: String? = nil, period: Period) {
    self.tenant = tenant
    self.quota = quota
    self.user = user
    self.period = period
  }
}

/// A holder's wish for units to spend.
package struct LeaseRequest: Sendable {
  /// Of which ledger.
  package var key: LeaseKey
  /// What the quota counts.
  package var meter: MeterName
  /// The limit in force, 0 or more; `nil` means that there is none.
  package var limit: Int64?
  /// Which process asks: random, and new with each of its starts.
  package var holder: String
  /// Number of the wish among all of the holder's for this key, 0 or more; a repetition carries the same.
  package var sequence: Int64
  /// What the holder would like, 1 or more.
  package var want: Int64
  /// What it cannot do with less than, 1 or more.
  package var need: Int64
  /// The store's clock, read after the holder began to measure the lifetime.
  package var now: Timestamp
  /// How long the holder may spend, in microseconds, 1 or more.
  package var lifetime: Int64
  /// Whether units are granted beyond the limit, to be billed, where what is needed is not there.
  package var allowsOverrun = false
  /// Whether units of unknown use are given back when the lease expires.
  ///
  /// Then a dead holder can make a limit be exceeded by
  /// what it held; otherwise they stay charged until the period ends.
  package var isRefundable = false
  /// Shares of the limit, in hundredths, at which an alert is due.
  package var thresholds: [Int] = []

  /// Creates a wish for at least one unit.
  package init(
    key: LeaseKey, meter: MeterName, limit: Int64?, holder: String, sequence: Int64, want: Int64, need: Int64 = 1,
    now: Timestamp, lifetime: Int64
  ) {
    self.key = key
    self.meter = meter
    self.limit = limit
    self.holder = holder
    self.sequence = sequence
    self.want = want
    self.need = need
    self.now = now
    self.lifetime = lifetime
  }
}

/// Units that a holder may spend.
package struct LeaseGrant: Equatable, Sendable {
  /// How many; of a repeated wish as many as the first time.
  package let units: Int64
  /// How many of them are beyond the limit.
  package let beyond: Int64
  /// When the store may take them for lost, by its clock.
  package let expiresAt: Timestamp
  /// What is used and burned of the limit, without what holders have in hand.
  package let used: Int64
  /// What all holders have in hand, this grant included.
  package let outstanding: Int64
  /// What may still be granted, never negative; `nil` without a limit.
  package let remaining: Int64?
}

/// The answer to a wish.
package enum LeaseAnswer: Equatable, Sendable {
  /// The units are the holder's, durably once the transaction has ended.
  case granted(LeaseGrant)
  /// What is needed is not there; also where the period is not the present one, or the repeated wish's lease has ended.
  case exhausted(used: Int64, outstanding: Int64)
}

/// What became of a holder's units so far.
///
/// All counts are totals, so that a repeated or late report adds nothing twice.
package struct LeaseReport: Sendable {
  /// Of which ledger.
  package var key: LeaseKey
  /// What the quota counts.
  package var meter: MeterName
  /// Which holder.
  package var holder: String
  /// Number of the wish that was granted.
  package var sequence: Int64
  /// Units spent since the grant.
  package var totalSpent: Int64
  /// Of these, the units that this lease is to meter.
  ///
  /// Where several quotas count the same use, one of them does; of nested
  /// periods the shortest, so that its instant lies in all of them.
  package var meteredSpent: Int64
  /// Units that the holder gave up before it reported, and will not spend.
  package var returned: Int64
  /// Whether the holder has given up everything that it has not spent.
  package var isFinal: Bool
  /// Until when the holder would like to go on, by the store's clock; `nil` leaves the expiry as it is.
  package var renewUntil: Timestamp?
  /// The store's clock.
  package var now: Timestamp
  /// The limit in force, for alerts; `nil` means that there is none.
  package var limit: Int64?
  /// Shares of the limit, in hundredths, at which an alert is due.
  package var thresholds: [Int] = []

  /// Creates a report of a lease that goes on.
  package init(
    key: LeaseKey, meter: MeterName, holder: String, sequence: Int64, totalSpent: Int64, meteredSpent: Int64,
    returned: Int64 = 0, isFinal: Bool = false, now: Timestamp, limit: Int64? = nil
  ) {
    self.key = key
    self.meter = meter
    self.holder = holder
    self.sequence = sequence
    self.totalSpent = totalSpent
    self.meteredSpent = meteredSpent
    self.returned = returned
    self.isFinal = isFinal
    self.now = now
    self.limit = limit
  }
}

/// What the store knows after a report.
package struct LeaseReportResult: Equatable, Sendable {
  /// Whether the holder may go on spending; where not, it must give up what it has, and report what it spent before.
  package let isOpen: Bool
  /// When the store may take the units for lost, by its clock.
  package let expiresAt: Timestamp
  /// What is used and burned of the limit, without what holders have in hand.
  package let used: Int64
  /// What all holders have in hand.
  package let outstanding: Int64
}

/// Units admitted without a grant, while the store could not be reached.
package struct OverrunReport: Sendable {
  /// Of which ledger.
  package var key: LeaseKey
  /// What the quota counts.
  package var meter: MeterName
  /// Which holder admitted them.
  package var holder: String
  /// Number of the outage among the holder's wishes for this key.
  package var sequence: Int64
  /// Units admitted in this outage; a total, as in ``LeaseReport``.
  package var total: Int64
  /// Of these, the units that this ledger is to meter.
  package var metered: Int64
  /// The store's clock.
  package var now: Timestamp
  /// The limit in force, for alerts; `nil` means that there is none.
  package var limit: Int64?
  /// Shares of the limit, in hundredths, at which an alert is due.
  package var thresholds: [Int] = []

  /// Creates a report.
  package init(
    key: LeaseKey, meter: MeterName, holder: String, sequence: Int64, total: Int64, metered: Int64, now: Timestamp,
    limit: Int64? = nil
  ) {
    self.key = key
    self.meter = meter
    self.holder = holder
    self.sequence = sequence
    self.total = total
    self.metered = metered
    self.now = now
    self.limit = limit
  }
}
