// SPDX-License-Identifier: Apache-2.0

import TenantTestSupport
import Testing

@testable import TenantStore

/// The schema's rules of isolation, read from a real store.
@Suite struct SchemaLintTests {
  private let driver: SQLiteConnection
  private let store: TemporaryStore

  init() throws {
    store = try TemporaryStore()
    driver = try SQLiteConnection(path: store.path, access: .readOnly, busyTimeoutMilliseconds: 1_000)
  }

  private func rows(_ sql: String) throws -> [[String]] {
    let statement = try driver.statement(sql)
    var rows: [[String]] = []
    while try statement.step() { rows.append(statement.columnNames.indices.map { statement.text($0) }) }
    return rows
  }

  private func tables() throws -> [String] {
    try rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'").map { $0[0] }
  }

  @Test func everyTableIsStrict() throws {
    for row in try rows("SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table'")
    where !row[0].hasPrefix("sqlite") {
      #expect(row[1] == "1", "\(row[0]) is not STRICT")
    }
  }

  @Test func theTenantComesFirstInEveryKeyOfATenantTable() throws {
    // The directory decides whose data another system's name addresses, so there the name must be unique by itself.
    let directories: Set = [
      "directory_by_external_id", "directory_by_identity", "sqlite_autoindex_tenant_2",
    ]
    var checked = 0
    for (table, key) in StoreSchema.tenantDataTables.map({ ($0, "tenant") })
      + StoreSchema.tenantBookTables.map({ ($0, "party") })
    {
      for index in try rows("SELECT name FROM pragma_index_list('\(table)') WHERE \"unique\" = 1").map({ $0[0] })
      where !directories.contains(index) {
        let first = try rows("SELECT name FROM pragma_index_info('\(index)') ORDER BY seqno LIMIT 1")
        #expect(first == [[key]], "\(index) of \(table) does not start with the tenant")
        checked += 1
      }
    }
    #expect(checked >= StoreSchema.tenantDataTables.count)
  }

  @Test func everyTableWithATenantColumnIsATenantTable() throws {
    for table in try tables() where table != "journal" {
      let columns = try rows("SELECT name FROM pragma_table_info('\(table)')").map { $0[0] }
      #expect(
        columns.contains("tenant") == StoreSchema.tenantDataTables.contains(table),
        "\(table) would be left out of exports and erasure")
      #expect(
        columns.contains("party") == StoreSchema.tenantBookTables.contains(table),
        "\(table) would be left out of exports")
    }
    #expect(StoreSchema.tenantBookTables.sorted() == ["cost_rollup", "cost_weight"])
  }

  @Test func foreignKeysBetweenTenantTablesCarryTheTenant() throws {
    for table in StoreSchema.tenantDataTables {
      let keys = try rows("SELECT id, \"table\", \"from\" FROM pragma_foreign_key_list('\(table)')")
      let byKey = Dictionary(grouping: keys) { $0[0] }
      for columns in byKey.values where StoreSchema.tenantDataTables.contains(columns[0][1]) {
        #expect(
          columns.contains { $0[2] == "tenant" }, "a reference from \(table) to \(columns[0][1]) lacks the tenant")
      }
    }
  }
}
