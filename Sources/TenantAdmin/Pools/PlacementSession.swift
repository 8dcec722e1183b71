// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantStore

/// Places tenants within one transaction: what is in the pools is read once, and kept up to date in memory.
///
/// A value: a copy taken before a part that may fail is the state to go back to.
struct PlacementSession {
  private let writer: StoreWriter
  private var fleet: PlacementFleet

  init(_ writer: StoreWriter) throws {
    self.writer = writer
    fleet = PlacementFleet(try writer.poolOccupancies())
  }

  /// Finds a place for a tenant that is stored already, and binds it there.
  ///
  /// - Parameters:
  ///   - tenant: The tenant.
  ///   - tier: Its tier.
  ///   - pool: The only pool to consider; `nil` considers all.
  /// - Throws: ``TenantError`` where the named pool is unknown, or no place meets every condition.
  mutating func place(_ tenant: Tenant, on tier: Tier, pool: Slug?) throws {
    if let pool, fleet.pool(pool) == nil { _ = try writer.requirePool(pool) }
    let site = try fleet.place(PlacementRequest(of: tenant, on: tier, pool: pool))
    let placement = Placement(
      tenant: tenant.id, site: site, units: tier.weight, epoch: tenant.placementEpoch, since: writer.change.time)
    try writer.insert(placement, of: tenant)
    try writer.record(.placementAssign, key: tenant.slug.rawValue, tenant: tenant.id, after: placement)
  }
}

extension StoreWriter {
  /// Gives back the room of a tenant that leaves for good.
  func releasePlacement(of tenant: Tenant) throws {
    guard let placement = try placement(of: tenant.id) else { return }
    try delete(placement)
    try record(.placementRelease, key: tenant.slug.rawValue, tenant: tenant.id, before: placement)
  }

  /// Checks that a tenant may stay where it lives with its new tier and regions, and reserves its new units there.
  ///
  /// - Parameters:
  ///   - tenant: The tenant as it is to be, stored already.
  ///   - tier: Its tier as it is to be.
  /// - Throws: ``TenantError`` where residency, isolation or capacity forbid it.
  func refitPlacement(of tenant: Tenant, on tier: Tier) throws {
    guard let before = try placement(of: tenant.id) else { return }
    try before.requireFitness(of: tenant, on: tier, in: requirePool(before.pool))
    guard tier.weight != before.units else { return }
    var after = before
    after.units = tier.weight
    try update(after, replacing: before, of: tenant)
    try record(.placementReweigh, key: tenant.slug.rawValue, tenant: tenant.id, before: before, after: after)
  }

  /// Reserves a tier's weight for each of its tenants, where they live.
  ///
  /// - Parameter tier: The tier as it is to be.
  /// - Throws: ``TenantError`` where a place has no room for the growth; it names the tenant.
  func refitPlacements(to tier: Tier) throws {
    for tenant in try tenantsPlacedUnlike(tier) { try refitPlacement(of: requireTenant(.id(tenant)), on: tier) }
  }

  /// Refuses to promise more isolation than the places of a tier's tenants keep.
  func requireIsolation(of tier: Tier) throws {
    let weaker = IsolationPattern.allCases.filter { $0.strictness < tier.isolation.strictness }
    let count = try placementCount(ofTier: tier.name, in: weaker)
    guard count == 0 else {
      throw TenantError(
        .inUse,
        "\(count) \(count == 1 ? "tenant" : "tenants") of tier '\(tier.name)' "
          + "\(count == 1 ? "lives" : "live") in pools that keep less than '\(tier.isolation.rawValue)'",
        hint: "move them first, with 'tenantctl migration start TENANT --to POOL'",
        details: ["id": tier.name.rawValue, "tenants": String(count)])
    }
  }
}
