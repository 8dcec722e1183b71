// SPDX-License-Identifier: Apache-2.0

/// What a move would do, and everything that was checked for it.
public struct MigrationPlan: Equatable, Codable, Sendable {
  /// The tenant.
  public let tenant: TenantID
  /// Its slug.
  public let slug: Slug
  /// Where it lives; `nil` where it has no place yet.
  public let from: PlacementSite?
  /// The pool it is to move to.
  public let pool: Slug
  /// Where in that pool it would live; `nil` where a check stands in the way.
  public let to: PlacementSite?
  /// Units that it would reserve there.
  public let units: Int64
  /// Its placement epoch before the move.
  public let epoch: Int64
  /// The regions in which its data may live.
  public let allowedRegions: [Region]
  /// Everything that was checked, in order.
  public let checks: [MigrationCheck]

  /// Whether nothing stands in the way.
  public var isAllowed: Bool { to != nil && checks.allSatisfy(\.passed) }
}

/// Something that was checked for a move.
public struct MigrationCheck: Equatable, Codable, Sendable {
  /// Name of the check: `tenant-state`, `target`, or the name of a ``PlacementFilter``.
  public let name: String
  /// Whether the move may go on.
  public let passed: Bool
  /// What was compared, for a person.
  public let detail: String
}

extension MigrationPlan {
  /// Plans a move.
  ///
  /// - Parameters:
  ///   - tenant: The tenant.
  ///   - tier: Its tier.
  ///   - current: Where it lives; `nil` where it has no place yet.
  ///   - pool: The pool it is to move to; one of the fleet's.
  ///   - instance: The instance it is to be bound to; `nil` lets placement choose.
  ///   - fleet: All places.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/storeCorrupt`` where the tenant is not counted where it lives.
  public init(
    of tenant: Tenant, on tier: Tier, from current: Placement?, to pool: Slug, instance: Slug?, in fleet: PlacementFleet
  ) throws {
    // The room that the tenant takes today is free for it: a move within a full pool needs no more of the pool.
    var fleet = fleet
    if let current { try fleet.release(current.site, units: current.units) }
    let request = PlacementRequest(of: tenant, on: tier, pool: pool, instance: instance)
    let decision = fleet.explain(request)
    let movable = tenant.state == .active || tenant.state == .suspended
    let isElsewhere = current.map { $0.pool != pool || (instance != nil && instance != $0.instance) } ?? true
    var checks = [
      MigrationCheck(name: "tenant-state", passed: movable, detail: "tenant is \(tenant.state.rawValue)"),
      MigrationCheck(
        name: "target", passed: isElsewhere,
        detail: current.map { "lives in '\($0.site.path)'" } ?? "lives nowhere yet"),
    ]
    // The place that would be chosen, or else the one that came closest.
    let shown = decision.assessments.first { $0.verdict == .chosen } ?? Self.nearest(of: decision.assessments)
    for check in shown?.checks ?? [] {
      checks.append(MigrationCheck(name: check.filter.rawValue, passed: check.passed, detail: check.detail))
    }
    self.init(
      tenant: tenant.id, slug: tenant.slug, from: current?.site, pool: pool,
      to: checks.allSatisfy(\.passed) ? decision.choice : nil, units: request.units, epoch: tenant.placementEpoch,
      allowedRegions: tenant.allowedRegions, checks: checks)
  }

  private static func nearest(of assessments: [PlacementAssessment]) -> PlacementAssessment? {
    assessments.max { left, right in
      left.checks.prefix(while: \.passed).count < right.checks.prefix(while: \.passed).count
    }
  }

  /// Why the move is refused, with what to do about it; `nil` where nothing stands in the way.
  public var refusal: TenantError? {
    guard let obstacle = checks.first(where: { !$0.passed }) else { return nil }
    let code = PlacementFilter(rawValue: obstacle.name).map(\.errorCode) ?? .migrationRefused
    let hint =
      switch obstacle.name {
      case "tenant-state": "only active and suspended tenants move"
      case "target": "name another pool, or another instance of this one with --instance"
      case "residency": "name a pool in one of the allowed regions, see 'tenantctl pool list'"
      default: "see 'tenantctl migration plan \(slug) --to \(pool)' for every check"
      }
    return TenantError(
      code == .placementImpossible ? .migrationRefused : code,
      "tenant '\(slug)' cannot move to pool '\(pool)': \(obstacle.name), \(obstacle.detail)", hint: hint,
      details: ["tenant": slug.rawValue, "pool": pool.rawValue, "check": obstacle.name])
  }
}
