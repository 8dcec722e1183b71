// SPDX-License-Identifier: Apache-2.0

/// A part of the fleet in one region, in which tenants are placed.
public struct Pool: Equatable, Codable, Sendable {
  /// Name, unique.
  public let name: Slug
  /// How strictly the pool keeps its tenants apart; never changes, because its tenants rely on it.
  public let pattern: IsolationPattern
  /// Where the pool's data lies; never changes, because the residency of its tenants was checked against it.
  public let region: Region
  /// How much the pool can hold.
  public var capacity: Capacity
  /// Share of the units that placement leaves free for tenants that grow, 0 to 90 percent.
  public var headroomPercent: Int64
  /// How often the pool is proposed, relative to others, 1 to 1,000.
  public var weight: Int64
  /// Whether the pool takes tenants.
  public var state: PoolState
  /// Free attributes for selection.
  public var labels: [String: String]
  /// When the pool was created.
  public let createdAt: Timestamp
  /// When the pool was last changed.
  public var updatedAt: Timestamp
  /// Grows by one with every change; what `--if-version` compares.
  public var version: Int64

  /// Creates an accepting pool without limits; the other properties can be set afterwards.
  ///
  /// - Parameters:
  ///   - name: Name, unique.
  ///   - pattern: How strictly it keeps its tenants apart.
  ///   - region: Where its data lies.
  ///   - createdAt: When it is created.
  public init(name: Slug, pattern: IsolationPattern, region: Region, createdAt: Timestamp) {
    self.name = name
    self.pattern = pattern
    self.region = region
    self.createdAt = createdAt
    updatedAt = createdAt
    capacity = Capacity()
    headroomPercent = 25
    weight = 100
    state = .accepting
    labels = [:]
    version = 1
  }

  /// What placement may fill.
  public var usableCapacity: Capacity { capacity.keeping(headroomPercent: headroomPercent) }

  /// Checks the rules that a single record must keep, whoever wrote it.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue``, naming the first value that breaks a rule.
  public func validate() throws {
    try capacity.validate()
    guard (0...90).contains(headroomPercent) else {
      throw TenantError(
        .invalidValue, "'\(headroomPercent)' is not a headroom", hint: "use 0 to 90 percent",
        details: ["value": String(headroomPercent)])
    }
    try PlacementWeight.validate(weight)
    for (key, value) in labels { try Tenant.validateLabel(key: key, value: value) }
    guard labels.count <= 64 else { throw TenantError(.invalidValue, "a pool has at most 64 labels") }
  }
}

/// The rule for weights of pools and instances.
enum PlacementWeight {
  static func validate(_ weight: Int64) throws {
    guard (1...1_000).contains(weight) else {
      throw TenantError(
        .invalidValue, "'\(weight)' is not a weight", hint: "use 1 to 1000; to take nothing more, drain it",
        details: ["value": String(weight)])
    }
  }
}
