// SPDX-License-Identifier: Apache-2.0

/// A part of the schema, free of what engines spell differently.
///
/// Column types are `INTEGER` (64 bits), `TEXT` and `BLOB`.
enum SchemaDefinition {
  /// A table with its columns and constraints; a clustered one is stored in the order of its primary key.
  case table(String, clustered: Bool, String)
  /// An index on `table(columns)`.
  case index(String, unique: Bool, String)
}

/// A numbered step of the schema; never edited after release.
struct SchemaMigration {
  let version: Int64
  let summary: String
  let definitions: [SchemaDefinition]
  let script: [String]

  init(version: Int64, summary: String, definitions: [SchemaDefinition] = [], script: [String] = []) {
    self.version = version
    self.summary = summary
    self.definitions = definitions
    self.script = script
  }
}

/// All steps, oldest first.
package enum StoreSchema {
  static let migrations: [SchemaMigration] = [
    SchemaMigration(
      version: 1, summary: "tenants, tiers and the journal",
      definitions: journalTables + tenantTables + flagTables + usageTables + costTables + poolTables + migrationTables
        + quotaTables),
    SchemaMigration(version: 2, summary: "bills know the file they come from", script: billFileDigest),
    SchemaMigration(
      version: 3, summary: "quota leases; policies of change, alerts and shadows",
      definitions: leaseTables + shadowTables + transitionTables, script: quotaPolicyColumns + tierChangeColumns),
    SchemaMigration(version: 4, summary: "signing keys and used contexts", definitions: contextTables),
    SchemaMigration(
      version: 5, summary: "identities, tenant keys, data and events",
      definitions: identityTables + isolationTables + eventTables + eventGrantTables),
    SchemaMigration(version: 6, summary: "a journal that can forget a tenant", script: journalSeal),
  ]

  /// The version that this program writes.
  package static var currentVersion: Int64 { migrations.last?.version ?? 0 }

  /// Runs every step above the given version.
  static func migrate(_ driver: any SQLDriver, from version: Int64) throws {
    for migration in migrations where migration.version > version {
      for definition in migration.definitions { try driver.execute(driver.render(definition)) }
      for statement in migration.script { try driver.execute(statement) }
    }
  }
}
