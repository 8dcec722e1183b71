// SPDX-License-Identifier: Apache-2.0

package import TenantModel
import TenantStore

extension Administration {
  /// Changes attributes of a pool; nobody moves because of it.
  ///
  /// - Parameters:
  ///   - name: The pool.
  ///   - attributes: What is to be different.
  ///   - force: Whether the capacity may become less than what is taken.
  ///   - ifVersion: The version the operator has seen.
  /// - Returns: The pool as it is now.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/capacityExceeded`` where what is in the pool would not fit.
  package func updatePool(
    _ name: Slug, _ attributes: PoolAttributes, force: Bool = false, ifVersion: Int64? = nil
  ) throws -> Outcome<PoolOccupancy> {
    let request = PoolUpdate(name: name, attributes: attributes, force: force, ifVersion: ifVersion)
    return try change("pool.update", request: request) { writer in
      let found = try writer.requirePool(name)
      try ObjectVersion.require(ifVersion, found: found.pool.version, of: "pool '\(name)'")
      var pool = found.pool
      try attributes.apply(to: &pool)
      guard pool != found.pool else { return found }
      if pool.capacity != found.pool.capacity, !pool.capacity.holds(found.taken), !force {
        throw TenantError(
          .capacityExceeded,
          "pool '\(name)' holds \(found.taken.tenants) tenants with \(found.taken.units) units, more than that",
          hint: "move some with 'tenantctl migration start', or use --force to only keep others out",
          details: [
            "id": name.rawValue, "tenants": String(found.taken.tenants), "units": String(found.taken.units),
          ])
      }
      try writer.save(&pool, replacing: found.pool, as: .poolUpdate)
      return PoolOccupancy(pool: pool, taken: found.taken, instances: found.instances)
    }
  }
}

private struct PoolUpdate: Encodable {
  let name: Slug
  let attributes: PoolAttributes
  let force: Bool
  let ifVersion: Int64?
}

extension StoreWriter {
  /// Stores a changed pool with its new version, and journals the change.
  func save(_ pool: inout Pool, replacing before: Pool, as kind: JournalKind) throws {
    pool.version = try ObjectVersion.next(before.version)
    pool.updatedAt = change.time
    try put(pool)
    try record(kind, key: pool.name.rawValue, before: before, after: pool)
  }
}
