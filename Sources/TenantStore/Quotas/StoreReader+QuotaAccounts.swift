// SPDX-License-Identifier: Apache-2.0

package import TenantModel

extension StoreReader {
  /// Holds the ledgers of a tenant against their leases and against the usage events that they wrote.
  ///
  /// - Parameters:
  ///   - tenant: Whose.
  ///   - quota: Only of this quota; `nil` means all.
  ///   - span: Only periods of which some part lies in this span.
  /// - Returns: One account for each ledger, by quota, user and period.
  /// - Throws: ``TenantError`` from the store, or with ``TenantErrorCode/overflow`` where a sum leaves 63 bits.
  package func quotaAccounts(
    of tenant: TenantID, quota: QuotaKey? = nil, in span: UsageSpan = .always
  ) throws -> [QuotaAccount] {
    try storedLedgers(of: tenant, quota: quota, in: span).map { ledger in
      let (key, meter) = (ledger.key, ledger.meter)
      var account = QuotaAccount(quota: key.quota, user: key.user, period: key.period, meter: meter)
      account.settled = ledger.settled
      account.overrun = ledger.overrun
      account.burned = ledger.burned
      account.metered = ledger.metered
      account.spent = ledger.forgotten
      for lease in try storedLeases(of: key) {
        try UsageSum.add(lease.spent, to: &account.spent, of: meter.rawValue)
        if lease.endedAt == nil { account.outstanding = account.outstanding.addingSaturating(lease.unknown) }
        if lease.isBurned { try UsageSum.add(lease.unknown, to: &account.unknown, of: meter.rawValue) }
      }
      account.counted = try eventTotal(of: key, column: "id")
      // Events that take back others count negative.
      account.reversed = 0 - (try eventTotal(of: key, column: "reverses"))
      account.total = try meteredUse(tenant: tenant, meter: meter, from: key.period.start, until: key.period.end)
      return account
    }
  }

  /// What the usage events of a ledger count, found by their own name or by that of the event they take back.
  private func eventTotal(of key: LeaseKey, column: String) throws -> Int64 {
    var total: Int64 = 0
    // Names begin with the period and a slash, and '0' is the character after the slash.
    try forEach(
      """
      SELECT quantities FROM usage_event WHERE tenant = ?1 AND source = ?2 AND \(column) >= ?3 AND \(column) < ?4
      """,
      [
        SQLValue(key.tenant), .text(key.usageSource), .text(key.usagePrefix),
        .text(String(key.usagePrefix.dropLast()) + "0"),
      ]
    ) { row in
      for quantity in try usageQuantities(row, 0) {
        try UsageSum.add(quantity.amount, to: &total, of: quantity.meter.rawValue)
      }
    }
    return total
  }
}
