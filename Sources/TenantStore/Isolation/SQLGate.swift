// SPDX-License-Identifier: Apache-2.0

import CSQLite
package import TenantModel

/// A gate in a connection to an application's own SQLite database, open for one tenant at a time or closed.
///
/// Why it holds: while it is open, the engine asks the gate about each table of each statement when the statement is compiled.
/// A table with rows of tenants may only be touched from inside of a view or trigger of a name that is random and new with
/// each opening; there is one view for reading, which selects the rows of one tenant, and one trigger for each kind of
/// writing, which touches only rows of that tenant. A statement that names the table itself is refused, with or without a
/// condition on the tenant, and so is everything that could change what names mean: statements about the schema, temporary
/// tables, attached databases, pragmas, extensions. While it is closed everything is refused. Setting the authorizer lets the
/// engine compile statements anew that were compiled before, so that none of another time or tenant is left.
///
/// What it does not promise: it is a net under the statements of a service, not a prison for those of an attacker, who might
/// learn a random name from a plan that the engine explains, and calls of the engine that compile no statement, like those for
/// blobs and backups, ask no gate.
package final class SQLGate {
  private let handle: OpaquePointer
  private let tables: [GatedTable]
  private let rules: GateRules
  /// Views that were made since the gate was last closed.
  private var made: [String] = []

  /// Puts the gate into a connection, closed.
  ///
  /// - Parameters:
  ///   - handle: The connection, an `sqlite3 *`, which outlives the gate and is used by one thread at a time.
  ///   - tables: The tables with rows of tenants.
  ///   - sharedTables: Tables without rows of tenants, which are read but not written.
  package init(_ handle: OpaquePointer, tables: [GatedTable], sharedTables: Set<String>) {
    self.handle = handle
    self.tables = tables
    rules = GateRules(tables: tables, sharedTables: sharedTables)
    install()
  }

  deinit {
    sqlite3_set_authorizer(handle, nil, nil)
    sqlite3_commit_hook(handle, nil, nil)
  }

  /// Why a transaction was rolled back instead of being committed since the gate was opened; `nil` where none was.
  package var refusal: (any Error)? { rules.refusal }

  /// How many statements were refused when they were compiled since the gate was opened.
  package var forbidden: Int { rules.forbidden }

  /// Opens the gate for a tenant.
  ///
  /// - Parameters:
  ///   - tenant: The tenant.
  ///   - check: Asked inside of each transaction that wrote, before it is committed; where it throws, the transaction is rolled
  ///     back. It takes the place of the connection's own commit hook.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/isolationViolation`` where the connection is not as a new one: in a
  ///   transaction, with a statement half-way, with temporary objects or attached databases. It stays closed then.
  package func open(for tenant: TenantID, committing check: @escaping () throws -> Void = {}) throws {
    (rules.check, rules.refusal, rules.forbidden) = (check, nil, 0)
    set(.building)
    do {
      try requireClean()
    } catch {
      set(.closed)
      throw error
    }
    do {
      let secrets = try tables.map { try build($0, tenant) }
      set(.open(Set(secrets.flatMap(\.self))))
      sqlite3_commit_hook(handle, GateRules.commit, Unmanaged.passUnretained(rules).toOpaque())
    } catch {
      close()
      throw error
    }
  }

  /// Closes the gate, ends what was begun, and removes what it was opened with.
  ///
  /// - Returns: Whether a transaction had been left open; it was rolled back.
  @discardableResult
  package func close() -> Bool {
    set(.building)
    sqlite3_commit_hook(handle, nil, nil)
    rules.check = nil
    var statement = sqlite3_next_stmt(handle, nil)
    while let left = statement {
      sqlite3_reset(left)
      statement = sqlite3_next_stmt(handle, left)
    }
    let isDirty = sqlite3_get_autocommit(handle) == 0
    if isDirty { sqlite3_exec(handle, "ROLLBACK", nil, nil, nil) }
    // Triggers go with their views.
    for name in made { sqlite3_exec(handle, "DROP VIEW IF EXISTS temp.\"\(name)\"", nil, nil, nil) }
    made = []
    set(.closed)
    return isDirty
  }

  private func set(_ state: GateRules.State) {
    rules.state = state
    install()
  }

  /// Setting it anew makes all statements be compiled anew.
  private func install() {
    sqlite3_set_authorizer(handle, GateRules.decide, Unmanaged.passUnretained(rules).toOpaque())
  }

  private func requireClean() throws {
    var statement = sqlite3_next_stmt(handle, nil)
    while let left = statement {
      if sqlite3_stmt_busy(left) != 0 { throw Self.dirty("a statement is half-way") }
      statement = sqlite3_next_stmt(handle, left)
    }
    if sqlite3_get_autocommit(handle) == 0 { throw Self.dirty("a transaction is open") }
    if try !names("SELECT name FROM temp.sqlite_schema").isEmpty { throw Self.dirty("there are temporary objects") }
    if try names("SELECT name FROM pragma_database_list").contains(where: { $0 != "main" && $0 != "temp" }) {
      throw Self.dirty("another database is attached")
    }
  }

  /// Makes the views and triggers of a table.
  ///
  /// - Returns: The random names.
  private func build(_ table: GatedTable, _ tenant: TenantID) throws -> [String] {
    let columns = try columns(of: table)
    let key = columns.filter { $0.key > 0 }
    guard !key.isEmpty, columns.contains(where: { $0.name.lowercased() == table.tenantColumn.lowercased() }) else {
      throw TenantError(
        .invalidValue,
        "the table '\(table.name)' is missing, or has no primary key or no column '\(table.tenantColumn)'",
        hint: "a table with rows of tenants needs both")
    }
    let secret = "gate_" + String(UInt128.random(in: .min ... .max), radix: 36)
    let (own, base, view) = ("'\(tenant)'", "\"\(table.name)\"", "\"\(table.view)\"")
    func isOwn(_ row: String) -> String { "\(row)\"\(table.tenantColumn)\" = \(own)" }
    let others = columns.filter { $0.name.lowercased() != table.tenantColumn.lowercased() }
    let names = ([table.tenantColumn] + others.map(\.name)).map { "\"\($0)\"" }.joined(separator: ", ")
    let values = others.map { column in
      column.standard.map { "coalesce(NEW.\"\(column.name)\", \($0))" } ?? "NEW.\"\(column.name)\""
    }
    let row = key.map { "\"\($0.name)\" IS OLD.\"\($0.name)\"" }.joined(separator: " AND ")
    let access = try accessPaths(of: table, primaryKey: key.sorted { $0.key < $1.key }.map(\.name))
    let settings = others.map { "\"\($0.name)\" = NEW.\"\($0.name)\"" }.joined(separator: ", ")
    func refuse(_ condition: String) -> String {
      "SELECT RAISE(ABORT, 'this row is of another tenant') WHERE \(condition)"
    }
    made += [table.view, secret]
    try run(
      """
      CREATE TEMP VIEW "\(secret)" AS SELECT \(names) FROM main.\(base) WHERE \(isOwn(""))\(access.barrier);
      CREATE TEMP VIEW \(view) AS SELECT * FROM temp."\(secret)";
      CREATE TEMP TRIGGER "\(secret)_insert" INSTEAD OF INSERT ON \(view) BEGIN
        \(refuse("NEW.\"\(table.tenantColumn)\" IS NOT NULL AND NEW.\"\(table.tenantColumn)\" IS NOT \(own)"));
        \(refuse(access.collision(own)));
        INSERT INTO \(base) (\(names)) VALUES (\(([own] + values).joined(separator: ", ")));
      END;
      CREATE TEMP TRIGGER "\(secret)_update" INSTEAD OF UPDATE ON \(view) BEGIN
        \(refuse("NEW.\"\(table.tenantColumn)\" IS NOT \(own)"));
        \(refuse(access.collision(own)));
        UPDATE \(base) SET \(settings.isEmpty ? isOwn("") : settings) WHERE \(row) AND \(isOwn(""));
      END;
      CREATE TEMP TRIGGER "\(secret)_delete" INSTEAD OF DELETE ON \(view) BEGIN
        DELETE FROM \(base) WHERE \(row) AND \(isOwn(""));
      END
      """)
    return [secret, "\(secret)_insert", "\(secret)_update", "\(secret)_delete"]
  }

  struct Column {
    let name: String
    let key: Int32
    let standard: String?
  }

  func columns(of table: GatedTable) throws -> [Column] {
    var columns: [Column] = []
    try query("SELECT name, pk, dflt_value FROM pragma_table_info('\(table.name)', 'main')") { statement in
      columns.append(
        Column(
          name: Self.name(statement, 0), key: sqlite3_column_int(statement, 1), standard: Self.text(statement, 2))
      )
    }
    return columns
  }

  private func names(_ sql: String) throws -> [String] {
    var names: [String] = []
    try query(sql) { names.append(Self.name($0, 0)) }
    return names
  }

  func query(_ sql: String, _ visit: (OpaquePointer) -> Void) throws {
    var statement: OpaquePointer?
    guard sqlite3_prepare_v2(handle, sql, -1, &statement, nil) == SQLITE_OK, let statement else { throw fault }
    defer { sqlite3_finalize(statement) }
    while sqlite3_step(statement) == SQLITE_ROW { visit(statement) }
  }

  private func run(_ script: String) throws {
    guard sqlite3_exec(handle, script, nil, nil, nil) == SQLITE_OK else { throw fault }
  }

  static func text(_ statement: OpaquePointer, _ column: Int32) -> String? {
    sqlite3_column_text(statement, column).map { String(cString: $0) }
  }

  /// A text that is never missing; nothing where the engine could not give it.
  static func name(_ statement: OpaquePointer, _ column: Int32) -> String {
    let text = sqlite3_column_text(statement, column)
    return String(
      decoding: UnsafeBufferPointer(start: text, count: Int(sqlite3_column_bytes(statement, column))), as: UTF8.self)
  }

  private static func dirty(_ what: String) -> TenantError {
    TenantError(
      .isolationViolation, "the connection carries something over: \(what)",
      hint: "close it and take a new one", details: ["reason": "dirty-connection"])
  }

  private var fault: TenantError {
    TenantError(
      .internalFault, "the gate cannot be opened: \(String(cString: sqlite3_errmsg(handle)))",
      hint: "check that the tables and the names for them are right")
  }
}
