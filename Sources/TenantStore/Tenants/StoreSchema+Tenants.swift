// SPDX-License-Identifier: Apache-2.0

extension StoreSchema {
  static let tenantTables: [SchemaDefinition] = [
    .table(
      "tier", clustered: true,
      """
      name TEXT PRIMARY KEY, summary TEXT NOT NULL, weight INTEGER NOT NULL CHECK (weight > 0), isolation TEXT NOT NULL,
      entitlements TEXT NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, version INTEGER NOT NULL
      """),
    .table(
      "tenant", clustered: true,
      """
      tenant TEXT PRIMARY KEY, slug TEXT NOT NULL UNIQUE, name TEXT NOT NULL, tier TEXT NOT NULL REFERENCES tier (name),
      home_region TEXT NOT NULL, allowed_regions TEXT NOT NULL, labels TEXT NOT NULL, contact TEXT,
      time_zone TEXT NOT NULL, billing_anchor_day INTEGER NOT NULL CHECK (billing_anchor_day BETWEEN 1 AND 31),
      state TEXT NOT NULL, incarnation INTEGER NOT NULL, lifecycle_epoch INTEGER NOT NULL,
      placement_epoch INTEGER NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL,
      version INTEGER NOT NULL
      """),
    .index("tenant_by_tier", unique: false, "tenant (tier)"),
    .table(
      "tenant_external_id", clustered: true,
      """
      tenant TEXT NOT NULL REFERENCES tenant (tenant), kind TEXT NOT NULL, value TEXT NOT NULL,
      PRIMARY KEY (tenant, kind)
      """),
    // The directory that finds a tenant by another system's name: the one place where such a name must be unique
    // across tenants, because it decides whose data is addressed.
    .index("directory_by_external_id", unique: true, "tenant_external_id (kind, value)"),
  ]
}
