// SPDX-License-Identifier: Apache-2.0

extension StoreSchema {
  static let poolTables: [SchemaDefinition] = [
    .table(
      "pool", clustered: true,
      """
      name TEXT PRIMARY KEY, pattern TEXT NOT NULL, region TEXT NOT NULL, capacity_tenants INTEGER,
      capacity_units INTEGER, headroom_percent INTEGER NOT NULL CHECK (headroom_percent BETWEEN 0 AND 90),
      weight INTEGER NOT NULL CHECK (weight > 0), state TEXT NOT NULL, labels TEXT NOT NULL,
      created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, version INTEGER NOT NULL
      """),
    .table(
      "instance", clustered: true,
      """
      pool TEXT NOT NULL REFERENCES pool (name), name TEXT NOT NULL, endpoint TEXT NOT NULL, zone TEXT,
      weight INTEGER NOT NULL CHECK (weight > 0), capacity_tenants INTEGER, capacity_units INTEGER, state TEXT NOT NULL,
      created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, version INTEGER NOT NULL,
      PRIMARY KEY (pool, name)
      """),
    // The sums over placements, kept in the same transaction, so that placing a tenant does not count all the others. The
    // empty instance stands for the whole pool.
    .table(
      "pool_occupancy", clustered: true,
      """
      pool TEXT NOT NULL REFERENCES pool (name), instance TEXT NOT NULL DEFAULT '',
      tenants INTEGER NOT NULL CHECK (tenants >= 0), units INTEGER NOT NULL CHECK (units >= 0),
      PRIMARY KEY (pool, instance)
      """),
    .table(
      "placement", clustered: true,
      """
      tenant TEXT NOT NULL REFERENCES tenant (tenant), pool TEXT NOT NULL REFERENCES pool (name), instance TEXT,
      units INTEGER NOT NULL CHECK (units > 0), epoch INTEGER NOT NULL CHECK (epoch > 0), since INTEGER NOT NULL,
      PRIMARY KEY (tenant), FOREIGN KEY (pool, instance) REFERENCES instance (pool, name)
      """),
    .index("placement_by_pool", unique: false, "placement (pool, instance, tenant)"),
  ]
}
