// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

@testable import TenantStore

@Suite struct SQLGateTests {
  let folder: TemporaryFolder
  let connection: SQLiteConnection
  let gate: SQLGate
  let acme = TenantID(bits: 1)
  let globex = TenantID(bits: 2)

  init() throws {
    folder = try TemporaryFolder()
    let path = try folder.write("", to: "shop.db")
    connection = try SQLiteConnection(path: path, access: .readWrite, busyTimeoutMilliseconds: 1_000)
    try connection.execute(
      """
      CREATE TABLE orders (id INTEGER PRIMARY KEY, tenant TEXT NOT NULL, note TEXT NOT NULL DEFAULT 'none', amount INTEGER);
      CREATE TABLE lines (tenant TEXT NOT NULL, number INTEGER NOT NULL, text TEXT, PRIMARY KEY (tenant, number));
      CREATE TABLE tags (tenant TEXT NOT NULL, tag TEXT NOT NULL, PRIMARY KEY (tenant, tag));
      CREATE TABLE currency (code TEXT PRIMARY KEY);
      CREATE TABLE secret (word TEXT);
      CREATE VIEW every_order AS SELECT * FROM orders;
      CREATE TRIGGER every_change AFTER INSERT ON currency BEGIN DELETE FROM orders; END;
      INSERT INTO currency VALUES ('EUR');
      INSERT INTO secret VALUES ('canary-secret');
      """)
    for (index, tenant) in [acme, globex].enumerated() {
      try connection.execute(
        """
        INSERT INTO orders VALUES (\(index + 1), '\(tenant)', 'canary-\(index)', 10);
        INSERT INTO lines VALUES ('\(tenant)', 1, 'canary-\(index)');
        INSERT INTO tags VALUES ('\(tenant)', 'canary-\(index)');
        """)
    }
    let tables = [
      try GatedTable("orders"), try GatedTable("lines", view: "own_lines"), try GatedTable("tags"),
    ]
    gate = SQLGate(connection.handle, tables: tables, sharedTables: ["currency", "orders"])
  }

  func rows(_ sql: String) throws -> [String] {
    let statement = try SQLiteStatement(sql, on: connection)
    var rows: [String] = []
    while try statement.step() {
      rows.append(statement.columnNames.indices.map { statement.text(Int($0)) }.joined(separator: "|"))
    }
    return rows
  }

  func isRefused(_ sql: String) -> Bool {
    do {
      _ = try rows(sql)
      return false
    } catch {
      return true
    }
  }

  /// All rows, whoever they belong to, as somebody sees them who does not go through the gate.
  private func everything() throws -> [String] {
    let other = try SQLiteConnection(path: folder.file("shop.db"), access: .readOnly, busyTimeoutMilliseconds: 1_000)
    var rows: [String] = []
    for sql in [
      "SELECT * FROM orders ORDER BY id", "SELECT * FROM lines ORDER BY tenant, number", "SELECT * FROM tags",
    ] {
      let statement = try other.statement(sql)
      while try statement.step() {
        rows.append(statement.columnNames.indices.map { statement.text(Int($0)) }.joined(separator: "|"))
      }
    }
    return rows
  }

  /// Row 10: a condition on the tenant cannot be forgotten, for there is nothing that needs one.
  @Test func attack10AMissingConditionShowsNothingOfOthers() throws {
    try gate.open(for: acme)
    for sql in [
      "SELECT * FROM my_orders", "SELECT * FROM temp.my_orders", "SELECT * FROM MY_ORDERS",
      "SELECT note FROM my_orders",
      "SELECT a.note FROM my_orders a JOIN own_lines l ON l.number >= 0 JOIN my_tags t",
      "SELECT * FROM my_orders WHERE note LIKE '%'", "WITH x AS (SELECT * FROM my_orders) SELECT * FROM x",
      "SELECT (SELECT max(text) FROM own_lines), code FROM currency",
      "SELECT text FROM own_lines ORDER BY text LIMIT 5",
      "SELECT note FROM my_orders UNION ALL SELECT text FROM own_lines UNION SELECT tag FROM my_tags",
    ] {
      let found = try rows(sql).joined()
      #expect(found.contains("canary-0") && !found.contains("canary-1"), "\(sql): \(found)")
    }
    #expect(try rows("SELECT count(*), total(amount) FROM my_orders") == ["1|10.0"])
    #expect(try rows("SELECT count(*) FROM my_orders WHERE tenant = '\(globex)'") == ["0"])
    gate.close()
    try gate.open(for: globex)
    #expect(try rows("SELECT note FROM my_orders") == ["canary-1"])
  }

  /// Row 10, as a gate: whoever names the table is refused when the statement is compiled, with a condition or without.
  @Test func attack10StatementsThatNameTheTableAreRefused() throws {
    try gate.open(for: acme)
    for sql in [
      "SELECT * FROM orders", "SELECT * FROM main.orders", "SELECT * FROM \"ORDERS\"", "SELECT count(*) FROM orders",
      "SELECT 1 FROM orders", "SELECT * FROM orders WHERE tenant = '\(acme)'", "SELECT * FROM every_order",
      "SELECT (SELECT note FROM orders)", "SELECT * FROM my_orders WHERE EXISTS (SELECT 1 FROM orders)",
      "WITH my_orders AS (SELECT * FROM orders) SELECT * FROM my_orders",
      "WITH own_lines AS (SELECT * FROM main.orders) SELECT * FROM own_lines",
      "WITH every_change AS (SELECT * FROM main.orders) SELECT * FROM every_change",
      "SELECT * FROM (SELECT * FROM main.orders) AS my_orders",
      "WITH RECURSIVE my_orders(x) AS (SELECT note FROM orders UNION SELECT x FROM my_orders) SELECT * FROM my_orders",
      "INSERT INTO orders (tenant) VALUES ('\(acme)')", "UPDATE orders SET note = 'x'", "DELETE FROM orders",
      "REPLACE INTO orders (tenant) VALUES ('\(acme)')", "DELETE FROM orders WHERE tenant = '\(acme)'",
      "INSERT INTO my_orders (note) SELECT note FROM orders",
      "UPDATE my_orders SET note = (SELECT max(note) FROM orders)",
      "DELETE FROM my_orders WHERE id IN (SELECT id FROM orders)", "SELECT * FROM secret",
      "SELECT word FROM main.secret",
      "INSERT INTO secret VALUES ('x')", "INSERT INTO currency VALUES ('USD')", "DELETE FROM currency",
    ] {
      #expect(isRefused(sql), "\(sql)")
    }
    #expect(try everything().filter { $0.contains("canary-1") }.count == 3)
  }

  /// Row 13: nothing can be made that outlasts the scope, or that changes what names mean.
  @Test func attack13NothingOutlastsTheScope() throws {
    try gate.open(for: acme)
    for sql in [
      "CREATE TEMP TABLE keep AS SELECT * FROM my_orders", "CREATE TEMP TABLE orders (id)", "CREATE TABLE keep (id)",
      "CREATE TEMP VIEW keep AS SELECT * FROM orders", "CREATE VIEW keep AS SELECT * FROM orders",
      "CREATE TEMP TRIGGER keep AFTER INSERT ON main.currency BEGIN SELECT 1; END", "DROP VIEW temp.my_orders",
      "DROP TABLE orders", "ALTER TABLE orders RENAME TO my_all", "ALTER TABLE orders ADD COLUMN x",
      "ATTACH DATABASE ':memory:' AS other", "DETACH DATABASE main", "PRAGMA writable_schema = ON",
      "PRAGMA foreign_keys = OFF", "PRAGMA table_list", "SELECT * FROM pragma_table_list", "VACUUM", "REINDEX",
      "ANALYZE",
      "SELECT * FROM sqlite_schema", "SELECT * FROM temp.sqlite_schema", "SELECT * FROM sqlite_temp_master",
      "CREATE INDEX keep ON orders (note)", "SELECT load_extension('x')", "CREATE VIRTUAL TABLE keep USING fts5(x)",
      "SELECT * FROM dbstat", "SELECT * FROM sqlite_dbpage",
    ] {
      #expect(isRefused(sql), "\(sql)")
    }
    #expect(!gate.close())
    // Closed, there is nothing at all; and no tenant is the one of before.
    for sql in ["SELECT 1", "SELECT * FROM my_orders", "SELECT * FROM orders", "BEGIN", "SELECT * FROM currency"] {
      #expect(isRefused(sql), "\(sql)")
    }
  }

  /// Row 13: a connection that carries something over is not opened for the next, and what was open is rolled back.
  @Test func attack13ADirtyConnectionIsNoticed() throws {
    try gate.open(for: acme)
    try connection.execute("BEGIN; UPDATE my_orders SET note = 'changed'")
    #expect(gate.close())
    #expect(try everything().contains { $0.contains("canary-0") } && !everything().contains { $0.contains("changed") })
    let path = folder.file("shop.db")
    for (leave, clean) in [
      ("CREATE TEMP TABLE orders AS SELECT * FROM main.orders", "DROP TABLE temp.orders"),
      ("ATTACH DATABASE ':memory:' AS other", "DETACH DATABASE other"), ("BEGIN", "ROLLBACK"),
    ] {
      let other = try SQLiteConnection(path: path, access: .readWrite, busyTimeoutMilliseconds: 1_000)
      try other.execute(leave)
      do {
        let gate = SQLGate(other.handle, tables: [try GatedTable("orders")], sharedTables: [])
        let error = #expect(throws: TenantError.self, "\(leave)") { try gate.open(for: acme) }
        #expect(error?.code == .isolationViolation)
      }
      try other.execute(clean)
      let gate = SQLGate(other.handle, tables: [try GatedTable("orders")], sharedTables: [])
      try gate.open(for: acme)
    }
    // A statement that is half-way belongs to whoever began it.
    let other = try SQLiteConnection(path: path, access: .readWrite, busyTimeoutMilliseconds: 1_000)
    let statement = try SQLiteStatement("SELECT * FROM currency UNION ALL SELECT 'x'", on: other)
    _ = try statement.step()
    let late = SQLGate(other.handle, tables: [try GatedTable("orders")], sharedTables: [])
    #expect(throws: TenantError.self) { try late.open(for: acme) }
    statement.reset()
    try late.open(for: acme)
  }

  /// Row 13: a statement that was compiled before, for nobody or for another tenant, does what it may now.
  @Test func attack13CompiledStatementsAreCompiledAnew() throws {
    let path = folder.file("shop.db")
    let other = try SQLiteConnection(path: path, access: .readWrite, busyTimeoutMilliseconds: 1_000)
    let direct = try SQLiteStatement("SELECT note FROM orders", on: other)
    #expect(try direct.step())
    direct.reset()
    let gate = SQLGate(other.handle, tables: [try GatedTable("orders")], sharedTables: [])
    #expect(throws: TenantError.self) { try direct.step() }
    try gate.open(for: acme)
    #expect(throws: TenantError.self) { try direct.step() }
    let own = try SQLiteStatement("SELECT note FROM my_orders", on: other)
    #expect(try own.step() && own.text(0) == "canary-0")
    gate.close()
    #expect(throws: TenantError.self) { try own.step() }
    try gate.open(for: globex)
    #expect(try own.step() && own.text(0) == "canary-1")
    #expect(throws: TenantError.self) { try direct.step() }
  }

  @Test func ownRowsAreWrittenAndThoseOfOthersAreNot() throws {
    let before = try everything().filter { $0.contains("canary-1") }
    try gate.open(for: acme)
    _ = try rows("INSERT INTO my_orders (id, amount) VALUES (7, 5)")
    _ = try rows("INSERT INTO my_orders (tenant, note) VALUES ('\(acme)', 'mine')")
    #expect(try rows("SELECT id, note, amount FROM my_orders WHERE id >= 7") == ["7|none|5", "8|mine|"])
    #expect(isRefused("INSERT INTO my_orders (tenant, note) VALUES ('\(globex)', 'x')"))
    #expect(isRefused("UPDATE my_orders SET tenant = '\(globex)'"))
    #expect(isRefused("UPDATE my_orders SET tenant = NULL"))
    _ = try rows("UPDATE my_orders SET note = 'all', amount = amount + 1")
    _ = try rows("UPDATE own_lines SET text = 'all'")
    _ = try rows("UPDATE my_tags SET tag = 'all'")
    #expect(try rows("SELECT DISTINCT note FROM my_orders") == ["all"])
    // What is another's by its key is not there.
    _ = try rows("UPDATE my_orders SET note = 'stolen' WHERE id = 2")
    _ = try rows("DELETE FROM my_orders WHERE id = 2")
    #expect(isRefused("INSERT INTO my_orders (id, note) VALUES (2, 'stolen')"))
    _ = try rows("DELETE FROM my_orders")
    _ = try rows("DELETE FROM own_lines")
    gate.close()
    #expect(try everything().filter { $0.contains("canary-1") } == before)
    #expect(try everything().count == 4)
  }

  /// Row 9: ids are compared whole; neither `_` nor `%` in a value finds those of others.
  @Test func attack09ValuesAreNoPatterns() throws {
    for index in 3..<40 {
      let tenant = TenantID(bits: UInt128(index))
      try gate.open(for: acme)
      _ = try rows("INSERT INTO own_lines (number, text) VALUES (\(index), 'a_c%')")
      gate.close()
      try gate.open(for: tenant)
      #expect(try rows("SELECT * FROM own_lines").isEmpty)
      gate.close()
    }
  }

  @Test func tablesNeedAKeyAndTheColumn() throws {
    let other = try SQLiteConnection(
      path: folder.file("shop.db"), access: .readWrite, busyTimeoutMilliseconds: 1_000)
    for table in [
      try GatedTable("secret"), try GatedTable("missing"), try GatedTable("orders", tenantColumn: "owner"),
      try GatedTable("orders", view: "sqlite_x"),
    ] {
      let gate = SQLGate(other.handle, tables: [table], sharedTables: [])
      #expect(throws: TenantError.self) { try gate.open(for: acme) }
      // It is closed, and leaves nothing.
      #expect(throws: TenantError.self) { try SQLiteStatement("SELECT 1", on: other) }
    }
    try SQLGate(other.handle, tables: [], sharedTables: []).open(for: acme)
    #expect(try SQLiteStatement("SELECT * FROM temp.sqlite_schema", on: other).step() == false)
    for (name, column, view) in [
      ("", "tenant", "v"), ("1a", "tenant", "v"), ("a\"", "tenant", "v"), ("a", "t t", "v"), ("a", "tenant", "A"),
      ("é", "tenant", "v"), (String(repeating: "a", count: 64), "tenant", "v"),
    ] {
      #expect(throws: TenantError.self) { try GatedTable(name, tenantColumn: column, view: view) }
    }
  }
}
