// SPDX-License-Identifier: Apache-2.0

package import TenantModel

extension StoreReader {
  private static let tenantColumns = """
    tenant, slug, name, tier, home_region, allowed_regions, labels, contact, time_zone, billing_anchor_day, state,
    incarnation, lifecycle_epoch, placement_epoch, created_at, updated_at, version, tier_changed_at
    """

  /// The tenant that a selector names, or `nil`.
  package func tenant(_ selector: TenantSelector) throws -> Tenant? {
    switch selector {
    case .id(let id):
      return try tenant(id)
    case .slug(let slug):
      return try loadTenant(where: "slug = ?1", [SQLValue(slug)])
    case .external(let kind, let value):
      let id: TenantID? = try first(
        "SELECT tenant FROM tenant_external_id WHERE kind = ?1 AND value = ?2", [.text(kind), .text(value)]
      ) { try $0.parsed(0) }
      return try id.flatMap { try tenant($0) }
    }
  }

  /// The tenant with the given machine id, or `nil`.
  package func tenant(_ id: TenantID) throws -> Tenant? {
    try loadTenant(where: "tenant = ?1", [SQLValue(id)])
  }

  /// The tenant that a selector names.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/tenantNotFound`` where there is none.
  package func requireTenant(_ selector: TenantSelector) throws -> Tenant {
    guard let tenant = try tenant(selector) else {
      throw TenantError(
        .tenantNotFound, "tenant '\(selector.text)' not found",
        hint: "run 'tenantctl tenant list' to see the existing ones", details: ["id": selector.text])
    }
    return tenant
  }

  /// Visits tenants in the order of their slugs.
  ///
  /// - Parameters:
  ///   - filter: Which tenants.
  ///   - visit: What to do with each; returns whether to go on.
  /// - Throws: ``TenantError`` from the store, or what `visit` throws.
  package func forEachTenant(_ filter: TenantFilter, _ visit: (Tenant) throws -> Bool) throws {
    var conditions = ["1 = 1"]
    var parameters: [SQLValue] = []
    if let tier = filter.tier {
      parameters.append(SQLValue(tier))
      conditions.append("tier = ?\(parameters.count)")
    }
    if let region = filter.homeRegion {
      parameters.append(SQLValue(region))
      conditions.append("home_region = ?\(parameters.count)")
    }
    let statement = try bound(
      "SELECT \(Self.tenantColumns) FROM tenant WHERE \(conditions.joined(separator: " AND ")) ORDER BY slug",
      parameters)
    defer { statement.reset() }
    while try statement.step() {
      let tenant = try tenant(SQLRow(statement))
      guard filter.states.isEmpty || filter.states.contains(tenant.state),
        filter.labels.allSatisfy({ tenant.labels[$0.key] == $0.value })
      else { continue }
      if try !visit(tenant) { return }
    }
  }

  /// How many tenants are of a tier, whatever their state.
  package func tenantCount(ofTier tier: Slug) throws -> Int64 {
    try first("SELECT count(*) FROM tenant WHERE tier = ?1", [SQLValue(tier)]) { $0.integer(0) } ?? 0
  }

  /// How many tenants there are in each state; states without tenants are absent.
  package func tenantCounts() throws -> [TenantState: Int64] {
    let counts: [(TenantState, Int64)] = try rows("SELECT state, count(*) FROM tenant GROUP BY state") { row in
      (try row.choice(0), row.integer(1))
    }
    return Dictionary(uniqueKeysWithValues: counts)
  }

  /// The first slugs at or after a text, for completion and suggestions.
  package func slugs(from text: String, before end: String, limit: Int) throws -> [String] {
    try rows(
      "SELECT slug FROM tenant WHERE slug >= ?1 AND slug < ?2 ORDER BY slug LIMIT ?3",
      [.text(text), .text(end), .integer(Int64(limit))]
    ) { $0.text(0) }
  }

  private func loadTenant(where condition: String, _ parameters: [SQLValue]) throws -> Tenant? {
    try first("SELECT \(Self.tenantColumns) FROM tenant WHERE \(condition)", parameters) { try tenant($0) }
  }

  private func tenant(_ row: SQLRow) throws -> Tenant {
    var tenant = Tenant(
      id: try row.parsed(0), slug: try row.parsed(1), name: row.text(2), tier: try row.parsed(3),
      homeRegion: try row.parsed(4), createdAt: row.timestamp(14))
    tenant.allowedRegions = try TextList.values(row.text(5)).map { text in
      guard let region = try? Region(parsing: text) else { throw StoredValueFault.unreadable(text, as: "region") }
      return region
    }
    tenant.labels = try TextMap.value(row.text(6))
    tenant.contact = row.optionalText(7)
    tenant.timeZone = row.text(8)
    tenant.billingAnchorDay = Int(row.integer(9))
    tenant.state = try row.choice(10)
    tenant.incarnation = row.integer(11)
    tenant.lifecycleEpoch = row.integer(12)
    tenant.placementEpoch = row.integer(13)
    tenant.updatedAt = row.timestamp(15)
    tenant.version = row.integer(16)
    tenant.tierChangedAt = row.optionalTimestamp(17)
    try forEach("SELECT kind, value FROM tenant_external_id WHERE tenant = ?1", [SQLValue(tenant.id)]) {
      tenant.externalIDs[$0.text(0)] = $0.text(1)
    }
    return tenant
  }
}
