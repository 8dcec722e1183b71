// SPDX-License-Identifier: Apache-2.0

package import TenantModel

extension StoreReader {
  /// Where a tenant lives, or `nil`.
  package func placement(of tenant: TenantID) throws -> Placement? {
    try first(
      """
      SELECT placement.pool, placement.instance, pool.region, placement.units, placement.epoch, placement.since
      FROM placement JOIN pool ON pool.name = placement.pool WHERE placement.tenant = ?1
      """, [SQLValue(tenant)]
    ) { row in
      Placement(
        tenant: tenant,
        site: PlacementSite(
          pool: try row.parsed(0), instance: row.isNull(1) ? nil : try row.parsed(1), region: try row.parsed(2)),
        units: row.integer(3), epoch: row.integer(4), since: row.timestamp(5))
    }
  }

  /// The first tenants that live in a pool, or on one of its instances.
  ///
  /// - Parameters:
  ///   - pool: The pool.
  ///   - instance: One of its instances; `nil` means all of it.
  ///   - limit: At most so many.
  /// - Returns: Their slugs, in no order that means anything.
  /// - Throws: ``TenantError`` from the store.
  package func tenants(in pool: Slug, instance: Slug? = nil, limit: Int) throws -> [Slug] {
    try rows(
      """
      SELECT tenant.slug FROM placement JOIN tenant ON tenant.tenant = placement.tenant
      WHERE placement.pool = ?1 \(instance == nil ? "" : "AND placement.instance = ?3")
      ORDER BY placement.instance, placement.tenant LIMIT ?2
      """, [SQLValue(pool), .integer(Int64(limit))] + (instance.map { [SQLValue($0)] } ?? [])
    ) { try $0.parsed(0) }
  }

  /// The tenants of a tier that have reserved another number of units than it weighs, by slug.
  package func tenantsPlacedUnlike(_ tier: Tier) throws -> [TenantID] {
    try rows(
      """
      SELECT tenant.tenant FROM tenant JOIN placement ON placement.tenant = tenant.tenant
      WHERE tenant.tier = ?1 AND placement.units <> ?2 ORDER BY tenant.slug
      """, [SQLValue(tier.name), .integer(tier.weight)]
    ) { try $0.parsed(0) }
  }

  /// How many tenants of a tier live in pools of one of the given patterns.
  package func placementCount(ofTier tier: Slug, in patterns: [IsolationPattern]) throws -> Int64 {
    var count: Int64 = 0
    for pattern in patterns {
      count +=
        try first(
          """
          SELECT count(*) FROM tenant JOIN placement ON placement.tenant = tenant.tenant
          JOIN pool ON pool.name = placement.pool WHERE tenant.tier = ?1 AND pool.pattern = ?2
          """, [SQLValue(tier), .text(pattern.rawValue)]
        ) { $0.integer(0) } ?? 0
    }
    return count
  }
}

extension StoreWriter {
  /// Binds a tenant to its first place, and takes the room.
  ///
  /// - Parameters:
  ///   - placement: Where it lives from now on.
  ///   - tenant: The tenant, as it is stored in this transaction.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/residencyViolation`` where its data may not live there.
  package func insert(_ placement: Placement, of tenant: Tenant) throws {
    try requireResidency(placement, of: tenant)
    try run(
      """
      INSERT INTO placement (tenant, pool, instance, units, epoch, since) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
      """, parameters(of: placement))
    try adjustOccupancy(of: placement.site, tenants: 1, units: placement.units)
  }

  /// Replaces the place of a tenant, or the units that it takes there, and moves the room it takes.
  ///
  /// - Parameters:
  ///   - placement: Where it lives from now on.
  ///   - before: Where it lived.
  ///   - tenant: The tenant, as it is stored in this transaction.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/residencyViolation`` where its data may not live there, and
  ///   ``TenantErrorCode/storeCorrupt`` where it did not live where the caller thought.
  package func update(_ placement: Placement, replacing before: Placement, of tenant: Tenant) throws {
    try requireResidency(placement, of: tenant)
    let updated = try run(
      """
      UPDATE placement SET pool = ?2, instance = ?3, units = ?4, epoch = ?5, since = ?6
      WHERE tenant = ?1 AND epoch = ?7
      """, parameters(of: placement) + [.integer(before.epoch)])
    guard updated == 1 else { throw Self.uncounted(before.site) }
    try adjustOccupancy(of: before.site, tenants: -1, units: -before.units)
    try adjustOccupancy(of: placement.site, tenants: 1, units: placement.units)
  }

  /// Ends a tenant's placement and gives back the room.
  package func delete(_ placement: Placement) throws {
    guard try run("DELETE FROM placement WHERE tenant = ?1", [SQLValue(placement.tenant)]) == 1 else {
      throw Self.uncounted(placement.site)
    }
    try adjustOccupancy(of: placement.site, tenants: -1, units: -placement.units)
  }

  /// The last wall: whatever was decided before, no row says that data lives where it must not.
  private func requireResidency(_ placement: Placement, of tenant: Tenant) throws {
    guard placement.tenant == tenant.id, tenant.allowedRegions.contains(placement.region) else {
      throw TenantError(
        .residencyViolation, "tenant '\(tenant.slug)' must not live in region '\(placement.region)'",
        hint: "allowed are \(tenant.allowedRegions.map(\.rawValue).joined(separator: ", "))",
        details: ["tenant": tenant.slug.rawValue, "region": placement.region.rawValue])
    }
  }

  private func parameters(of placement: Placement) -> [SQLValue] {
    [
      SQLValue(placement.tenant), SQLValue(placement.pool), SQLValue(placement.instance), .integer(placement.units),
      .integer(placement.epoch), SQLValue(placement.since),
    ]
  }

  private func adjustOccupancy(of site: PlacementSite, tenants: Int64, units: Int64) throws {
    for instance in ["", site.instance?.rawValue] {
      guard let instance else { continue }
      // Units of a tenant and tenants of a pool are bounded far below what 64 bits hold; a sum below zero breaks the
      // table's check, and the transaction with it.
      let changed = try run(
        "UPDATE pool_occupancy SET tenants = tenants + ?3, units = units + ?4 WHERE pool = ?1 AND instance = ?2",
        [SQLValue(site.pool), .text(instance), .integer(tenants), .integer(units)])
      guard changed == 1 else { throw Self.uncounted(site) }
    }
  }

  private static func uncounted(_ site: PlacementSite) -> TenantError {
    TenantError(
      .storeCorrupt, "the store does not count what lives in '\(site.path)'", hint: "run 'tenantctl doctor'",
      details: ["site": site.path])
  }
}
