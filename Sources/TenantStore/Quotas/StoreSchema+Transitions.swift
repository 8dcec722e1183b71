// SPDX-License-Identifier: Apache-2.0

extension StoreSchema {
  /// What applied to a tenant, or to a user (the empty one is the tenant as a whole), before a change that concerned it alone.
  static let transitionTables: [SchemaDefinition] = [
    .table(
      "quota_transition", clustered: true,
      """
      tenant TEXT NOT NULL REFERENCES tenant (tenant), quota TEXT NOT NULL, user_id TEXT NOT NULL,
      document TEXT NOT NULL, PRIMARY KEY (tenant, quota, user_id)
      """)
  ]

  /// Definitions of before have the usual policies, and replaced nothing that could still apply.
  static let quotaPolicyColumns =
    ["tier_quota", "tenant_quota", "user_quota"].flatMap { table in
      [
        "mode TEXT NOT NULL DEFAULT 'bucket'", "on_change TEXT NOT NULL DEFAULT 'preserve-used'",
        "decrease TEXT NOT NULL DEFAULT 'period-end'", "alerts TEXT NOT NULL DEFAULT '80,100'",
        "shadow INTEGER NOT NULL DEFAULT 0 CHECK (shadow BETWEEN 0 AND 100)",
      ].map { "ALTER TABLE \(table) ADD COLUMN \($0)" }
    } + ["ALTER TABLE tier_quota ADD COLUMN transitions TEXT"]

  /// When a tenant came to its tier, and which tier a tier rehearses.
  static let tierChangeColumns = [
    "ALTER TABLE tenant ADD COLUMN tier_changed_at INTEGER",
    "ALTER TABLE tier ADD COLUMN shadow_tier TEXT",
    "ALTER TABLE tier ADD COLUMN shadow_share INTEGER",
  ]
}
