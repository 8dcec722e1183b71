// SPDX-License-Identifier: Apache-2.0

/// A place as the conditions see it.
struct PlacementCandidate {
  let pool: Pool
  let poolTaken: Occupancy
  /// `nil` for a shared pool, and for any other one without instances.
  let instance: Instance?
  let instanceTaken: Occupancy

  /// Conditions that concern the pool alone, so that they need not be asked for each of its instances.
  static let poolFilters: [PlacementFilter] = [.residency, .isolation, .state, .tenants, .units]
  /// The other ones.
  static let siteFilters = PlacementFilter.allCases.filter { !poolFilters.contains($0) }

  func passes(_ filter: PlacementFilter, _ request: PlacementRequest) -> Bool {
    switch filter {
    case .residency: request.allowedRegions.contains(pool.region)
    case .isolation: pool.pattern.strictness >= request.isolation.strictness
    case .state: pool.state == .accepting
    case .instance: request.instance.map { instance?.name == $0 } ?? true
    case .instanceState: pool.pattern.bindsInstance ? instance?.state == .ready : true
    case .instanceFree: pool.pattern == .dedicated ? instanceTaken.tenants == 0 : true
    case .tenants: pool.capacity.fitsTenant(beside: poolTaken)
    case .units: pool.usableCapacity.fits(units: request.units, beside: poolTaken)
    case .share: sharedUnits.map { request.units <= Self.share(of: $0) } ?? true
    case .instanceTenants: instanceCapacity.fitsTenant(beside: instanceTaken)
    case .instanceUnits: instanceCapacity.fits(units: request.units, beside: instanceTaken)
    }
  }

  /// How much of the dimension with most room is left when the tenant is there, in millionths; `nil` without limits.
  ///
  /// What counts is the innermost limit: the instance's where it has one, else the pool's.
  func residual(after request: PlacementRequest) -> Int64? {
    instanceCapacity.isUnlimited
      ? pool.usableCapacity.largestResidual(of: poolTaken, adding: request.units)
      : instanceCapacity.largestResidual(of: instanceTaken, adding: request.units)
  }

  private var instanceCapacity: Capacity {
    instance.map { $0.capacity.keeping(headroomPercent: pool.headroomPercent) } ?? Capacity()
  }

  /// Units of what the tenant would share with others, where they are limited.
  private var sharedUnits: Int64? {
    switch pool.pattern {
    case .shared: pool.capacity.units
    case .pool: instance?.capacity.units
    case .dedicated: nil
    }
  }

  private static func share(of units: Int64) -> Int64 {
    // At most 10¹² × 40: far from the limits of 64 bits.
    units * PlacementFilter.largestSharePercent / 100
  }

  /// What a condition compares, for a person.
  func detail(_ filter: PlacementFilter, _ request: PlacementRequest) -> String {
    switch filter {
    case .residency:
      let allowed = request.allowedRegions.map(\.rawValue).joined(separator: ", ")
      return "region '\(pool.region)', allowed \(allowed.isEmpty ? "none" : allowed)"
    case .isolation: return "pattern '\(pool.pattern.rawValue)', asked '\(request.isolation.rawValue)'"
    case .state: return "pool is \(pool.state.rawValue)"
    case .instance:
      return
        "instance \(instance.map { "'\($0.name)'" } ?? "none"), asked \(request.instance.map { "'\($0)'" } ?? "any")"
    case .instanceState:
      guard pool.pattern.bindsInstance else { return "any instance serves" }
      return instance.map { "instance is \($0.state.rawValue)" } ?? "pool has no instance"
    case .instanceFree:
      guard pool.pattern == .dedicated else { return "not for one tenant alone" }
      return instanceTaken.tenants == 0 ? "instance is free" : "instance has its tenant"
    case .tenants: return Self.text(poolTaken.tenants, 1, of: pool.capacity.tenants, "tenants")
    case .units: return Self.text(poolTaken.units, request.units, of: pool.usableCapacity.units, "usable units")
    case .share:
      guard let sharedUnits else { return "no limit" }
      return "\(request.units) units, at most \(Self.share(of: sharedUnits)) "
        + "(\(PlacementFilter.largestSharePercent) % of \(sharedUnits)) for one tenant"
    case .instanceTenants: return Self.text(instanceTaken.tenants, 1, of: instanceCapacity.tenants, "tenants")
    case .instanceUnits:
      return Self.text(instanceTaken.units, request.units, of: instanceCapacity.units, "usable units")
    }
  }

  private static func text(_ taken: Int64, _ demand: Int64, of limit: Int64?, _ noun: String) -> String {
    limit.map { "\(taken) + \(demand) of \($0) \(noun)" } ?? "no limit"
  }
}
