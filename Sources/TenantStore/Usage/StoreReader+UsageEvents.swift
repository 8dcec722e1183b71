// SPDX-License-Identifier: Apache-2.0

package import TenantModel

extension StoreReader {
  /// Visits a tenant's events in order of time, reversals behind what they take back.
  ///
  /// - Parameters:
  ///   - tenant: Whose events.
  ///   - filter: Which events.
  ///   - visit: Receives each event; returns whether to go on.
  /// - Throws: ``TenantError`` from the store, or what `visit` throws.
  package func forEachUsageEvent(
    of tenant: TenantID, _ filter: UsageEventFilter, _ visit: (StoredUsageEvent) throws -> Bool
  ) throws {
    var condition = "tenant = ?1 AND time >= ?2 AND time < ?3"
    var parameters: [SQLValue] = [SQLValue(tenant), SQLValue(filter.span.from), SQLValue(filter.span.until)]
    if let source = filter.source {
      condition += " AND source = ?4"
      parameters.append(.text(source))
    }
    let statement = try bound(
      """
      SELECT source, id, time, ingested, quantities, reverses FROM usage_event WHERE \(condition)
      ORDER BY time, CASE WHEN reverses IS NULL THEN 0 ELSE 1 END, source, id
      """, parameters)
    defer { statement.reset() }
    while try statement.step() {
      let row = SQLRow(statement)
      let quantities = try usageQuantities(row, 4)
      if let meter = filter.meter, !quantities.contains(where: { $0.meter == meter }) { continue }
      let event = StoredUsageEvent(
        key: UsageEventKey(source: row.text(0), id: row.text(1)),
        payload: UsagePayload(time: row.timestamp(2), quantities: quantities, reverses: row.optionalText(5)),
        ingestedAt: row.timestamp(3))
      if try !visit(event) { return }
    }
  }

  /// Visits the tenants whose usage may be stored, by slug; the visit returns whether to go on.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/tenantNotFound`` where the named tenant is unknown.
  package func forEachUsageTenant(_ selector: TenantSelector?, _ visit: (TenantID, Slug) throws -> Bool) throws {
    if let selector {
      let tenant = try requireTenant(selector)
      _ = try visit(tenant.id, tenant.slug)
      return
    }
    let statement = try bound("SELECT tenant, slug FROM tenant ORDER BY slug", [])
    defer { statement.reset() }
    while try statement.step() {
      let row = SQLRow(statement)
      if try !visit(try row.parsed(0), try row.parsed(1)) { return }
    }
  }
}
