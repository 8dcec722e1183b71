// SPDX-License-Identifier: Apache-2.0

package import TenantModel

extension StoreWriter {
  /// Adds or replaces a definition.
  package func put(_ assignment: QuotaAssignment) throws {
    let quota = assignment.quota
    let values: [SQLValue] = [
      SQLValue(quota.meter), .text(quota.allowance.description), SQLValue(quota.burst), .text(quota.onExceed.rawValue),
      .text(quota.failurePolicy.description), SQLValue(assignment.createdAt), SQLValue(assignment.updatedAt),
      .integer(assignment.version), .text(quota.mode.rawValue), .text(quota.onChange.rawValue),
      .text(quota.decrease.description), .text(TextList.text(quota.alerts.map(String.init))),
      .integer(Int64(quota.shadow)),
    ]
    let (table, owner, keys) = Self.owner(of: quota.key, assignment.scope)
    let columns = """
      meter, allowance, burst, on_exceed, failure_policy, created_at, updated_at, version, mode, on_change, decrease, alerts,
      shadow
      """
    let placeholders = (1...(keys.count + values.count)).map { "?\($0)" }.joined(separator: ", ")
    try run(
      """
      INSERT INTO \(table) (\(owner), \(columns)) VALUES (\(placeholders))
      ON CONFLICT (\(owner)) DO UPDATE SET meter = excluded.meter, allowance = excluded.allowance,
        burst = excluded.burst, on_exceed = excluded.on_exceed, failure_policy = excluded.failure_policy,
        updated_at = excluded.updated_at, version = excluded.version, mode = excluded.mode,
        on_change = excluded.on_change, decrease = excluded.decrease, alerts = excluded.alerts,
        shadow = excluded.shadow
      """, keys + values)
    guard case .tier(let tier) = assignment.scope else { return }
    let transitions = assignment.transitions.isEmpty ? nil : try CanonicalJSON.text(of: assignment.transitions)
    try run(
      "UPDATE tier_quota SET transitions = ?3 WHERE tier = ?1 AND quota = ?2",
      [SQLValue(tier), SQLValue(quota.key), SQLValue(transitions)])
  }

  /// Removes a definition.
  package func deleteQuota(_ key: QuotaKey, of scope: QuotaScope) throws {
    let (table, condition, parameters) = Self.place(of: key, scope)
    try run("DELETE FROM \(table) WHERE \(condition)", parameters)
  }

  /// Adds a grant.
  package func insert(_ grant: QuotaGrant) throws {
    try run(
      """
      INSERT INTO quota_grant (tenant, quota, grant_id, addition, starts_at, ends_at, reason, created_at)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
      """,
      [
        SQLValue(grant.tenant), SQLValue(grant.quota), SQLValue(grant.id), .text(grant.addition.description),
        SQLValue(grant.from), SQLValue(grant.until), SQLValue(grant.reason), SQLValue(grant.createdAt),
      ])
  }

  /// Removes a grant.
  package func delete(_ grant: QuotaGrant) throws {
    try run(
      "DELETE FROM quota_grant WHERE tenant = ?1 AND quota = ?2 AND grant_id = ?3",
      [SQLValue(grant.tenant), SQLValue(grant.quota), SQLValue(grant.id)])
  }

  private static func owner(
    of key: QuotaKey, _ scope: QuotaScope
  ) -> (table: String, columns: String, values: [SQLValue]) {
    switch scope {
    case .tier(let tier): ("tier_quota", "tier, quota", [SQLValue(tier), SQLValue(key)])
    case .tenant(let tenant): ("tenant_quota", "tenant, quota", [SQLValue(tenant), SQLValue(key)])
    case .user(let tenant, let user):
      ("user_quota", "tenant, user_id, quota", [SQLValue(tenant), .text(user), SQLValue(key)])
    }
  }
}
