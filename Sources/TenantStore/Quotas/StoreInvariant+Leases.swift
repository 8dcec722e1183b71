// SPDX-License-Identifier: Apache-2.0

extension StoreInvariant {
  static let leaseInvariants = [
    StoreInvariant(
      name: "quota-leases", finding: "a lease has spent, metered or returned what it does not have",
      advice: "restore a backup with 'tenantctl restore', or report it",
      sql: """
        SELECT \(ledgerName("l")) || ' ' || l.holder || '/' || l.sequence FROM quota_lease l
        JOIN tenant t ON t.tenant = l.tenant
        WHERE l.spent < 0 OR l.returned < 0 OR l.spent > l.units - l.returned OR l.metered NOT BETWEEN 0 AND l.spent
        """),
    StoreInvariant(
      name: "quota-ledgers", finding: "the ledger of a quota does not say what its leases say",
      advice: "see the numbers with 'tenantctl quota reconcile --period all'; restore a backup, or report it",
      sql: """
        SELECT \(ledgerName("g")) FROM quota_ledger g JOIN tenant t ON t.tenant = g.tenant
        WHERE g.settled + g.overrun - g.forgotten <> (SELECT coalesce(sum(l.spent), 0) FROM quota_lease l
            WHERE l.tenant = g.tenant AND l.quota = g.quota AND l.user_id = g.user_id
              AND l.period_start = g.period_start)
          OR g.burned <> (SELECT coalesce(sum(l.units - l.spent - l.returned), 0) FROM quota_lease l
            WHERE l.tenant = g.tenant AND l.quota = g.quota AND l.user_id = g.user_id
              AND l.period_start = g.period_start AND l.ended_at IS NOT NULL AND l.refundable = 0)
        """),
    StoreInvariant(
      name: "quota-lease-ledgers", finding: "a lease belongs to no ledger",
      advice: "restore a backup with 'tenantctl restore', or report it",
      sql: """
        SELECT \(ledgerName("l")) || ' ' || l.holder || '/' || l.sequence FROM quota_lease l
        JOIN tenant t ON t.tenant = l.tenant
        LEFT JOIN quota_ledger g ON g.tenant = l.tenant AND g.quota = l.quota AND g.user_id = l.user_id
          AND g.period_start = l.period_start
        WHERE g.tenant IS NULL
        """),
  ]

  /// Tenant, quota and user of a row, in words that an operator knows.
  private static func ledgerName(_ table: String) -> String {
    "t.slug || ' ' || \(table).quota || CASE WHEN \(table).user_id = '' THEN '' ELSE ' ' || \(table).user_id END"
  }
}
