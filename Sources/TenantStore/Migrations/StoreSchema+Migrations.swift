// SPDX-License-Identifier: Apache-2.0

extension StoreSchema {
  static let migrationTables: [SchemaDefinition] = [
    // The places are kept by name, without reference: the history of a move outlives its pools.
    .table(
      "migration", clustered: true,
      """
      tenant TEXT NOT NULL REFERENCES tenant (tenant), migration TEXT NOT NULL, from_pool TEXT, from_instance TEXT,
      from_region TEXT, to_pool TEXT NOT NULL, to_instance TEXT, to_region TEXT NOT NULL,
      epoch_before INTEGER NOT NULL, epoch_after INTEGER NOT NULL CHECK (epoch_after = epoch_before + 1),
      units INTEGER NOT NULL, allowed_regions TEXT NOT NULL, state TEXT NOT NULL, started_at INTEGER NOT NULL,
      completed_at INTEGER,
      PRIMARY KEY (tenant, migration)
      """),
    .index("migration_by_id", unique: false, "migration (migration)"),
    .index("migration_by_time", unique: false, "migration (started_at)"),
  ]
}
