// SPDX-License-Identifier: Apache-2.0

/// Where a tenant is placed, and what became of every other place.
public struct PlacementDecision: Equatable, Codable, Sendable {
  /// Where the tenant is placed; `nil` where no place meets every condition.
  public let choice: PlacementSite?
  /// Every place, the eligible ones in the order in which they are preferred, then the refused ones by name.
  public let assessments: [PlacementAssessment]
}

/// What became of one place.
public struct PlacementAssessment: Equatable, Codable, Sendable {
  /// What became of a place.
  public enum Verdict: String, Codable, Sendable {
    /// The tenant is placed here.
    case chosen
    /// Every condition is met, but another place was preferred.
    case eligible
    /// A condition is not met.
    case refused
  }

  /// The place.
  public let site: PlacementSite
  /// What became of it.
  public let verdict: Verdict
  /// Every condition, in the order in which they are asked.
  public let checks: [PlacementCheck]
  /// Whether it is in the tenant's home region.
  public let isHome: Bool
  /// Position among the eligible places by region, pattern and rendezvous hash, from 1; `nil` where refused.
  public let rank: Int?
  /// Millionths of the capacity left when the tenant is there; `nil` without limits, or where refused.
  public let residual: Int64?

  /// The first condition that is not met.
  public var obstacle: PlacementCheck? { checks.first { !$0.passed } }
}

extension PlacementDecision {
  /// Why there is no place, with what to do about it.
  ///
  /// - Parameter request: What was asked for.
  /// - Returns: The failure.
  public func refusal(of request: PlacementRequest) -> TenantError {
    let obstacles = assessments.compactMap { assessment in assessment.obstacle.map { (assessment.site, $0) } }
    let asked =
      "\(request.units) units, isolation '\(request.isolation.rawValue)', in "
      + request.allowedRegions.map(\.rawValue).joined(separator: ", ")
    guard let nearest = obstacles.max(by: { Self.order($0.1.filter) < Self.order($1.1.filter) }) else {
      // Every pool is an obstacle where it is not the choice.
      return TenantError(
        .placementImpossible, "there is no pool yet to take a tenant of \(asked)",
        hint:
          "create one with 'tenantctl pool create NAME --pattern \(request.isolation.rawValue) --region \(request.homeRegion)'"
      )
    }
    var reasons = obstacles.prefix(3).map { "'\($0.0.path)': \($0.1.detail)" }.joined(separator: "; ")
    if obstacles.count > 3 { reasons += "; and \(obstacles.count - 3) more" }
    let subject = request.pool.map { "pool '\($0)' cannot take" } ?? "no pool can take"
    return TenantError(
      nearest.1.filter.errorCode, "\(subject) a tenant of \(asked) (\(reasons))",
      hint: Self.hint(for: nearest.1.filter, at: nearest.0, request),
      details: [
        "filter": nearest.1.filter.rawValue, "nearest": nearest.0.path, "units": String(request.units),
        "isolation": request.isolation.rawValue,
      ])
  }

  private static func order(_ filter: PlacementFilter) -> Int {
    PlacementFilter.allCases.firstIndex(of: filter) ?? 0
  }

  private static func hint(for filter: PlacementFilter, at site: PlacementSite, _ request: PlacementRequest) -> String {
    switch filter {
    case .residency:
      "create a pool in an allowed region with 'tenantctl pool create', or allow another region with --allow-region"
    case .isolation: "create a pool with --pattern \(request.isolation.rawValue)"
    case .state: "let the pool accept again with 'tenantctl pool drain \(site.pool) --undo', or create another"
    case .instance: "run 'tenantctl instance list --pool \(site.pool)' to see its instances"
    case .instanceState, .instanceFree, .instanceTenants, .instanceUnits:
      "register another instance with 'tenantctl instance register --pool \(site.pool)'"
    case .tenants: "raise it with 'tenantctl pool update \(site.pool) --capacity-tenants', or create another pool"
    case .units: "raise it with 'tenantctl pool update \(site.pool) --capacity-units', or create another pool"
    case .share: "place it in a pool with --pattern dedicated, or raise the capacity in units"
    }
  }
}
