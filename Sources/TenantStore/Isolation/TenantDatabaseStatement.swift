// SPDX-License-Identifier: Apache-2.0

import CSQLite
package import TenantModel

/// A statement on a tenant's database, for one run.
final class TenantDatabaseStatement {
  let handle: OpaquePointer
  private let connection: TenantDatabaseConnection
  /// The engine copies what is bound.
  private static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

  /// Compiles a statement.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/databaseRefused``, also where there is more than one statement, or none.
  init(_ sql: String, on connection: TenantDatabaseConnection) throws {
    self.connection = connection
    let refusal = TenantDatabaseFault.statement.error("there is not exactly one statement", hint: "run one at a time")
    // What follows a zero the engine would not see.
    guard !sql.utf8.contains(0) else { throw refusal }
    let (code, compiled, isAlone) = sql.withCString { text in
      var compiled: OpaquePointer?
      var next: OpaquePointer?
      var rest: UnsafePointer<CChar>?
      let code = sqlite3_prepare_v2(connection.handle, text, -1, &compiled, &rest)
      guard code == SQLITE_OK else { return (code, compiled, false) }
      // Blanks and remarks may follow.
      let isAlone = sqlite3_prepare_v2(connection.handle, rest, -1, &next, nil) == SQLITE_OK && next == nil
      sqlite3_finalize(next)
      return (code, compiled, isAlone)
    }
    guard code == SQLITE_OK else { throw connection.fault(code) }
    guard let compiled, isAlone else {
      sqlite3_finalize(compiled)
      throw refusal
    }
    handle = compiled
  }

  deinit {
    sqlite3_finalize(handle)
  }

  func bind(_ values: [TenantDatabaseValue]) throws {
    let count = Int(sqlite3_bind_parameter_count(handle))
    guard values.count == count else {
      throw TenantDatabaseFault.statement.error(
        "the statement takes \(count) values and not \(values.count)", hint: "give one for each parameter")
    }
    for (position, value) in zip(Int32(1)..., values) {
      let code =
        switch value {
        case .null: sqlite3_bind_null(handle, position)
        case .integer(let number): sqlite3_bind_int64(handle, position, number)
        case .real(let number): sqlite3_bind_double(handle, position, number)
        case .text(let text):
          sqlite3_bind_text64(
            handle, position, text, UInt64(text.utf8.count), Self.transient, UInt8(SQLITE_UTF8))
        case .blob(let bytes):
          bytes.isEmpty
            ? sqlite3_bind_zeroblob(handle, position, 0)
            : sqlite3_bind_blob64(handle, position, bytes, UInt64(bytes.count), Self.transient)
        }
      guard code == SQLITE_OK else { throw connection.fault(code) }
    }
  }

  /// Goes on to the next row.
  ///
  /// - Returns: Whether there is one.
  func step() throws -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code: throw connection.fault(code)
    }
  }

  var columns: [String] {
    (0..<sqlite3_column_count(handle)).map { String(cString: sqlite3_column_name(handle, $0)) }
  }

  var values: [TenantDatabaseValue] { (0..<sqlite3_column_count(handle)).map(value) }

  private func value(_ column: Int32) -> TenantDatabaseValue {
    func bytes(_ start: UnsafeRawPointer?) -> UnsafeRawBufferPointer {
      UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column)))
    }
    return switch sqlite3_column_type(handle, column) {
    case SQLITE_INTEGER: .integer(sqlite3_column_int64(handle, column))
    case SQLITE_FLOAT: .real(sqlite3_column_double(handle, column))
    case SQLITE_TEXT: .text(String(decoding: bytes(sqlite3_column_text(handle, column)), as: UTF8.self))
    case SQLITE_BLOB: .blob(Array(bytes(sqlite3_column_blob(handle, column))))
    default: .null
    }
  }
}

extension TenantDatabaseConnection {
  /// Runs a statement of the tenant in the transaction that was begun.
  ///
  /// - Parameters:
  ///   - sql: The statement, exactly one.
  ///   - values: What its parameters stand for, one each.
  ///   - visit: Takes each row, and says whether it wants the next.
  /// - Returns: How many rows were changed.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/databaseRefused`` or one about the file, or what `visit` throws.
  @discardableResult
  package func run(
    _ sql: String, _ values: [TenantDatabaseValue], _ visit: (TenantDatabaseRow) throws -> Bool
  ) throws -> Int {
    try requireTransaction()
    let statement = try TenantDatabaseStatement(sql, on: self)
    try statement.bind(values)
    let columns = statement.columns
    let before = sqlite3_total_changes64(handle)
    while try statement.step() {
      guard try visit(TenantDatabaseRow(columns: columns, values: statement.values)) else { break }
    }
    // What a statement about the schema leaves there is the number of an earlier one.
    return sqlite3_total_changes64(handle) == before ? 0 : Int(sqlite3_changes64(handle))
  }
}
