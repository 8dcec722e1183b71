// SPDX-License-Identifier: Apache-2.0

/// Whether an instance takes tenants.
public enum InstanceState: String, CaseIterable, Codable, Sendable {
  /// New tenants may be bound to it.
  case ready
  /// Its tenants stay until they are moved; no other one is bound to it.
  case draining
  /// It serves nobody any more; only its record remains.
  case retired
}

/// A running copy of the service, in a pool.
public struct Instance: Equatable, Codable, Sendable {
  /// Name, unique within the pool.
  public let name: Slug
  /// The pool it belongs to.
  public let pool: Slug
  /// Where it answers.
  public var endpoint: InstanceEndpoint
  /// Failure domain within the pool's region.
  public var zone: Region?
  /// How often the instance is proposed, relative to others of the pool, 1 to 1,000.
  public var weight: Int64
  /// How much it can hold; without limits but in a pool of pattern `pool`.
  public var capacity: Capacity
  /// Whether it takes tenants.
  public var state: InstanceState
  /// When the instance was registered.
  public let createdAt: Timestamp
  /// When the instance was last changed.
  public var updatedAt: Timestamp
  /// Grows by one with every change; what `--if-version` compares.
  public var version: Int64

  /// Creates a ready instance without limits; the other properties can be set afterwards.
  ///
  /// - Parameters:
  ///   - name: Name, unique within the pool.
  ///   - pool: The pool it belongs to.
  ///   - endpoint: Where it answers.
  ///   - createdAt: When it is registered.
  public init(name: Slug, pool: Slug, endpoint: InstanceEndpoint, createdAt: Timestamp) {
    self.name = name
    self.pool = pool
    self.endpoint = endpoint
    self.createdAt = createdAt
    updatedAt = createdAt
    zone = nil
    weight = 100
    capacity = Capacity()
    state = .ready
    version = 1
  }

  /// Pool and name, as operators and the journal write it.
  public var path: String { "\(pool)/\(name)" }

  /// Checks the rules that the record must keep in a pool of the given pattern.
  ///
  /// - Parameter pattern: The pool's pattern.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue``, naming the first value that breaks a rule.
  public func validate(in pattern: IsolationPattern) throws {
    try capacity.validate()
    try PlacementWeight.validate(weight)
    guard pattern == .pool || capacity.isUnlimited else {
      throw TenantError(
        .invalidValue, "an instance of a \(pattern.rawValue) pool has no capacity of its own",
        hint: pattern == .shared
          ? "every instance serves every tenant: set the capacity of the pool"
          : "it takes exactly one tenant: set the capacity of the pool")
    }
  }
}
