// SPDX-License-Identifier: Apache-2.0

extension StoreSchema {
  static let isolationTables: [SchemaDefinition] = [
    // The root of everything that is sealed for a tenant, wrapped by a key that is not in the store. Where the row is gone,
    // nothing of it can be opened any more.
    .table(
      "tenant_key", clustered: true,
      """
      tenant TEXT NOT NULL REFERENCES tenant (tenant), incarnation INTEGER NOT NULL CHECK (incarnation > 0),
      key_id TEXT NOT NULL, wrapped_key BLOB NOT NULL, created_at INTEGER NOT NULL, PRIMARY KEY (tenant, incarnation)
      """),
    // The number that the newest value was given; no version of a value is given twice, even after it was deleted.
    .table(
      "tenant_value_sequence", clustered: true,
      """
      tenant TEXT NOT NULL REFERENCES tenant (tenant), incarnation INTEGER NOT NULL CHECK (incarnation > 0),
      last INTEGER NOT NULL CHECK (last > 0), PRIMARY KEY (tenant, incarnation)
      """),
    // Names are kept as keyed digests, so that the store tells neither them nor which tenants use the same.
    .table(
      "tenant_value", clustered: true,
      """
      tenant TEXT NOT NULL REFERENCES tenant (tenant), incarnation INTEGER NOT NULL CHECK (incarnation > 0),
      digest BLOB NOT NULL CHECK (length(digest) = 32), version INTEGER NOT NULL CHECK (version > 0),
      period INTEGER NOT NULL, region TEXT NOT NULL, sealed_name BLOB NOT NULL, sealed_value BLOB NOT NULL,
      updated_at INTEGER NOT NULL, PRIMARY KEY (tenant, incarnation, digest)
      """),
    // What keeps the data of a leaving tenant from being destroyed; without an end it lasts until it is lifted.
    .table(
      "tenant_hold", clustered: true,
      "tenant TEXT PRIMARY KEY REFERENCES tenant (tenant), held_until INTEGER, since INTEGER NOT NULL"),
    // What is left of a tenant, kept for ever. The column is not called 'tenant', because erasure goes by that name.
    .table(
      "tombstone", clustered: true,
      """
      erased TEXT NOT NULL, incarnation INTEGER NOT NULL CHECK (incarnation > 0), erased_at INTEGER NOT NULL,
      key_id TEXT, statement TEXT, digest BLOB CHECK (length(digest) = 32), PRIMARY KEY (erased, incarnation),
      CHECK ((statement IS NULL) = (digest IS NULL))
      """),
  ]
}

extension StoreInvariant {
  static let isolationInvariants = [
    StoreInvariant(
      name: "tenant-keys", finding: "a tenant that has left still has a key",
      advice: "run 'tenantctl tenant offboard' for it again",
      sql: """
        SELECT slug FROM tenant JOIN tenant_key ON tenant_key.tenant = tenant.tenant WHERE state = 'offboarded'
        """),
    StoreInvariant(
      name: "sealed-values", finding: "values are sealed by a key that is not there",
      advice: "nobody can open them; restore a backup that has the key, or delete them",
      sql: """
        SELECT DISTINCT tenant_value.tenant FROM tenant_value WHERE NOT EXISTS (
          SELECT 1 FROM tenant_key
          WHERE tenant_key.tenant = tenant_value.tenant AND tenant_key.incarnation = tenant_value.incarnation)
        """),
    StoreInvariant(
      name: "value-versions", finding: "values have versions that were not given yet",
      advice: "somebody changed the store by other means; restore a backup with 'tenantctl restore'",
      sql: """
        SELECT DISTINCT tenant_value.tenant FROM tenant_value
        LEFT JOIN tenant_value_sequence AS given
          ON given.tenant = tenant_value.tenant AND given.incarnation = tenant_value.incarnation
        WHERE given.last IS NULL OR tenant_value.version > given.last
        """),
    StoreInvariant(
      name: "erased-tenants", finding: "a tenant that was erased is back",
      advice: "run 'tenantctl tenant offboard' for it",
      sql: """
        SELECT slug FROM tenant JOIN tombstone ON tombstone.erased = tenant.tenant
          AND tombstone.incarnation = tenant.incarnation
        WHERE state <> 'offboarded'
        """),
  ]
}
