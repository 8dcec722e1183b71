// SPDX-License-Identifier: Apache-2.0

package import TenantModel
import TenantStore

extension Administration {
  /// Says where a tenant would be placed if it came today, and why nowhere else; its own room counts as free.
  ///
  /// - Parameters:
  ///   - selector: Which tenant.
  ///   - pool: The only pool to consider; `nil` considers all.
  /// - Returns: The decision.
  /// - Throws: ``TenantError`` where the tenant or the pool is unknown.
  package func explainPlacement(of selector: TenantSelector, pool: Slug? = nil) throws -> PlacementDecision {
    try store.read { reader in
      let tenant = try reader.requireTenant(selector)
      var fleet = PlacementFleet(try reader.poolOccupancies())
      if let placement = try reader.placement(of: tenant.id) {
        try fleet.release(placement.site, units: placement.units)
      }
      if let pool { _ = try reader.requirePool(pool) }
      return fleet.explain(PlacementRequest(of: tenant, on: try reader.requireTier(tenant.tier), pool: pool))
    }
  }

  /// Says where a new tenant would be placed, and why nowhere else.
  ///
  /// Which of several equal places it is depends on the id that the tenant is given; here that is the greatest one.
  ///
  /// - Parameters:
  ///   - tier: Its tier.
  ///   - homeRegion: Where it would want to live.
  ///   - allowedRegions: Where it may live; empty means its home region alone, as at onboarding.
  ///   - pool: The only pool to consider; `nil` considers all.
  /// - Returns: The decision.
  /// - Throws: ``TenantError`` where the tier or the pool is unknown.
  package func explainPlacement(
    onTier tier: Slug, homeRegion: Region, allowedRegions: [Region], pool: Slug? = nil
  ) throws -> PlacementDecision {
    try store.read { reader in
      let tier = try reader.requireTier(tier)
      if let pool { _ = try reader.requirePool(pool) }
      return PlacementFleet(try reader.poolOccupancies()).explain(
        PlacementRequest(
          tenant: TenantID(bits: .max), units: tier.weight, isolation: tier.isolation, homeRegion: homeRegion,
          allowedRegions: allowedRegions.isEmpty ? [homeRegion] : allowedRegions, pool: pool))
    }
  }
}
