// SPDX-License-Identifier: Apache-2.0

/// How far a move is.
public enum MigrationState: String, CaseIterable, Codable, Sendable {
  /// The tenant lives in its new place.
  case completed
}

/// A move of a tenant from one place to another.
public struct MigrationRecord: Equatable, Codable, Sendable {
  /// Identifier of the move.
  public let id: MigrationID
  /// The tenant.
  public let tenant: TenantID
  /// Its slug.
  public let slug: Slug
  /// Where it lived; `nil` where it had no place yet.
  public let from: PlacementSite?
  /// Where it goes.
  public let to: PlacementSite
  /// The tenant's placement epoch before the move.
  public let epochBefore: Int64
  /// The tenant's placement epoch after the move, one more.
  public let epochAfter: Int64
  /// Units that the tenant has reserved in its new place.
  public let units: Int64
  /// The regions that were allowed when the move was made: the evidence of its residency.
  public let allowedRegions: [Region]
  /// How far the move is.
  public var state: MigrationState
  /// When the move began.
  public let startedAt: Timestamp
  /// When the move ended.
  public var completedAt: Timestamp?

  /// Creates the record of a move that is one transaction.
  ///
  /// - Parameters:
  ///   - id: Identifier of the move.
  ///   - plan: What is moved where; nothing in it stands in the way.
  ///   - to: The new place.
  ///   - time: When the move is made.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/overflow`` where the placement epoch cannot grow.
  public init(id: MigrationID, plan: MigrationPlan, to: PlacementSite, at time: Timestamp) throws {
    let (epoch, overflow) = plan.epoch.addingReportingOverflow(1)
    guard !overflow else {
      throw TenantError(.overflow, "the placement epoch of tenant '\(plan.slug)' cannot grow any more")
    }
    self.init(
      id: id, tenant: plan.tenant, slug: plan.slug, from: plan.from, to: to, epochBefore: plan.epoch, epochAfter: epoch,
      units: plan.units, allowedRegions: plan.allowedRegions, state: .completed, startedAt: time, completedAt: time)
  }

  /// Creates a record from its stored parts.
  ///
  /// - Parameters:
  ///   - id: Identifier of the move.
  ///   - tenant: The tenant.
  ///   - slug: Its slug.
  ///   - from: Where it lived.
  ///   - to: Where it goes.
  ///   - epochBefore: Its placement epoch before the move.
  ///   - epochAfter: Its placement epoch after the move.
  ///   - units: Units that it has reserved in its new place.
  ///   - allowedRegions: The regions that were allowed when the move was made.
  ///   - state: How far the move is.
  ///   - startedAt: When it began.
  ///   - completedAt: When it ended.
  public init(
    id: MigrationID, tenant: TenantID, slug: Slug, from: PlacementSite?, to: PlacementSite, epochBefore: Int64,
    epochAfter: Int64,
    units: Int64, allowedRegions: [Region], state: MigrationState, startedAt: Timestamp, completedAt: Timestamp?
  ) {
    self.id = id
    self.tenant = tenant
    self.slug = slug
    self.from = from
    self.to = to
    self.epochBefore = epochBefore
    self.epochAfter = epochAfter
    self.units = units
    self.allowedRegions = allowedRegions
    self.state = state
    self.startedAt = startedAt
    self.completedAt = completedAt
  }
}
