// SPDX-License-Identifier: Apache-2.0

package import TenantModel
import TenantStore

extension Administration {
  /// The tenant that a selector names.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/tenantNotFound`` where there is none.
  package func tenant(_ selector: TenantSelector) throws -> Tenant {
    try store.read { try $0.requireTenant(selector) }
  }

  /// Visits tenants in the order of their slugs; the visit returns whether to go on.
  package func forEachTenant(_ filter: TenantFilter, _ visit: (Tenant) throws -> Bool) throws {
    try store.read { try $0.forEachTenant(filter, visit) }
  }

  /// All tiers, by name.
  package func tiers() throws -> [Tier] {
    try store.read { try $0.tiers() }
  }

  /// The tier with the given name.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/tierNotFound`` where there is none.
  package func tier(_ name: Slug) throws -> Tier {
    try store.read { try $0.requireTier(name) }
  }
}

extension Administration {
  /// The first slugs that start with a prefix.
  package func slugs(startingWith prefix: String, limit: Int) throws -> [String] {
    // '{' is the character after 'z', the greatest one of the grammar.
    try store.read { try $0.slugs(from: prefix, before: prefix + "{", limit: limit) }
  }
}
