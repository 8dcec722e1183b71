// SPDX-License-Identifier: Apache-2.0

package import TenantModel

extension StoreReader {
  /// Visits what definitions that are only watched would have refused, by tenant, quota, variant and day.
  ///
  /// - Parameters:
  ///   - tenant: Only this tenant's; `nil` means all, a fleet-wide report.
  ///   - quota: Only this quota's; `nil` means all.
  ///   - start: Only days that begin at or after this instant.
  ///   - end: Only days that begin before this instant.
  ///   - visit: Takes each count.
  /// - Throws: ``TenantError`` from the store, or what `visit` throws.
  package func forEachShadowCount(
    of tenant: TenantID? = nil, quota: QuotaKey? = nil, from start: Timestamp, until end: Timestamp,
    _ visit: (QuotaShadowCount) throws -> Void
  ) throws {
    try forEach(
      """
      SELECT tenant, quota, variant, day, checked, denied FROM quota_shadow
      WHERE (?1 IS NULL OR tenant = ?1) AND (?2 IS NULL OR quota = ?2) AND day >= ?3 AND day < ?4
      ORDER BY tenant, quota, variant, day
      """, [SQLValue(tenant), SQLValue(quota), SQLValue(start), SQLValue(end)]
    ) { row in
      try visit(
        QuotaShadowCount(
          tenant: row.parsed(0), quota: row.parsed(1), variant: row.text(2), at: row.timestamp(3),
          checked: row.integer(4), denied: row.integer(5)))
    }
  }
}

extension StoreWriter {
  /// Adds to what was counted of a definition that is only watched; it is data, so no journal row goes with it.
  ///
  /// - Parameter count: What happened on a day since the last call.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/overflow`` where a sum does not fit into 64 bits, with
  ///   ``TenantErrorCode/invalidValue`` for a count that is negative or of more denials than checks, with
  ///   ``TenantErrorCode/tenantNotFound`` where the tenant is gone.
  package func addShadow(_ count: QuotaShadowCount) throws {
    guard count.denied >= 0, count.checked >= count.denied else {
      throw TenantError(
        .invalidValue, "'\(count.denied)' denials of '\(count.checked)' checks cannot be",
        details: ["quota": count.quota.rawValue])
    }
    try requirePresent(count.tenant)
    let place: [SQLValue] = [
      SQLValue(count.tenant), SQLValue(count.quota), .text(count.variant), SQLValue(count.day),
    ]
    let before = try first(
      "SELECT checked FROM quota_shadow WHERE tenant = ?1 AND quota = ?2 AND variant = ?3 AND day = ?4", place
    ) { $0.integer(0) }
    // Denials are at most checks, so their sum fits where that of the checks does.
    guard !(before ?? 0).addingReportingOverflow(count.checked).overflow else {
      throw TenantError(
        .overflow, "the checks of quota '\(count.quota)' in shadow on one day do not fit into 64 bits",
        details: ["quota": count.quota.rawValue])
    }
    try run(
      """
      INSERT INTO quota_shadow (tenant, quota, variant, day, checked, denied) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
      ON CONFLICT (tenant, quota, variant, day) DO UPDATE SET checked = quota_shadow.checked + excluded.checked,
        denied = quota_shadow.denied + excluded.denied
      """, place + [.integer(count.checked), .integer(count.denied)])
  }
}
