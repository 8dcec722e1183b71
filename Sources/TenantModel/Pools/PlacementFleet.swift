// SPDX-License-Identifier: Apache-2.0

/// All places and what is in them: decides where tenants are placed, as a pure function of its content and the request.
///
/// A value that is loaded once and then told of every tenant that comes or goes, so that thousands can be placed one
/// after the other. The order in which pools and instances are given makes no difference.
public struct PlacementFleet: Sendable {
  /// A shared pool, an instance of another one, or what stands for a pool that has no instance.
  struct Site: Sendable {
    let pool: Int
    let instance: Instance?
    let place: UInt64
    let weight: UInt64
    let path: PlacementSite
  }

  /// How many of the places that the hash proposes first are compared by how well the tenant fits.
  static let shortlistLength = 8

  let pools: [Pool]
  let sites: [Site]
  let sitesOfPool: [Range<Int>]
  // Kept apart from what never changes, so that a copy of the fleet that is kept for the case of a failure stays small.
  private var poolTaken: [Occupancy]
  private var siteTaken: [Occupancy]

  /// Creates a fleet.
  ///
  /// - Parameter occupancies: Every pool with what is in it.
  public init(_ occupancies: [PoolOccupancy]) {
    var sites: [Site] = []
    var siteTaken: [Occupancy] = []
    var ranges: [Range<Int>] = []
    let ordered = occupancies.sorted { $0.pool.name < $1.pool.name }
    for (index, occupancy) in ordered.enumerated() {
      let pool = occupancy.pool
      let start = sites.count
      let instances = pool.pattern.bindsInstance ? occupancy.instances.filter { $0.instance.state != .retired } : []
      for entry in instances {
        let path = PlacementSite(pool: pool.name, instance: entry.instance.name, region: pool.region)
        sites.append(
          Site(
            pool: index, instance: entry.instance, place: RendezvousHash.place(path.path),
            weight: UInt64(clamping: pool.weight) * UInt64(clamping: entry.instance.weight), path: path))
        siteTaken.append(entry.taken)
      }
      if instances.isEmpty {
        // As heavy as one instance of ordinary weight, so that shared and other pools compare.
        sites.append(
          Site(
            pool: index, instance: nil, place: RendezvousHash.place(pool.name.rawValue),
            weight: UInt64(clamping: pool.weight) * 100,
            path: PlacementSite(pool: pool.name, instance: nil, region: pool.region)))
        siteTaken.append(.none)
      }
      ranges.append(start..<sites.count)
    }
    pools = ordered.map(\.pool)
    poolTaken = ordered.map(\.taken)
    self.sites = sites
    self.siteTaken = siteTaken
    sitesOfPool = ranges
  }

  /// The pool with the given name, or `nil`.
  ///
  /// - Parameter name: The name.
  /// - Returns: The pool.
  public func pool(_ name: Slug) -> Pool? {
    index(of: name).map { pools[$0] }
  }

  /// How much of a pool is taken.
  ///
  /// - Parameter name: The pool.
  /// - Returns: What is in it; nothing for an unknown pool.
  public func taken(of name: Slug) -> Occupancy {
    index(of: name).map { poolTaken[$0] } ?? .none
  }

  /// Takes a tenant into a place, whatever the conditions say.
  ///
  /// - Parameters:
  ///   - site: The place.
  ///   - units: Units that the tenant takes.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/overflow`` where a count cannot grow.
  public mutating func reserve(_ site: PlacementSite, units: Int64) throws {
    try change(site) { try $0.reserve(units: units) }
  }

  /// Lets a tenant leave a place.
  ///
  /// - Parameters:
  ///   - site: The place.
  ///   - units: Units that the tenant has taken.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/storeCorrupt`` where there is less than is to be removed.
  public mutating func release(_ site: PlacementSite, units: Int64) throws {
    try change(site) { try $0.release(units: units) }
  }

  private mutating func change(_ site: PlacementSite, _ body: (inout Occupancy) throws -> Void) throws {
    guard let index = index(of: site.pool) else { return }
    var taken = poolTaken[index]
    try body(&taken)
    if let instance = site.instance,
      let position = sitesOfPool[index].first(where: { sites[$0].path.instance == instance })
    {
      try body(&siteTaken[position])
    }
    poolTaken[index] = taken
  }

  func index(of name: Slug) -> Int? {
    var low = 0
    var high = pools.count
    while low < high {
      let middle = (low + high) / 2
      if pools[middle].name < name { low = middle + 1 } else { high = middle }
    }
    return low < pools.count && pools[low].name == name ? low : nil
  }

  func candidate(_ position: Int) -> PlacementCandidate {
    let site = sites[position]
    return PlacementCandidate(
      pool: pools[site.pool], poolTaken: poolTaken[site.pool], instance: site.instance,
      instanceTaken: siteTaken[position])
  }
}
