// SPDX-License-Identifier: Apache-2.0

/// A value on its way into or out of a statement.
enum SQLValue: Equatable {
  case null
  case integer(Int64)
  case text(String)
  case blob([UInt8])
}

/// One connection to a database engine: the seam behind which engines differ.
///
/// Statements are written once, in the subset that SQLite 3.40 and PostgreSQL 15 share, with `?1`, `?2`, … as
/// placeholders; a driver translates what its engine spells differently.
protocol SQLDriver: AnyObject {
  /// Compiles a statement, or returns the one compiled earlier from the same text, reset.
  func statement(_ sql: String) throws -> any SQLStatement

  /// Runs statements without parameters or results.
  func execute(_ script: String) throws

  /// Starts a transaction that sees one consistent state.
  func beginRead() throws

  /// Starts a transaction that holds the right to write from its first moment.
  func beginWrite() throws

  /// Ends the current transaction and keeps what it wrote.
  func commit() throws

  /// Ends the current transaction and forgets what it wrote; safe where none is open.
  func rollback()

  /// Whether a transaction is open; a failed statement may have ended it.
  var isInTransaction: Bool { get }

  /// A number that differs from the last answer where another connection has committed since; outside of transactions.
  func changeCounter() throws -> Int64

  /// Whether what is committed survives a loss of power from the moment on in which ``commit()`` returns.
  func commitsDurably() throws -> Bool

  /// The statements that create a table or index in the engine's own dialect.
  func render(_ definition: SchemaDefinition) -> String
}

/// A compiled statement; values are valid until the next ``step()`` or ``reset()``.
protocol SQLStatement: AnyObject {
  /// Sets the parameter at a position counted from 1.
  func bind(_ value: SQLValue, at position: Int) throws

  /// Sets a text parameter from UTF-8 bytes, without a `String` in between; the bytes are copied.
  func bind(utf8 bytes: UnsafeBufferPointer<UInt8>, at position: Int) throws

  /// Sets a parameter of bytes; they are copied.
  func bind(blob bytes: UnsafeRawBufferPointer, at position: Int) throws

  /// Moves to the next row; `false` where there is none.
  func step() throws -> Bool

  /// Makes the statement ready to be bound and run again; parameters keep their values until they are bound anew.
  func reset()

  /// How many parameters the statement has.
  var parameterCount: Int { get }

  /// Rows changed by the last run.
  var changes: Int { get }

  /// The value of a column counted from 0.
  func isNull(_ column: Int) -> Bool
  func integer(_ column: Int) -> Int64
  func text(_ column: Int) -> String
  func blob(_ column: Int) -> [UInt8]

  /// The names of the columns, and the value of one whatever its type.
  var columnNames: [String] { get }
  func value(_ column: Int) -> SQLValue
}

/// The current row of a statement.
struct SQLRow {
  fileprivate let statement: any SQLStatement

  init(_ statement: any SQLStatement) {
    self.statement = statement
  }

  func isNull(_ column: Int) -> Bool { statement.isNull(column) }
  func integer(_ column: Int) -> Int64 { statement.integer(column) }
  func text(_ column: Int) -> String { statement.text(column) }
  func blob(_ column: Int) -> [UInt8] { statement.blob(column) }
  func value(_ column: Int) -> SQLValue { statement.value(column) }
  var columnNames: [String] { statement.columnNames }
  func bool(_ column: Int) -> Bool { statement.integer(column) != 0 }
  func optionalText(_ column: Int) -> String? { isNull(column) ? nil : text(column) }
  func optionalInteger(_ column: Int) -> Int64? { isNull(column) ? nil : integer(column) }
}

extension SQLValue: ExpressibleByIntegerLiteral, ExpressibleByStringLiteral, ExpressibleByNilLiteral {
  init(integerLiteral value: Int64) { self = .integer(value) }
  init(stringLiteral value: String) { self = .text(value) }
  init(nilLiteral: ()) { self = .null }

  init(_ value: String?) { self = value.map(SQLValue.text) ?? .null }
  init(_ value: Int64?) { self = value.map(SQLValue.integer) ?? .null }
  init(_ value: Bool) { self = .integer(value ? 1 : 0) }
}
