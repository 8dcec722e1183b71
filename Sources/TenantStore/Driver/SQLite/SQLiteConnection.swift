// SPDX-License-Identifier: Apache-2.0

import CSQLite
import Glibc
import TenantModel

/// A connection to a SQLite file; used by one thread at a time.
final class SQLiteConnection: SQLDriver {
  enum Access {
    case readOnly
    case readWrite
    /// Read-only and promised not to change: for media on which SQLite cannot create its shared-memory file.
    case immutable
  }

  let path: String
  let access: Access
  private(set) var handle: OpaquePointer
  private var statements: [String: SQLiteStatement] = [:]

  /// Opens an existing file.
  ///
  /// - Throws: ``TenantError`` as ``SQLiteFault`` maps the engine's codes.
  init(path: String, access: Access, busyTimeoutMilliseconds: Int32) throws {
    self.path = path
    self.access = access
    var opened: OpaquePointer?
    var flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI | SQLITE_OPEN_EXRESCODE
    flags |= access == .readWrite ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY
    let uri = "file:" + Self.escape(path) + (access == .immutable ? "?immutable=1" : "")
    let code = sqlite3_open_v2(uri, &opened, flags, nil)
    guard let opened else {
      throw TenantError(.internalFault, "out of memory while opening '\(path)'")
    }
    handle = opened
    guard code == SQLITE_OK else {
      let fault = SQLiteFault.error(code: code, handle: opened, path: path)
      sqlite3_close_v2(opened)
      throw fault
    }
    sqlite3_busy_timeout(handle, busyTimeoutMilliseconds)
  }

  deinit {
    statements.removeAll()
    sqlite3_close_v2(handle)
  }

  private static func escape(_ path: String) -> String {
    var escaped = ""
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "%"), UInt8(ascii: "?"), UInt8(ascii: "#"):
        escaped += "%" + String(byte, radix: 16, uppercase: true)
      default: escaped.unicodeScalars.append(Unicode.Scalar(byte))
      }
    }
    // Bytes above ASCII were appended as scalars of their own; a path with them goes unescaped.
    return path.utf8.allSatisfy { $0 < 0x80 } ? escaped : path
  }

  func check(_ code: Int32) throws {
    guard code == SQLITE_OK else { throw SQLiteFault.error(code: code, handle: handle, path: path) }
  }

  func statement(_ sql: String) throws -> any SQLStatement {
    if let known = statements[sql] {
      known.reset()
      return known
    }
    let statement = try SQLiteStatement(sql, on: self)
    statements[sql] = statement
    return statement
  }

  func execute(_ script: String) throws {
    try check(sqlite3_exec(handle, script, nil, nil, nil))
  }

  func beginRead() throws {
    try execute("BEGIN DEFERRED")
  }

  func beginWrite() throws {
    try execute("BEGIN IMMEDIATE")
  }

  func commit() throws {
    try execute("COMMIT")
  }

  var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

  func rollback() {
    for statement in statements.values { statement.reset() }
    // A failed statement may have ended the transaction already; then there is nothing to do.
    if isInTransaction { sqlite3_exec(handle, "ROLLBACK", nil, nil, nil) }
  }

  func changeCounter() throws -> Int64 {
    let statement = try statement("PRAGMA data_version")
    defer { statement.reset() }
    return try statement.step() ? statement.integer(0) : 0
  }

  func commitsDurably() throws -> Bool {
    let statement = try statement("PRAGMA synchronous")
    defer { statement.reset() }
    // 2 is FULL and 3 is EXTRA; below, the log is not synchronised with every commit.
    return try statement.step() && statement.integer(0) >= 2
  }

  func render(_ definition: SchemaDefinition) -> String {
    switch definition {
    case .table(let name, let clustered, let body):
      "CREATE TABLE \(name) (\(body)) STRICT\(clustered ? ", WITHOUT ROWID" : "")"
    case .index(let name, let unique, let target):
      "CREATE \(unique ? "UNIQUE " : "")INDEX \(name) ON \(target)"
    }
  }

  /// The integer that a pragma answers.
  func pragma(_ name: String) throws -> Int64 {
    let statement = try SQLiteStatement("PRAGMA \(name)", on: self)
    return try statement.step() ? statement.integer(0) : 0
  }
}
