// SPDX-License-Identifier: Apache-2.0

package import TenantModel

extension StoreReader {
  /// The quotas of all tiers, by tier and name.
  package func tierQuotas() throws -> [QuotaAssignment] {
    try rows("SELECT tier, \(Self.quotaColumns), transitions FROM tier_quota ORDER BY tier, quota") {
      try assignment($0, from: 1, scope: .tier($0.parsed(0)))
    }
  }

  /// The quotas of a tier, by name.
  package func quotas(ofTier tier: Slug) throws -> [QuotaAssignment] {
    try rows(
      "SELECT \(Self.quotaColumns), transitions FROM tier_quota WHERE tier = ?1 ORDER BY quota", [SQLValue(tier)]
    ) {
      try assignment($0, from: 0, scope: .tier(tier))
    }
  }

  /// The quotas of a tenant as a whole, by name.
  package func quotas(ofTenant tenant: TenantID) throws -> [QuotaAssignment] {
    try rows("SELECT \(Self.quotaColumns) FROM tenant_quota WHERE tenant = ?1 ORDER BY quota", [SQLValue(tenant)]) {
      try assignment($0, from: 0, scope: .tenant(tenant))
    }
  }

  /// The quotas of a tenant's users, by user and name.
  ///
  /// - Parameters:
  ///   - tenant: Whose users.
  ///   - user: Only this user's; `nil` means all.
  /// - Returns: The definitions.
  /// - Throws: ``TenantError`` from the store.
  package func userQuotas(of tenant: TenantID, user: String? = nil) throws -> [QuotaAssignment] {
    try rows(
      """
      SELECT user_id, \(Self.quotaColumns) FROM user_quota WHERE tenant = ?1 AND (?2 IS NULL OR user_id = ?2)
      ORDER BY user_id, quota
      """, [SQLValue(tenant), SQLValue(user)]
    ) { try assignment($0, from: 1, scope: .user(tenant, $0.text(0))) }
  }

  /// The definition of a quota for exactly this scope, or `nil`.
  package func quota(_ key: QuotaKey, of scope: QuotaScope) throws -> QuotaAssignment? {
    let (table, condition, parameters) = Self.place(of: key, scope)
    let columns = scope.level == .tier ? "\(Self.quotaColumns), transitions" : Self.quotaColumns
    return try first("SELECT \(columns) FROM \(table) WHERE \(condition)", parameters) {
      try assignment($0, from: 0, scope: scope)
    }
  }

  /// The grants of a tenant, by quota and then in the order in which they begin; lapsed ones included.
  ///
  /// - Parameters:
  ///   - tenant: Whose grants.
  ///   - quota: Only the grants for this quota; `nil` means all.
  /// - Returns: The grants.
  /// - Throws: ``TenantError`` from the store.
  package func quotaGrants(of tenant: TenantID, quota: QuotaKey? = nil) throws -> [QuotaGrant] {
    try rows(
      """
      SELECT grant_id, quota, addition, starts_at, ends_at, reason, created_at FROM quota_grant
      WHERE tenant = ?1 AND (?2 IS NULL OR quota = ?2) ORDER BY quota, starts_at, grant_id
      """, [SQLValue(tenant), SQLValue(quota)]
    ) { row in
      try QuotaGrant(
        id: row.parsed(0), tenant: tenant, quota: row.parsed(1), addition: row.quotaText(2), from: row.timestamp(3),
        until: row.timestamp(4), reason: row.optionalText(5), createdAt: row.timestamp(6))
    }
  }

  /// Names of all quotas that are defined anywhere, in order.
  package func quotaKeys() throws -> [QuotaKey] {
    try rows(
      """
      SELECT quota FROM tier_quota UNION SELECT quota FROM tenant_quota UNION SELECT quota FROM user_quota
      ORDER BY quota
      """
    ) { try $0.parsed(0) }
  }

  private static let quotaColumns = """
    quota, meter, allowance, burst, on_exceed, failure_policy, created_at, updated_at, version, mode, on_change, decrease,
    alerts, shadow
    """

  private func assignment(_ row: SQLRow, from column: Int, scope: QuotaScope) throws -> QuotaAssignment {
    var quota = try Quota(
      key: row.parsed(column), meter: row.parsed(column + 1), allowance: row.quotaText(column + 2),
      burst: row.optionalInteger(column + 3), onExceed: row.quotaText(column + 4),
      failurePolicy: row.quotaText(column + 5) as QuotaFailurePolicy)
    quota.mode = try row.choice(column + 9)
    quota.onChange = try row.choice(column + 10)
    quota.decrease = try row.quotaText(column + 11)
    quota.alerts = try TextList.values(row.text(column + 12)).map { text in
      guard let alert = Int(text) else { throw StoredValueFault.unreadable(text, as: "percentage") }
      return alert
    }
    quota.shadow = Int(row.integer(column + 13))
    try quota.validate()
    var assignment = try QuotaAssignment(scope: scope, quota: quota, createdAt: row.timestamp(column + 6))
    assignment.updatedAt = row.timestamp(column + 7)
    assignment.version = row.integer(column + 8)
    if scope.level == .tier, let document = row.optionalText(column + 14) {
      assignment.transitions = try CanonicalJSON.value([QuotaTransition].self, from: document)
    }
    return assignment
  }

  /// Where the definition of a scope is kept.
  static func place(
    of key: QuotaKey, _ scope: QuotaScope
  ) -> (table: String, condition: String, parameters: [SQLValue]) {
    switch scope {
    case .tier(let tier): ("tier_quota", "tier = ?1 AND quota = ?2", [SQLValue(tier), SQLValue(key)])
    case .tenant(let tenant): ("tenant_quota", "tenant = ?1 AND quota = ?2", [SQLValue(tenant), SQLValue(key)])
    case .user(let tenant, let user):
      ("user_quota", "tenant = ?1 AND quota = ?2 AND user_id = ?3", [SQLValue(tenant), SQLValue(key), .text(user)])
    }
  }
}

extension SQLRow {
  fileprivate func quotaText<Value: QuotaText>(_ column: Int, as type: Value.Type = Value.self) throws -> Value {
    let raw = text(column)
    do {
      return try Value(parsing: raw)
    } catch {
      throw StoredValueFault.unreadable(raw, as: "\(type)")
    }
  }
}
