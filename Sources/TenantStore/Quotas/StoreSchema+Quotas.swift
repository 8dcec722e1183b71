// SPDX-License-Identifier: Apache-2.0

extension StoreSchema {
  static let quotaTables: [SchemaDefinition] = [
    .table(
      "tier_quota", clustered: true,
      """
      tier TEXT NOT NULL REFERENCES tier (name), quota TEXT NOT NULL, \(quotaColumns), PRIMARY KEY (tier, quota)
      """),
    .table(
      "tenant_quota", clustered: true,
      """
      tenant TEXT NOT NULL REFERENCES tenant (tenant), quota TEXT NOT NULL, \(quotaColumns),
      PRIMARY KEY (tenant, quota)
      """),
    .table(
      "user_quota", clustered: true,
      """
      tenant TEXT NOT NULL REFERENCES tenant (tenant), user_id TEXT NOT NULL CHECK (user_id <> ''), quota TEXT NOT NULL,
      \(quotaColumns), PRIMARY KEY (tenant, user_id, quota)
      """),
    .table(
      "quota_grant", clustered: true,
      """
      tenant TEXT NOT NULL REFERENCES tenant (tenant), quota TEXT NOT NULL, grant_id TEXT NOT NULL,
      addition TEXT NOT NULL, starts_at INTEGER NOT NULL, ends_at INTEGER NOT NULL CHECK (ends_at > starts_at),
      reason TEXT, created_at INTEGER NOT NULL, PRIMARY KEY (tenant, quota, grant_id)
      """),
  ]

  /// What every level keeps of a definition.
  private static let quotaColumns = """
    meter TEXT NOT NULL, allowance TEXT NOT NULL, burst INTEGER CHECK (burst > 0), on_exceed TEXT NOT NULL,
    failure_policy TEXT NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, version INTEGER NOT NULL
    """
}
