// SPDX-License-Identifier: Apache-2.0

extension Placement {
  /// Checks that a tenant whose tier or regions change may stay where it lives.
  ///
  /// A tenant that grows may use the headroom, which is kept free for just that.
  ///
  /// - Parameters:
  ///   - tenant: The tenant as it is to be.
  ///   - tier: Its tier as it is to be.
  ///   - occupancy: Its pool, with this placement counted.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/residencyViolation``, ``TenantErrorCode/placementImpossible`` or
  ///   ``TenantErrorCode/capacityExceeded``, saying what stands in the way.
  public func requireFitness(of tenant: Tenant, on tier: Tier, in occupancy: PoolOccupancy) throws {
    let pool = occupancy.pool
    let move = "move it first, with 'tenantctl migration start \(tenant.slug) --to POOL'"
    guard tenant.allowedRegions.contains(region) else {
      throw TenantError(
        .residencyViolation, "tenant '\(tenant.slug)' lives in region '\(region)', which would not be allowed any more",
        hint: move, details: ["tenant": tenant.slug.rawValue, "pool": pool.name.rawValue, "region": region.rawValue])
    }
    guard pool.pattern.strictness >= tier.isolation.strictness else {
      throw TenantError(
        .placementImpossible,
        "tier '\(tier.name)' asks for isolation '\(tier.isolation.rawValue)', and tenant '\(tenant.slug)' lives in pool "
          + "'\(pool.name)' with pattern '\(pool.pattern.rawValue)'", hint: move,
        details: ["tenant": tenant.slug.rawValue, "pool": pool.name.rawValue, "isolation": tier.isolation.rawValue])
    }
    guard tier.weight > units else { return }
    let growth = tier.weight - units
    try Self.require(pool.capacity, of: "pool '\(pool.name)'", holding: occupancy.taken, toGrowBy: growth, tenant, move)
    guard let entry = occupancy.instances.first(where: { $0.instance.name == instance }) else { return }
    try Self.require(
      entry.instance.capacity, of: "instance '\(entry.instance.path)'", holding: entry.taken, toGrowBy: growth, tenant,
      move)
  }

  private static func require(
    _ capacity: Capacity, of name: String, holding taken: Occupancy, toGrowBy growth: Int64, _ tenant: Tenant,
    _ hint: String
  ) throws {
    guard let units = capacity.units, !capacity.fits(units: growth, beside: taken) else { return }
    throw TenantError(
      .capacityExceeded,
      "\(name) has no room for \(growth) more units of tenant '\(tenant.slug)' "
        + "(\(taken.units) of \(units) taken)", hint: "raise its capacity, or \(hint)",
      details: [
        "tenant": tenant.slug.rawValue, "growth": String(growth), "taken": String(taken.units),
        "capacity": String(units),
      ])
  }
}
