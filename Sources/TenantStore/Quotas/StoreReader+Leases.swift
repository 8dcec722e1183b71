// SPDX-License-Identifier: Apache-2.0

package import TenantModel

extension StoreReader {
  /// What is used of a quota in a period, and what holders have in hand.
  ///
  /// - Parameters:
  ///   - key: Whose quota, and which period.
  ///   - meter: What the quota counts.
  /// - Returns: The numbers.
  /// - Throws: ``TenantError`` from the store.
  package func ledgerUse(of key: LeaseKey, meter: MeterName) throws -> LedgerUse {
    var use = LedgerUse()
    if key.user == nil {
      use.counted = try meteredUse(
        tenant: key.tenant, meter: meter, from: key.period.start, until: key.period.end)
    }
    if let ledger = try storedLedger(key) {
      use.settled = ledger.settled
      use.overrun = ledger.overrun
      use.burned = ledger.burned
    }
    try forEach(
      """
      SELECT holder, units - spent - returned FROM quota_lease
      WHERE tenant = ?1 AND quota = ?2 AND user_id = ?3 AND period_start = ?4 AND ended_at IS NULL
      ORDER BY expires_at
      """, key.parameters
    ) { row in
      use.holders.insert(row.text(0))
      use.outstanding = use.outstanding.addingSaturating(row.integer(1))
    }
    return use
  }

  /// The alerts of a tenant, by quota, user, period and threshold.
  ///
  /// - Parameters:
  ///   - tenant: Whose.
  ///   - quota: Only of this quota; `nil` means all.
  /// - Returns: The alerts that were ever due.
  /// - Throws: ``TenantError`` from the store.
  package func quotaAlerts(of tenant: TenantID, quota: QuotaKey? = nil) throws -> [QuotaAlert] {
    try rows(
      """
      SELECT quota, user_id, period_start, threshold, fired_at, used, quota_limit FROM quota_alert
      WHERE tenant = ?1 AND (?2 IS NULL OR quota = ?2) ORDER BY quota, user_id, period_start, threshold
      """, [SQLValue(tenant), SQLValue(quota)]
    ) { row in
      guard let threshold = Int(exactly: row.integer(3)) else {
        throw StoredValueFault.unreadable(String(row.integer(3)), as: "threshold")
      }
      return QuotaAlert(
        tenant: tenant, user: row.text(1).isEmpty ? nil : row.text(1), quota: try row.parsed(0),
        periodStart: row.timestamp(2), threshold: threshold, firedAt: row.timestamp(4), used: row.integer(5),
        limit: row.integer(6))
    }
  }

  func storedLedger(_ key: LeaseKey) throws -> StoredLedger? {
    try first(
      """
      SELECT \(Self.ledgerColumns) FROM quota_ledger
      WHERE tenant = ?1 AND quota = ?2 AND user_id = ?3 AND period_start = ?4
      """, key.parameters
    ) { try Self.ledger($0) }
  }

  /// The ledgers of a tenant, by quota, user and period.
  ///
  /// - Parameters:
  ///   - tenant: Whose.
  ///   - quota: Only of this quota; `nil` means all.
  ///   - span: Only periods of which some part lies in this span.
  /// - Returns: The ledgers.
  /// - Throws: ``TenantError`` from the store.
  func storedLedgers(of tenant: TenantID, quota: QuotaKey? = nil, in span: UsageSpan) throws -> [StoredLedger] {
    try rows(
      """
      SELECT \(Self.ledgerColumns) FROM quota_ledger
      WHERE tenant = ?1 AND (?2 IS NULL OR quota = ?2) AND period_end > ?3 AND period_start < ?4
      ORDER BY quota, user_id, period_start
      """, [SQLValue(tenant), SQLValue(quota), SQLValue(span.from), SQLValue(span.until)]
    ) { try Self.ledger($0) }
  }

  /// The ledgers of all tenants whose periods end after an instant.
  func openLedgers(after instant: Timestamp) throws -> [StoredLedger] {
    try rows("SELECT \(Self.ledgerColumns) FROM quota_ledger WHERE period_end > ?1", [SQLValue(instant)]) {
      try Self.ledger($0)
    }
  }

  func storedLease(_ key: LeaseKey, holder: String, sequence: Int64) throws -> StoredLease? {
    try first(
      """
      SELECT \(Self.leaseColumns) FROM quota_lease
      WHERE tenant = ?1 AND quota = ?2 AND user_id = ?3 AND period_start = ?4 AND holder = ?5 AND sequence = ?6
      """, key.parameters + [.text(holder), .integer(sequence)]
    ) { try Self.lease($0) }
  }

  /// The leases of a ledger, by holder and sequence.
  ///
  /// - Parameters:
  ///   - key: Which ledger.
  ///   - holder: Only this holder's; `nil` means all.
  /// - Returns: The leases that are kept.
  /// - Throws: ``TenantError`` from the store.
  func storedLeases(of key: LeaseKey, holder: String? = nil) throws -> [StoredLease] {
    try rows(
      """
      SELECT \(Self.leaseColumns) FROM quota_lease
      WHERE tenant = ?1 AND quota = ?2 AND user_id = ?3 AND period_start = ?4 AND (?5 IS NULL OR holder = ?5)
      ORDER BY holder, sequence
      """, key.parameters + [SQLValue(holder)]
    ) { try Self.lease($0) }
  }

  /// Leases of any tenant that have not ended and expire before an instant, the earliest first.
  func openLeases(expiringBefore instant: Timestamp, limit: Int) throws -> [StoredLease] {
    try rows(
      """
      SELECT \(Self.leaseColumns) FROM quota_lease WHERE ended_at IS NULL AND expires_at < ?1
      ORDER BY expires_at LIMIT ?2
      """, [SQLValue(instant), .integer(Int64(limit))]
    ) { try Self.lease($0) }
  }

  /// Leases of any tenant of which nothing is unknown and that ended before an instant.
  func accountedLeases(endedBefore instant: Timestamp, limit: Int) throws -> [StoredLease] {
    try rows(
      """
      SELECT \(Self.leaseColumns) FROM quota_lease
      WHERE ended_at IS NOT NULL AND units = spent + returned AND ended_at < ?1 ORDER BY ended_at LIMIT ?2
      """, [SQLValue(instant), .integer(Int64(limit))]
    ) { try Self.lease($0) }
  }

  static let ledgerColumns = """
    tenant, quota, user_id, period_start, period_end, meter, settled, burned, overrun, metered, forgotten
    """

  static let leaseColumns = """
    tenant, quota, user_id, period_start, period_end, holder, sequence, meter, units, beyond, spent, metered, returned,
    refundable, granted_at, expires_at, ended_at
    """

  private static func key(_ row: SQLRow) throws -> LeaseKey {
    LeaseKey(
      tenant: try row.parsed(0), quota: try row.parsed(1), user: row.text(2).isEmpty ? nil : row.text(2),
      period: Period(start: row.timestamp(3), end: row.timestamp(4)))
  }

  private static func ledger(_ row: SQLRow) throws -> StoredLedger {
    StoredLedger(
      key: try key(row), meter: try row.parsed(5), settled: row.integer(6), burned: row.integer(7),
      overrun: row.integer(8), metered: row.integer(9), forgotten: row.integer(10))
  }

  private static func lease(_ row: SQLRow) throws -> StoredLease {
    StoredLease(
      key: try key(row), holder: row.text(5), sequence: row.integer(6), meter: try row.parsed(7), units: row.integer(8),
      beyond: row.integer(9), spent: row.integer(10), metered: row.integer(11), returned: row.integer(12),
      isRefundable: row.bool(13), grantedAt: row.timestamp(14), expiresAt: row.timestamp(15),
      endedAt: row.optionalTimestamp(16))
  }
}

extension LeaseKey {
  /// The columns that every table of ledgers begins its key with.
  var parameters: [SQLValue] {
    [SQLValue(tenant), SQLValue(quota), .text(user ?? ""), SQLValue(period.start)]
  }

  /// The name of the source of the usage events that the ledger writes.
  var usageSource: String {
    "quota:\(quota)" + (user.map { "/\($0)" } ?? "")
  }

  /// What the names of these events begin with.
  var usagePrefix: String { "\(period.start.microseconds)/" }
}
