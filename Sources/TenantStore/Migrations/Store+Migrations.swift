// SPDX-License-Identifier: Apache-2.0

package import TenantModel

extension StoreReader {
  private static let migrationColumns = """
    migration.migration, migration.tenant, tenant.slug, from_pool, from_instance, from_region, to_pool, to_instance,
    to_region, epoch_before, epoch_after, units, migration.allowed_regions, migration.state, started_at, completed_at
    """
  private static let migrationTables = "migration JOIN tenant ON tenant.tenant = migration.tenant"

  /// Visits moves, newest first.
  ///
  /// - Parameters:
  ///   - tenant: Whose moves; `nil` means everybody's.
  ///   - visit: What to do with each; returns whether to go on.
  /// - Throws: ``TenantError`` from the store, or what `visit` throws.
  package func forEachMigration(of tenant: TenantID? = nil, _ visit: (MigrationRecord) throws -> Bool) throws {
    let statement = try bound(
      """
      SELECT \(Self.migrationColumns) FROM \(Self.migrationTables)
      \(tenant == nil ? "" : "WHERE migration.tenant = ?1")
      ORDER BY started_at DESC, epoch_after DESC, migration.migration
      """, tenant.map { [SQLValue($0)] } ?? [])
    defer { statement.reset() }
    while try statement.step() {
      if try !visit(migration(SQLRow(statement))) { return }
    }
  }

  /// A move.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/migrationNotFound`` where there is none with that id.
  package func requireMigration(_ id: MigrationID) throws -> MigrationRecord {
    let found = try first(
      "SELECT \(Self.migrationColumns) FROM \(Self.migrationTables) WHERE migration.migration = ?1", [SQLValue(id)]
    ) { try migration($0) }
    guard let found else {
      throw TenantError(
        .migrationNotFound, "migration '\(id)' not found", hint: "run 'tenantctl migration list' to see all",
        details: ["id": id.rawValue])
    }
    return found
  }

  private func migration(_ row: SQLRow) throws -> MigrationRecord {
    MigrationRecord(
      id: try row.parsed(0), tenant: try row.parsed(1), slug: try row.parsed(2),
      from: row.isNull(3) ? nil : try site(row, at: 3), to: try site(row, at: 6), epochBefore: row.integer(9),
      epochAfter: row.integer(10), units: row.integer(11),
      allowedRegions: try TextList.values(row.text(12)).map { text in
        guard let region = try? Region(parsing: text) else { throw StoredValueFault.unreadable(text, as: "region") }
        return region
      }, state: try row.choice(13), startedAt: row.timestamp(14), completedAt: row.optionalTimestamp(15))
  }

  private func site(_ row: SQLRow, at column: Int) throws -> PlacementSite {
    PlacementSite(
      pool: try row.parsed(column), instance: row.isNull(column + 1) ? nil : try row.parsed(column + 1),
      region: try row.parsed(column + 2))
  }
}

extension StoreWriter {
  /// Adds a move.
  package func insert(_ migration: MigrationRecord) throws {
    try run(
      """
      INSERT INTO migration (tenant, migration, from_pool, from_instance, from_region, to_pool, to_instance, to_region,
        epoch_before, epoch_after, units, allowed_regions, state, started_at, completed_at)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
      """,
      [
        SQLValue(migration.tenant), SQLValue(migration.id), SQLValue(migration.from?.pool),
        SQLValue(migration.from?.instance), SQLValue(migration.from?.region), SQLValue(migration.to.pool),
        SQLValue(migration.to.instance), SQLValue(migration.to.region), .integer(migration.epochBefore),
        .integer(migration.epochAfter), .integer(migration.units),
        .text(TextList.text(migration.allowedRegions.map(\.rawValue))), .text(migration.state.rawValue),
        SQLValue(migration.startedAt), SQLValue(migration.completedAt),
      ])
  }
}
