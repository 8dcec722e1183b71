// SPDX-License-Identifier: Apache-2.0

import CSQLite
import Glibc
package import TenantModel

/// A connection to one database of one tenant; used by one thread at a time, for that tenant only.
///
/// Statements of the tenant are compiled under ``TenantDatabaseRules``, so that none leaves the file, and are gone with the
/// transaction. They can neither begin nor end one. The file says whose it is, in a table that they cannot touch.
package final class TenantDatabaseConnection {
  /// How connections behave.
  package struct Settings: Sendable {
    /// How long to wait for another's lock, in milliseconds.
    package var busyTimeoutMilliseconds: Int32 = 5_000
    /// How large the database may become, in bytes.
    package var maximumBytes: Int64 = 1_073_741_824

    /// Creates the usual settings.
    package init() {}
  }

  /// Whose database it is.
  let name: TenantFileName
  let handle: OpaquePointer
  private let rules: TenantDatabaseRules
  /// How many pages of the log were not brought into the file when something was last committed.
  private var logPages: Int32 = 0

  /// Opens a database.
  ///
  /// - Parameters:
  ///   - name: Its name.
  ///   - area: Where it is.
  ///   - settings: How the connection behaves.
  /// - Returns: The connection; `nil` where there is no such database.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/sealRefused`` where the file is that of another tenant, incarnation or
  ///   name, or with one about the disk.
  package static func open(
    _ name: TenantFileName, in area: TenantDatabaseArea, _ settings: Settings = Settings()
  ) throws -> TenantDatabaseConnection? {
    guard let path = try area.path(of: name) else { return nil }
    let connection = try TenantDatabaseConnection(path: path, name, settings)
    guard try connection.isOwned(by: area) else { throw SealedEnvelope.refusal }
    return connection
  }

  /// Makes a database where there is none.
  ///
  /// Only for a transaction of the store in which the tenant is served.
  ///
  /// - Parameters:
  ///   - name: Its name.
  ///   - area: Where it is to be.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/fileUnwritable``, or as ``open(_:in:_:)``.
  package static func make(_ name: TenantFileName, in area: TenantDatabaseArea) throws {
    try area.make(name) { path in
      let connection = try TenantDatabaseConnection(path: path, name, Settings())
      try connection.execute(
        """
        CREATE TABLE tenantctl_owner (tenant TEXT NOT NULL, incarnation INTEGER NOT NULL, name TEXT NOT NULL) STRICT;
        INSERT INTO tenantctl_owner VALUES ('\(area.tenant)', \(area.incarnation), '\(name)')
        """)
    }
  }

  /// - Throws: ``TenantError`` where the file cannot be opened, or is none of the engine's.
  init(path: String, _ name: TenantFileName, _ settings: Settings) throws {
    self.name = name
    var opened: OpaquePointer?
    // The path is not that of a locator, and no cache is shared with another connection.
    let flags =
      SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOFOLLOW
      | SQLITE_OPEN_PRIVATECACHE
    let code = sqlite3_open_v2(path, &opened, flags, nil)
    guard let opened, code == SQLITE_OK else {
      defer { sqlite3_close_v2(opened) }
      throw TenantDatabaseFault.error(code: code, handle: opened, database: name.rawValue)
    }
    handle = opened
    rules = TenantDatabaseRules(modules: Self.modules(of: opened))
    sqlite3_busy_timeout(handle, settings.busyTimeoutMilliseconds)
    let context = Unmanaged.passUnretained(rules).toOpaque()
    sqlite3_set_authorizer(handle, TenantDatabaseRules.decide, context)
    sqlite3_progress_handler(
      handle, TenantDatabaseRules.stepsBetweenLooks, TenantDatabaseRules.proceed, context)
    confine()
    // What is removed is overwritten, what does not fit in memory is not written elsewhere, and the log is brought into the
    // file where nobody has to wait for that.
    try execute(
      """
      PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA foreign_keys = ON;
      PRAGMA temp_store = MEMORY; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA wal_autocheckpoint = 0
      """)
    let pageSize = max(1, try integer("PRAGMA page_size"))
    _ = try integer("PRAGMA max_page_count = \(max(1, settings.maximumBytes / pageSize))")
    sqlite3_wal_hook(
      handle,
      { connection, _, _, pages in
        connection.map { Unmanaged<TenantDatabaseConnection>.fromOpaque($0).takeUnretainedValue().logPages = pages }
        return SQLITE_OK
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  deinit {
    sqlite3_close_v2(handle)
  }

  private func confine() {
    for (option, value) in [
      (SQLITE_DBCONFIG_DEFENSIVE, 1), (SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0), (SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0),
      (SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0), (SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0),
    ] as [(Int32, Int32)] { sqlite3_shim_configure(handle, option, value) }
    for (limit, value) in [
      (SQLITE_LIMIT_ATTACHED, 0), (SQLITE_LIMIT_WORKER_THREADS, 0), (SQLITE_LIMIT_LENGTH, 67_108_864),
      (SQLITE_LIMIT_SQL_LENGTH, 1_048_576), (SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1_000),
      (SQLITE_LIMIT_TRIGGER_DEPTH, 100),
    ] as [(Int32, Int32)] { sqlite3_limit(handle, limit, value) }
  }

  /// Begins a transaction in which statements of the tenant can be run.
  ///
  /// - Parameters:
  ///   - isWriting: Whether they may write; then nobody else can until it ends.
  ///   - limit: How long it may take, in milliseconds.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/storeBusy`` or another one about the file.
  package func begin(isWriting: Bool, atMostMilliseconds limit: Int32) throws {
    rules.deadline = .max
    try execute(isWriting ? "BEGIN IMMEDIATE" : "BEGIN")
    // Of what the transaction before inserted nothing is to be told.
    sqlite3_set_last_insert_rowid(handle, 0)
    rules.deadline = MonotonicTime.nanoseconds() + Int64(limit) * 1_000_000
    rules.state = isWriting ? .writing : .reading
  }

  /// Keeps what the transaction wrote.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/databaseRefused`` where it took too long, was rolled back by a statement, or
  ///   leaves something that breaks a rule; ``TenantErrorCode/inUse`` where another file has the place of this one. It is open
  ///   then, or rolled back.
  package func commit() throws {
    try requireTransaction()
    guard !isMoved else {
      throw TenantError(
        .inUse, "the database '\(name)' of the tenant was moved or removed while it was written",
        hint: "nothing was written; try again", details: ["database": name.rawValue])
    }
    rules.state = .own
    try execute("COMMIT")
  }

  /// Ends what was begun, and forgets what was written and not committed.
  package func end() {
    rules.state = .own
    rules.deadline = .max
    if isInTransaction { sqlite3_exec(handle, "ROLLBACK", nil, nil, nil) }
  }

  /// Brings the log into the file where it has become long; outside of transactions.
  ///
  /// What others still read stays in the log until later.
  package func shortenLog() {
    if logPages >= Self.longLog { sqlite3_wal_checkpoint_v2(handle, nil, SQLITE_CHECKPOINT_PASSIVE, nil, nil) }
  }

  /// How many pages a log has that is long.
  private static let longLog: Int32 = 1_000

  /// Whether a transaction is open; a statement that failed may have ended it.
  package var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

  /// Whether the file is not the one any more that its name leads to.
  package var isMoved: Bool {
    var isMoved: Int32 = 0
    let code = sqlite3_file_control(handle, "main", SQLITE_FCNTL_HAS_MOVED, &isMoved)
    return code != SQLITE_OK || isMoved != 0
  }

  /// Refuses where no transaction is open any more, or it has taken too long.
  func requireTransaction() throws {
    rules.hasRefused = false
    guard isInTransaction else {
      throw TenantDatabaseFault.ended.error(
        "the transaction is over: a statement that failed has rolled it back", hint: "begin another one")
    }
    guard !rules.isLate else { throw fault(SQLITE_INTERRUPT) }
  }

  /// Whether the content is whole, as far as the engine can tell.
  ///
  /// - Returns: Whether.
  /// - Throws: ``TenantError`` where it cannot be read.
  package func isWhole() throws -> Bool {
    var answers: [String?] = []
    try forEachOwn("PRAGMA quick_check(1)") { answers.append(Self.text($0, 0)) }
    return answers == ["ok"]
  }

  private func isOwned(by area: TenantDatabaseArea) throws -> Bool {
    guard try integer("SELECT count(*) FROM sqlite_schema WHERE name = 'tenantctl_owner'") == 1 else { return false }
    var owners: [[String?]] = []
    try forEachOwn("SELECT tenant, incarnation, name FROM tenantctl_owner") { row in
      owners.append((0..<3).map { Self.text(row, $0) })
    }
    return owners == [[area.tenant.rawValue, String(area.incarnation), name.rawValue]]
  }

  private func integer(_ sql: String) throws -> Int64 {
    var answer: Int64 = 0
    try forEachOwn(sql) { answer = sqlite3_column_int64($0, 0) }
    return answer
  }

  private func execute(_ script: String) throws {
    let code = sqlite3_exec(handle, script, nil, nil, nil)
    guard code == SQLITE_OK else { throw fault(code) }
  }

  /// Runs a statement of the connection itself.
  private func forEachOwn(_ sql: String, _ visit: (OpaquePointer) -> Void) throws {
    let statement = try TenantDatabaseStatement(sql, on: self)
    while try statement.step() { visit(statement.handle) }
  }

  func fault(_ code: Int32) -> TenantError {
    TenantDatabaseFault.error(
      code: rules.hasRefused ? SQLITE_AUTH : code, handle: handle, database: name.rawValue)
  }

  private static func text(_ statement: OpaquePointer, _ column: Int32) -> String? {
    sqlite3_column_text(statement, column).map { String(cString: $0) }
  }

  /// The modules that the engine and what is loaded into the process bring along.
  private static func modules(of handle: OpaquePointer) -> Set<String> {
    var statement: OpaquePointer?
    sqlite3_prepare_v2(handle, "SELECT lower(name) FROM pragma_module_list", -1, &statement, nil)
    defer { sqlite3_finalize(statement) }
    var modules: Set<String> = []
    while let statement, sqlite3_step(statement) == SQLITE_ROW, let name = text(statement, 0) { modules.insert(name) }
    return modules
  }
}
