// SPDX-License-Identifier: Apache-2.0

package import TenantModel
import TenantStore

/// Where a tenant lives, as an operator wants to see it.
package struct TenantPlacement: Equatable, Sendable {
  /// The tenant's slug.
  package let slug: Slug
  /// Where it lives.
  package let placement: Placement
  /// Where that answers; empty where the pool has no instance.
  package let endpoints: [InstanceEndpoint]
}

extension Administration {
  /// Every pool with what is in it, by name.
  package func pools() throws -> [PoolOccupancy] {
    try store.read { try $0.poolOccupancies() }
  }

  /// The pool with the given name.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/poolNotFound`` where there is none.
  package func pool(_ name: Slug) throws -> PoolOccupancy {
    try store.read { try $0.requirePool(name) }
  }

  /// Instances with what is on them, by pool and name.
  ///
  /// - Parameter pool: Whose instances; `nil` means all.
  /// - Returns: The instances, the retired ones included.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/poolNotFound`` where there is no such pool.
  package func instances(of pool: Slug? = nil) throws -> [InstanceOccupancy] {
    try store.read { reader in
      guard let pool else { return try reader.instanceOccupancies() }
      return try reader.requirePool(pool).instances
    }
  }

  /// Where a tenant lives.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/notFound`` where it has no place.
  package func placement(of selector: TenantSelector) throws -> TenantPlacement {
    try store.read { reader in
      let tenant = try reader.requireTenant(selector)
      guard let placement = try reader.placement(of: tenant.id) else {
        throw TenantError(
          .notFound, "tenant '\(tenant.slug)' has no place",
          hint: tenant.state.isPresent
            ? "give it one with 'tenantctl migration start \(tenant.slug) --to POOL'" : "it has left",
          details: ["tenant": tenant.slug.rawValue])
      }
      let instances = try reader.requirePool(placement.pool).instances.map(\.instance)
      let serving = instances.filter { instance in
        placement.instance.map { $0 == instance.name } ?? (instance.state != .retired)
      }
      return TenantPlacement(slug: tenant.slug, placement: placement, endpoints: serving.map(\.endpoint))
    }
  }
}
