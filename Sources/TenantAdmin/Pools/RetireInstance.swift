// SPDX-License-Identifier: Apache-2.0

package import TenantModel
import TenantStore

extension Administration {
  /// Keeps an instance from taking more tenants, or lets it take them again; nobody moves because of it.
  ///
  /// - Parameters:
  ///   - name: The instance.
  ///   - pool: Its pool.
  ///   - undo: Whether it takes tenants again.
  ///   - ifVersion: The version the operator has seen.
  /// - Returns: The instance as it is now.
  /// - Throws: ``TenantError`` where the instance is unknown, retired, or has another version.
  package func drainInstance(
    _ name: Slug, in pool: Slug, undo: Bool = false, ifVersion: Int64? = nil
  ) throws -> Outcome<InstanceOccupancy> {
    let request = DrainRequest(pool: pool, instance: name, undo: undo, ifVersion: ifVersion)
    return try change("instance.drain", request: request) { writer in
      let found = try writer.requirePool(pool).requireInstance(name)
      try ObjectVersion.require(ifVersion, found: found.instance.version, of: "instance '\(found.instance.path)'")
      guard found.instance.state != .retired else {
        throw TenantError(
          .inUse, "instance '\(found.instance.path)' is retired", hint: "register another one",
          details: ["id": name.rawValue])
      }
      return try writer.set(undo ? .ready : .draining, of: found, as: .instanceDrain)
    }
  }

  /// Ends an instance that serves nobody; its record remains as long as its pool.
  ///
  /// - Parameters:
  ///   - name: The instance.
  ///   - pool: Its pool.
  ///   - ifVersion: The version the operator has seen.
  /// - Returns: The instance as it is now.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/inUse`` where tenants are bound to it, or it is the last one that
  ///   serves the tenants of a shared pool.
  package func retireInstance(
    _ name: Slug, in pool: Slug, ifVersion: Int64? = nil
  ) throws -> Outcome<InstanceOccupancy> {
    let request = DrainRequest(pool: pool, instance: name, undo: false, ifVersion: ifVersion)
    return try change("instance.retire", request: request) { writer in
      let home = try writer.requirePool(pool)
      let found = try home.requireInstance(name)
      try ObjectVersion.require(ifVersion, found: found.instance.version, of: "instance '\(found.instance.path)'")
      guard found.instance.state != .retired else { return found }
      try home.requireDispensable(found, tenants: writer.tenants(in: pool, instance: name, limit: 3))
      return try writer.set(.retired, of: found, as: .instanceRetire)
    }
  }
}

extension PoolOccupancy {
  /// One of the pool's instances.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/instanceNotFound`` where there is none of that name.
  func requireInstance(_ name: Slug) throws -> InstanceOccupancy {
    guard let found = instances.first(where: { $0.instance.name == name }) else {
      throw TenantError(
        .instanceNotFound, "instance '\(name)' not found in pool '\(pool.name)'",
        hint: "run 'tenantctl instance list --pool \(pool.name)' to see its instances",
        details: ["id": name.rawValue, "pool": pool.name.rawValue])
    }
    return found
  }

  fileprivate func requireDispensable(_ found: InstanceOccupancy, tenants: [Slug]) throws {
    let path = found.instance.path
    guard found.taken.tenants == 0 else {
      throw TenantError(
        .inUse,
        "\(found.taken.tenants) \(found.taken.tenants == 1 ? "tenant is" : "tenants are") bound to instance '\(path)', "
          + "like '\(tenants.first?.rawValue ?? "")'",
        hint: "drain it, then move them with 'tenantctl migration start TENANT --to POOL'",
        details: ["id": found.instance.name.rawValue, "tenants": String(found.taken.tenants)])
    }
    let others = instances.filter { $0.instance.state != .retired && $0.instance.name != found.instance.name }
    guard pool.pattern != .shared || taken.tenants == 0 || !others.isEmpty else {
      throw TenantError(
        .inUse, "instance '\(path)' is the last one that serves the \(taken.tenants) tenants of pool '\(pool.name)'",
        hint: "register another one first", details: ["id": found.instance.name.rawValue])
    }
  }
}

extension StoreWriter {
  fileprivate func set(
    _ state: InstanceState, of found: InstanceOccupancy, as kind: JournalKind
  ) throws -> InstanceOccupancy {
    guard found.instance.state != state else { return found }
    var instance = found.instance
    instance.state = state
    instance.version = try ObjectVersion.next(instance.version)
    instance.updatedAt = change.time
    try put(instance)
    try record(kind, key: instance.path, before: found.instance, after: instance)
    return InstanceOccupancy(instance: instance, taken: found.taken)
  }
}
