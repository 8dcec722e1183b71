// SPDX-License-Identifier: Apache-2.0

import TenantModel

/// What a ledger has charged in all: used, burned, or in the hands of holders.
struct ChargedUnits {
  let key: LeaseKey
  let meter: MeterName
  let units: Int64
}

extension StoreReader {
  /// What every ledger of a period that goes on has charged.
  ///
  /// - Parameter instant: Only periods that end after it.
  /// - Returns: One number for each ledger.
  /// - Throws: ``TenantError`` from the store.
  func chargedUnits(after instant: Timestamp) throws -> [ChargedUnits] {
    try openLedgers(after: instant).map { ledger in
      let outstanding = try storedLeases(of: ledger.key).filter { $0.endedAt == nil }.reduce(Int64(0)) {
        $0.addingSaturating($1.unknown)
      }
      return ChargedUnits(key: ledger.key, meter: ledger.meter, units: ledger.charged.addingSaturating(outstanding))
    }
  }
}

extension StoreWriter {
  private static let restoredMark = "quota.restored"

  /// Whether the content was replaced by a backup since an instant, so that there may be leases that it does not know.
  func isRestored(since instant: Timestamp) throws -> Bool {
    try meta(Self.restoredMark).flatMap { Int64($0) }.map { $0 >= instant.microseconds } ?? false
  }

  /// Charges everything that may have been granted and is not known any more, after the content was replaced by a backup.
  ///
  /// Leases that were open in the backup may have been spent since: they end, and what they held is charged. What the former
  /// content granted beyond that is charged too, to a lease that stands for all those the backup does not know; as their
  /// holders report, their units move from it to them. Where the former content cannot be read, grants made since the backup
  /// are only charged once they are reported.
  ///
  /// - Parameter former: What the former content had charged.
  /// - Throws: ``TenantError`` from the store.
  func chargeUnknownGrants(former: [ChargedUnits]) throws {
    let now = change.time
    try setMeta(Self.restoredMark, String(now.microseconds))
    for var lease in try openLeases(expiringBefore: Timestamp(microseconds: .max), limit: .max) {
      // Given back to the pool, its units could be granted a second time.
      lease.isRefundable = false
      try end(lease, at: now)
    }
    for charged in former {
      let tenant = SQLValue(charged.key.tenant)
      let isKnown = try first("SELECT 1 FROM tenant WHERE tenant = ?1", [tenant]) { _ in true } ?? false
      guard isKnown else { continue }
      var ledger = try storedLedger(charged.key) ?? StoredLedger(key: charged.key, meter: charged.meter)
      guard charged.units > ledger.charged else { continue }
      let units = charged.units - ledger.charged
      ledger.burned = ledger.burned.addingSaturating(units)
      try store(ledger)
      // Granted and expired, in contrast to a lease that a holder reports without the store knowing it.
      try insert(
        StoredLease(
          key: charged.key, holder: StoredLease.restoredHolder, sequence: revision, meter: charged.meter, units: units,
          grantedAt: Timestamp(microseconds: now.microseconds - 1), expiresAt: now, endedAt: now))
    }
  }
}

extension StoredLedger {
  /// What is used and burned.
  var charged: Int64 { settled.addingSaturating(overrun).addingSaturating(burned) }
}
