// SPDX-License-Identifier: Apache-2.0

package import TenantModel
import TenantStore

/// What an operator says about a new instance.
package struct InstanceRequest: Codable, Equatable, Sendable {
  package var name: Slug
  package var pool: Slug
  package var endpoint: InstanceEndpoint
  package var zone: Region?
  package var weight: Int64?
  package var capacityTenants: Int64?
  package var capacityUnits: Int64?

  /// Creates a request with the three things that have no default.
  package init(name: Slug, pool: Slug, endpoint: InstanceEndpoint) {
    self.name = name
    self.pool = pool
    self.endpoint = endpoint
  }

  func instance(at time: Timestamp, in pattern: IsolationPattern) throws -> Instance {
    var instance = Instance(name: name, pool: pool, endpoint: endpoint, createdAt: time)
    instance.zone = zone
    if let weight { instance.weight = weight }
    instance.capacity = Capacity(tenants: capacityTenants, units: capacityUnits)
    try instance.validate(in: pattern)
    return instance
  }
}

extension Administration {
  /// Adds an instance to a pool; nobody moves because of it.
  ///
  /// - Parameters:
  ///   - request: What the instance is.
  ///   - ifNotExists: Whether one of that name with that endpoint, not retired, is accepted as it is.
  /// - Returns: The instance.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/alreadyExists`` where the pool has one of that name.
  package func registerInstance(
    _ request: InstanceRequest, ifNotExists: Bool = false
  ) throws -> Outcome<InstanceOccupancy> {
    try change("instance.register", request: request) { writer in
      let pool = try writer.requirePool(request.pool)
      if let existing = pool.instances.first(where: { $0.instance.name == request.name }) {
        let instance = existing.instance
        if ifNotExists, instance.endpoint == request.endpoint, instance.state != .retired { return existing }
        throw TenantError(
          .alreadyExists,
          "instance '\(instance.path)' exists already: \(instance.state.rawValue), at '\(instance.endpoint)'",
          hint: instance.state == .retired
            ? "a name is not used again while its pool exists; choose another"
            : "use --if-not-exists to accept it, or choose another name", details: ["id": request.name.rawValue])
      }
      let instance = try request.instance(at: writer.change.time, in: pool.pool.pattern)
      try writer.put(instance)
      try writer.record(.instanceRegister, key: instance.path, after: instance)
      return InstanceOccupancy(instance: instance)
    }
  }
}
