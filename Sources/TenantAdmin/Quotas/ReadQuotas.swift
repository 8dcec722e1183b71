// SPDX-License-Identifier: Apache-2.0

package import TenantModel
import TenantStore

extension Administration {
  /// The definitions of all tiers, by tier and name.
  package func tierQuotas() throws -> [OwnedQuota] {
    try store.read { try $0.tierQuotas().map { OwnedQuota($0, tenant: nil) } }
  }

  /// The definitions of one tier, by name.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/tierNotFound`` where there is no such tier.
  package func quotas(ofTier tier: Slug) throws -> [OwnedQuota] {
    try store.read { reader in
      try reader.quotas(ofTier: reader.requireTier(tier).name).map { OwnedQuota($0, tenant: nil) }
    }
  }

  /// The definitions that a tenant and its users have of their own.
  ///
  /// - Parameters:
  ///   - selector: Whose.
  ///   - user: Only this user's; `nil` means the tenant's and those of all its users.
  /// - Returns: The tenant's by name, then the users' by user and name.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/tenantNotFound`` where there is no such tenant.
  package func quotas(ofTenant selector: TenantSelector, user: String? = nil) throws -> [OwnedQuota] {
    try store.read { reader in
      let tenant = try reader.requireTenant(selector)
      let own = user == nil ? try reader.quotas(ofTenant: tenant.id) : []
      return try (own + reader.userQuotas(of: tenant.id, user: user)).map { OwnedQuota($0, tenant: tenant.slug) }
    }
  }

  /// Names of all quotas that are defined anywhere, in order.
  package func quotaKeys() throws -> [QuotaKey] {
    try store.read { try $0.quotaKeys() }
  }

  /// Visits what became of a quota, the newest change first; the visit returns whether to go on.
  ///
  /// - Parameters:
  ///   - key: Which quota.
  ///   - selector: Only changes for this tenant; `nil` means all.
  ///   - visit: Receives each change, and the slug of the tenant it is about.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/tenantNotFound`` where there is no such tenant, or what `visit` throws.
  package func forEachQuotaChange(
    _ key: QuotaKey, of selector: TenantSelector? = nil, _ visit: (QuotaChange) throws -> Bool
  ) throws {
    try store.read { reader in
      var filter = JournalFilter(tenant: try selector.map { try reader.requireTenant($0).id })
      filter.kind = "quota"
      filter.key = key.rawValue
      filter.newestFirst = true
      var slugs: [TenantID: Slug] = [:]
      try reader.forEachJournalEntry(filter) { entry in
        if let id = entry.tenant, slugs[id] == nil { slugs[id] = try reader.tenant(id)?.slug }
        return try visit(QuotaChange(entry, tenant: entry.tenant.flatMap { slugs[$0] }))
      }
    }
  }
}
