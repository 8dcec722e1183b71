// SPDX-License-Identifier: Apache-2.0

/// Where a tenant lives: the authority that routing and moves obey.
public struct Placement: Equatable, Codable, Sendable {
  /// The tenant.
  public let tenant: TenantID
  /// The pool.
  public let pool: Slug
  /// The instance; `nil` in a shared pool, where every instance serves every tenant.
  public let instance: Slug?
  /// Where the tenant's data lies: the pool's region.
  public let region: Region
  /// Units that the tenant has reserved.
  public var units: Int64
  /// The tenant's placement epoch since when it lives here.
  public let epoch: Int64
  /// Since when the tenant lives here.
  public let since: Timestamp

  /// Creates a placement.
  ///
  /// - Parameters:
  ///   - tenant: The tenant.
  ///   - site: Where it lives.
  ///   - units: Units that it has reserved.
  ///   - epoch: Its placement epoch since when it lives there.
  ///   - since: Since when it lives there.
  public init(tenant: TenantID, site: PlacementSite, units: Int64, epoch: Int64, since: Timestamp) {
    self.tenant = tenant
    self.units = units
    self.epoch = epoch
    self.since = since
    pool = site.pool
    instance = site.instance
    region = site.region
  }

  /// Where the tenant lives.
  public var site: PlacementSite { PlacementSite(pool: pool, instance: instance, region: region) }
}

/// A place for tenants: a shared pool, or an instance of another one.
public struct PlacementSite: Hashable, Codable, Sendable {
  /// The pool.
  public let pool: Slug
  /// The instance, where the pool binds its tenants to instances.
  public let instance: Slug?
  /// The pool's region.
  public let region: Region

  /// Creates a place.
  ///
  /// - Parameters:
  ///   - pool: The pool.
  ///   - instance: The instance.
  ///   - region: The pool's region.
  public init(pool: Slug, instance: Slug?, region: Region) {
    self.pool = pool
    self.instance = instance
    self.region = region
  }

  /// `pool` or `pool/instance`, as operators read it.
  public var path: String { instance.map { "\(pool)/\($0)" } ?? pool.rawValue }
}
