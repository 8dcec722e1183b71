// SPDX-License-Identifier: Apache-2.0

package import TenantModel

extension StoreReader {
  /// What applied to a tenant as a whole before the newest change that concerned it alone, by quota.
  package func quotaTransitions(of tenant: TenantID) throws -> [QuotaKey: QuotaTransition] {
    try userQuotaTransitions(of: tenant)[""] ?? [:]
  }

  /// What applied to a tenant's users before the newest changes of their definitions, by user and quota; the empty user is
  /// the tenant as a whole.
  package func userQuotaTransitions(of tenant: TenantID) throws -> [String: [QuotaKey: QuotaTransition]] {
    var transitions: [String: [QuotaKey: QuotaTransition]] = [:]
    try forEach(
      "SELECT user_id, quota, document FROM quota_transition WHERE tenant = ?1 ORDER BY quota, user_id",
      [SQLValue(tenant)]
    ) { row in
      transitions[row.text(0), default: [:]][try row.parsed(1)] = try Self.transition(row, 2)
    }
    return transitions
  }

  /// What applied before the newest change of exactly this scope, or `nil`; a tier keeps that with its definition.
  package func quotaTransition(_ key: QuotaKey, of scope: QuotaScope) throws -> QuotaTransition? {
    guard let tenant = scope.tenant else { return nil }
    return try first(
      "SELECT document FROM quota_transition WHERE tenant = ?1 AND quota = ?2 AND user_id = ?3",
      [SQLValue(tenant), SQLValue(key), .text(scope.user ?? "")]
    ) { try Self.transition($0, 0) }
  }

  private static func transition(_ row: SQLRow, _ column: Int) throws -> QuotaTransition {
    try CanonicalJSON.value(QuotaTransition.self, from: row.text(column))
  }

  /// Everything that decides what a quota is for a tenant, and for one of its users.
  ///
  /// - Parameters:
  ///   - key: Which quota.
  ///   - tenant: Whose.
  ///   - user: Which user's; `nil` means the tenant as a whole.
  /// - Returns: The sources of the decision.
  /// - Throws: ``TenantError`` from the store.
  package func quotaSources(_ key: QuotaKey, of tenant: Tenant, user: String? = nil) throws -> QuotaSources {
    var sources = QuotaSources()
    sources.tier = try quota(key, of: .tier(tenant.tier))?.timeline ?? QuotaTimeline(nil)
    sources.tierSince = tenant.tierSince
    sources.tenant = try quota(key, of: .tenant(tenant.id))?.quota
    sources.tenantTransition = try quotaTransition(key, of: .tenant(tenant.id))
    if let user {
      sources.user = try quota(key, of: .user(tenant.id, user))?.quota
      sources.userTransition = try quotaTransition(key, of: .user(tenant.id, user))
    }
    sources.grants = try quotaGrants(of: tenant.id, quota: key)
    return sources
  }
}

extension StoreWriter {
  /// Keeps what applied before a change, in place of what was kept before; `nil` forgets that.
  package func put(_ transition: QuotaTransition?, for key: QuotaKey, of scope: QuotaScope) throws {
    guard let tenant = scope.tenant else { return }
    let place = [SQLValue(tenant), SQLValue(key), .text(scope.user ?? "")]
    guard let transition else {
      try run("DELETE FROM quota_transition WHERE tenant = ?1 AND quota = ?2 AND user_id = ?3", place)
      return
    }
    try run(
      """
      INSERT INTO quota_transition (tenant, quota, user_id, document) VALUES (?1, ?2, ?3, ?4)
      ON CONFLICT (tenant, quota, user_id) DO UPDATE SET document = excluded.document
      """, place + [.text(try CanonicalJSON.text(of: transition))])
  }
}
