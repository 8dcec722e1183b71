// SPDX-License-Identifier: Apache-2.0

package import TenantModel
import TenantStore

/// A pool that was drained, and who still lives there.
package struct PoolDrain: Codable, Equatable, Sendable {
  /// The pool as it is now.
  package let pool: PoolOccupancy
  /// The first tenants that are to be moved.
  package let remaining: [Slug]
}

extension Administration {
  /// Keeps a pool from taking more tenants, or lets it take them again; nobody moves because of it.
  ///
  /// - Parameters:
  ///   - name: The pool.
  ///   - undo: Whether it accepts tenants again.
  ///   - ifVersion: The version the operator has seen.
  /// - Returns: The pool as it is now, and the first 20 tenants that still live there.
  /// - Throws: ``TenantError`` where the pool is unknown or has another version.
  package func drainPool(_ name: Slug, undo: Bool = false, ifVersion: Int64? = nil) throws -> Outcome<PoolDrain> {
    let request = DrainRequest(pool: name, instance: nil, undo: undo, ifVersion: ifVersion)
    return try change("pool.drain", request: request) { writer in
      let found = try writer.requirePool(name)
      try ObjectVersion.require(ifVersion, found: found.pool.version, of: "pool '\(name)'")
      let remaining = undo ? [] : try writer.tenants(in: name, limit: 20)
      var pool = found.pool
      pool.state = undo ? .accepting : .draining
      guard pool != found.pool else { return PoolDrain(pool: found, remaining: remaining) }
      try writer.save(&pool, replacing: found.pool, as: .poolDrain)
      return PoolDrain(
        pool: PoolOccupancy(pool: pool, taken: found.taken, instances: found.instances), remaining: remaining)
    }
  }
}

struct DrainRequest: Encodable {
  let pool: Slug
  let instance: Slug?
  let undo: Bool
  let ifVersion: Int64?
}
