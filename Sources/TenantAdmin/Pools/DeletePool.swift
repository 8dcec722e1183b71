// SPDX-License-Identifier: Apache-2.0

package import TenantModel
import TenantStore

extension Administration {
  /// Deletes a pool in which nobody lives and no instance serves, with the records of its retired instances.
  ///
  /// - Parameters:
  ///   - name: The pool.
  ///   - ifExists: Whether an unknown pool counts as deleted.
  ///   - ifVersion: The version the operator has seen.
  /// - Returns: The pool as it was, or `nil` where there was none.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/inUse`` where tenants or instances are in it.
  package func deletePool(
    _ name: Slug, ifExists: Bool = false, ifVersion: Int64? = nil
  ) throws -> Outcome<PoolOccupancy?> {
    try change("pool.delete", request: PoolDeletion(name: name, ifVersion: ifVersion)) { writer in
      if ifExists, try writer.poolOccupancy(name) == nil { return nil }
      let found = try writer.requirePool(name)
      try ObjectVersion.require(ifVersion, found: found.pool.version, of: "pool '\(name)'")
      guard found.taken.tenants == 0 else {
        throw TenantError(
          .inUse,
          "pool '\(name)' has \(found.taken.tenants) \(found.taken.tenants == 1 ? "tenant" : "tenants")",
          hint: "run 'tenantctl pool drain \(name)' to see whom to move",
          details: ["id": name.rawValue, "tenants": String(found.taken.tenants)])
      }
      let serving = found.instances.map(\.instance).filter { $0.state != .retired }
      guard serving.isEmpty else {
        throw TenantError(
          .inUse,
          "pool '\(name)' has \(serving.count) \(serving.count == 1 ? "instance" : "instances"), like '\(serving[0].name)'",
          hint: "retire them with 'tenantctl instance retire --pool \(name)'",
          details: ["id": name.rawValue, "instances": String(serving.count)])
      }
      try writer.deletePool(name)
      for entry in found.instances {
        try writer.record(.instanceDelete, key: entry.instance.path, before: entry.instance)
      }
      try writer.record(.poolDelete, key: name.rawValue, before: found.pool)
      return found
    }
  }
}

private struct PoolDeletion: Encodable {
  let name: Slug
  let ifVersion: Int64?
}
