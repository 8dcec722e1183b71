// SPDX-License-Identifier: Apache-2.0

public import TenantModel
import TenantStore

/// A database of SQLite of one tenant, a file of its own beside the store.
///
/// ```swift
/// let orders = try scope.database("orders")
/// try orders.write { try $0.run("create table if not exists item (id integer primary key, name text)") }
/// let rows = try orders.read { try $0.query("select name from item where id = ?", [.integer(7)]) }
/// ```
///
/// It comes into being with the first transaction that writes, and ends with the tenant. Whoever can name it is inside the scope
/// of its tenant, and no statement leaves it: attaching and loading, virtual tables other than those of full-text search,
/// temporary tables, statements that begin or end transactions, and pragmas that set anything but `user_version` are refused,
/// and so are functions that see more than their arguments. Triggers and views do not reach tables of full-text search.
///
/// A transaction asks the store whether the tenant is still served as the scope knew it when it begins and when it ends, and no
/// suspension can come between that and what is committed. It takes at most ``RuntimeOptions/databaseTransactionMilliseconds``.
/// One transaction at a time writes, while others read. Do not begin one inside of another.
///
/// The content is not sealed, unlike values and files: the disk is told all of it, so encrypt the disk, and keep what must be
/// unreadable without a key in ``TenantScope/values`` or ``TenantScope/files``. What is removed is overwritten, and the file
/// is unlinked with the tenant. An export holds the content as it is.
///
/// The methods wait for the disk: call them where a request may wait. They can be called from any thread, inside of `scope.run`.
public struct TenantDatabase: Sendable {
  /// How long a name may be, in bytes.
  public static let maximumNameBytes = TenantDatabaseArea.maximumNameBytes

  /// The name.
  public let name: TenantFileName
  private let scope: TenantScope
  private var vault: DataVault { scope.core.vault }

  init(_ name: TenantFileName, scope: TenantScope) {
    self.name = name
    self.scope = scope
  }

  /// Runs a body in a transaction that sees the database as it is at one instant, and cannot write.
  ///
  /// - Parameter body: Uses the transaction.
  /// - Returns: What the body returns.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/contextRefused`` where the tenant is not served as the scope knew it,
  ///   ``TenantErrorCode/notFound`` where nothing was written yet, ``TenantErrorCode/databaseRefused``,
  ///   ``TenantErrorCode/storeBusy`` where too many transactions are open, ``TenantErrorCode/sealRefused`` where the file is not
  ///   that of the tenant, ``TenantErrorCode/fileUnreadable``, or one about the store or the disk. What the body throws.
  @discardableResult
  public func read<Result>(_ body: (borrowing TenantDatabaseTransaction) throws -> Result) throws -> Result {
    try transaction(isWriting: false, orMake: refuse) { connection in
      let result = try body(TenantDatabaseTransaction(connection, scope: scope))
      try vault.requireServed(scope, isWriting: false)
      return result
    }
  }

  /// Runs a body in a transaction that may write: all of it is kept, or, where anything throws, nothing.
  ///
  /// - Parameter body: Uses the transaction. Nobody else can write to the database meanwhile.
  /// - Returns: What the body returns; what was written is on the disk then.
  /// - Throws: As ``read(_:)``, but the database is made where there is none; ``TenantErrorCode/fileUnwritable``,
  ///   ``TenantErrorCode/storeFull``, ``TenantErrorCode/inUse`` where the file was removed meanwhile. Nothing was written then.
  @discardableResult
  public func write<Result>(_ body: (borrowing TenantDatabaseTransaction) throws -> Result) throws -> Result {
    // The file, too, only comes into being while the tenant is served.
    let make = { area in try vault.write(scope) { _ in try TenantDatabaseConnection.make(name, in: area) } }
    return try transaction(isWriting: true, orMake: make) { connection in
      let result = try body(TenantDatabaseTransaction(connection, scope: scope))
      try vault.write(scope) { _ in try connection.commit() }
      connection.shortenLog()
      return result
    }
  }

  private func transaction<Result>(
    isWriting: Bool, orMake make: (TenantDatabaseArea) throws -> Void,
    _ body: (TenantDatabaseConnection) throws -> Result
  ) throws -> Result {
    try scope.requireBound()
    return try scope.countingWhatDoesNotOpen {
      try vault.databases.use(scope, name, orMake: make) { connection in
        defer { connection.end() }
        try connection.begin(isWriting: isWriting, atMostMilliseconds: vault.databases.transactionMilliseconds)
        try vault.requireServed(scope, isWriting: isWriting)
        return try body(connection)
      }
    }
  }

  /// There is nothing to be read: the tenant is not served any more, or nothing was written yet.
  private func refuse(_: TenantDatabaseArea) throws {
    try vault.requireServed(scope, isWriting: false)
    throw TenantError(
      .notFound, "the tenant has no database '\(name)'", hint: "it comes into being when it is first written to",
      details: ["id": name.rawValue])
  }
}

/// A transaction on a database of a tenant; only valid inside the body it was given to.
///
/// Give what comes from elsewhere as values and never as part of a statement.
public struct TenantDatabaseTransaction: ~Copyable {
  private let connection: TenantDatabaseConnection
  private let scope: TenantScope

  init(_ connection: TenantDatabaseConnection, scope: TenantScope) {
    self.connection = connection
    self.scope = scope
  }

  /// Runs a statement, and answers all of its rows.
  ///
  /// - Parameters:
  ///   - sql: The statement, exactly one.
  ///   - values: What its parameters stand for, one each.
  /// - Returns: The rows.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/databaseRefused``, whose field `reason` says why: `forbidden`,
  ///   `constraint`, `time`, `ended` or `statement`; one about the boundary or the disk. The transaction goes on where the body
  ///   does, unless the reason is `time` or `ended`.
  @discardableResult
  public func query(_ sql: String, _ values: [TenantDatabaseValue] = []) throws -> [TenantDatabaseRow] {
    var rows: [TenantDatabaseRow] = []
    try query(sql, values) { row in
      rows.append(row)
      return true
    }
    return rows
  }

  /// Runs a statement, and visits its rows.
  ///
  /// - Parameters:
  ///   - sql: The statement, exactly one.
  ///   - values: What its parameters stand for, one each.
  ///   - visit: Takes each row, and says whether it wants the next.
  /// - Throws: As ``query(_:_:)``, or what `visit` throws.
  public func query(
    _ sql: String, _ values: [TenantDatabaseValue] = [], _ visit: (TenantDatabaseRow) throws -> Bool
  ) throws {
    try scope.requireBound()
    _ = try scope.core.violations.counting { try connection.run(sql, values, visit) }
  }

  /// Runs a statement whose rows, if it has any, nobody wants.
  ///
  /// - Parameters:
  ///   - sql: The statement, exactly one.
  ///   - values: What its parameters stand for, one each.
  /// - Returns: How many rows were changed.
  /// - Throws: As ``query(_:_:)``.
  @discardableResult
  public func run(_ sql: String, _ values: [TenantDatabaseValue] = []) throws -> Int {
    try scope.requireBound()
    return try scope.core.violations.counting { try connection.run(sql, values) { _ in true } }
  }
}

extension TenantScope {
  /// A database of the tenant; it comes into being when it is first written to.
  ///
  /// - Parameter name: Its name, of the grammar of ``TenantFileName`` and at most ``TenantDatabase/maximumNameBytes`` bytes.
  /// - Returns: The database.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where the name is none.
  public func database(_ name: String) throws -> TenantDatabase {
    TenantDatabase(try TenantDatabaseArea.name(parsing: name), scope: self)
  }
}
