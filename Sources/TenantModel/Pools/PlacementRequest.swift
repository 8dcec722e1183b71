// SPDX-License-Identifier: Apache-2.0

/// A tenant that needs a place.
public struct PlacementRequest: Equatable, Sendable {
  /// The tenant; decides which of several equal places it is proposed.
  public let tenant: TenantID
  /// Units that it takes: the weight of its tier.
  public let units: Int64
  /// How strictly it must be kept apart, at least.
  public let isolation: IsolationPattern
  /// Where it wants to live.
  public let homeRegion: Region
  /// Where it may live; empty means nowhere.
  public let allowedRegions: [Region]
  /// The only pool that is considered; `nil` considers all.
  public var pool: Slug?
  /// The only instance of that pool that is considered; `nil` considers all.
  public var instance: Slug?

  /// Creates a request.
  ///
  /// - Parameters:
  ///   - tenant: The tenant.
  ///   - units: Units that it takes, 1 to 1,000,000.
  ///   - isolation: How strictly it must be kept apart, at least.
  ///   - homeRegion: Where it wants to live.
  ///   - allowedRegions: Where it may live; empty means nowhere.
  ///   - pool: The only pool that is considered.
  ///   - instance: The only instance of that pool that is considered.
  public init(
    tenant: TenantID, units: Int64, isolation: IsolationPattern, homeRegion: Region, allowedRegions: [Region],
    pool: Slug? = nil, instance: Slug? = nil
  ) {
    self.tenant = tenant
    self.units = units
    self.isolation = isolation
    self.homeRegion = homeRegion
    self.allowedRegions = allowedRegions
    self.pool = pool
    self.instance = instance
  }

  /// Creates the request of a tenant of a tier.
  ///
  /// - Parameters:
  ///   - tenant: The tenant.
  ///   - tier: Its tier.
  ///   - pool: The only pool that is considered.
  ///   - instance: The only instance of that pool that is considered.
  public init(of tenant: Tenant, on tier: Tier, pool: Slug? = nil, instance: Slug? = nil) {
    self.init(
      tenant: tenant.id, units: tier.weight, isolation: tier.isolation, homeRegion: tenant.homeRegion,
      allowedRegions: tenant.allowedRegions, pool: pool, instance: instance)
  }
}
