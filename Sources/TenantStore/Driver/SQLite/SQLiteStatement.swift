// SPDX-License-Identifier: Apache-2.0

import CSQLite
import TenantModel

/// A compiled statement of a ``SQLiteConnection``.
final class SQLiteStatement: SQLStatement {
  private unowned let connection: SQLiteConnection
  private let handle: OpaquePointer
  private static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

  let parameterCount: Int

  init(_ sql: String, on connection: SQLiteConnection) throws {
    self.connection = connection
    var compiled: OpaquePointer?
    try connection.check(
      sqlite3_prepare_v3(connection.handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &compiled, nil))
    guard let compiled else { throw TenantError(.internalFault, "empty SQL statement") }
    handle = compiled
    parameterCount = Int(sqlite3_bind_parameter_count(compiled))
  }

  deinit {
    sqlite3_finalize(handle)
  }

  func bind(_ value: SQLValue, at position: Int) throws {
    switch value {
    case .null: try connection.check(sqlite3_bind_null(handle, Int32(position)))
    case .integer(let number): try connection.check(sqlite3_bind_int64(handle, Int32(position), number))
    case .text(var text): try text.withUTF8 { try bind(utf8: $0, at: position) }
    case .blob(let bytes): try bytes.withUnsafeBytes { try bind(blob: $0, at: position) }
    }
  }

  func bind(utf8 bytes: UnsafeBufferPointer<UInt8>, at position: Int) throws {
    let code = bytes.withMemoryRebound(to: CChar.self) { characters in
      // A null pointer would bind NULL, and an empty buffer may have one.
      sqlite3_bind_text(
        handle, Int32(position), characters.baseAddress ?? Self.empty, Int32(bytes.count), Self.transient)
    }
    try connection.check(code)
  }

  func bind(blob bytes: UnsafeRawBufferPointer, at position: Int) throws {
    try connection.check(
      bytes.isEmpty
        ? sqlite3_bind_zeroblob(handle, Int32(position), 0)
        : sqlite3_bind_blob(handle, Int32(position), bytes.baseAddress, Int32(bytes.count), Self.transient))
  }

  private static var empty: UnsafePointer<CChar> {
    // A string literal's storage lives as long as the program.
    UnsafeRawPointer(("" as StaticString).utf8Start).assumingMemoryBound(to: CChar.self)
  }

  func step() throws -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code:
      let fault = SQLiteFault.error(code: code, handle: connection.handle, path: connection.path)
      sqlite3_reset(handle)
      throw fault
    }
  }

  func reset() {
    sqlite3_reset(handle)
  }

  var changes: Int { Int(sqlite3_changes64(connection.handle)) }

  func isNull(_ column: Int) -> Bool { sqlite3_column_type(handle, Int32(column)) == SQLITE_NULL }

  func integer(_ column: Int) -> Int64 { sqlite3_column_int64(handle, Int32(column)) }

  func text(_ column: Int) -> String {
    guard let bytes = sqlite3_column_text(handle, Int32(column)) else { return "" }
    let count = Int(sqlite3_column_bytes(handle, Int32(column)))
    return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  }

  var columnNames: [String] {
    (0..<sqlite3_column_count(handle)).map { sqlite3_column_name(handle, $0).map { String(cString: $0) } ?? "" }
  }

  func value(_ column: Int) -> SQLValue {
    switch sqlite3_column_type(handle, Int32(column)) {
    case SQLITE_INTEGER: .integer(integer(column))
    case SQLITE_TEXT: .text(text(column))
    case SQLITE_BLOB: .blob(blob(column))
    default: .null
    }
  }

  func blob(_ column: Int) -> [UInt8] {
    guard let bytes = sqlite3_column_blob(handle, Int32(column)) else { return [] }
    return Array(UnsafeRawBufferPointer(start: bytes, count: Int(sqlite3_column_bytes(handle, Int32(column)))))
  }
}
