// SPDX-License-Identifier: Apache-2.0

/// A value on its way into or out of a statement on a tenant's database.
public enum TenantDatabaseValue: Hashable, Sendable {
  /// No value.
  case null
  /// A whole number.
  case integer(Int64)
  /// A number with a fraction.
  case real(Double)
  /// Text; octets that are no UTF-8 are read as the mark that replaces them.
  case text(String)
  /// Bytes.
  case blob([UInt8])
}

extension TenantDatabaseValue: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByStringLiteral,
  ExpressibleByNilLiteral
{
  /// Takes a whole number.
  public init(integerLiteral value: Int64) { self = .integer(value) }

  /// Takes a number with a fraction.
  public init(floatLiteral value: Double) { self = .real(value) }

  /// Takes a text.
  public init(stringLiteral value: String) { self = .text(value) }

  /// Takes no value.
  public init(nilLiteral: ()) { self = .null }
}

extension TenantDatabaseValue {
  /// The whole number; `nil` where it is something else.
  public var integer: Int64? { if case .integer(let value) = self { value } else { nil } }

  /// The number with a fraction; `nil` where it is something else, a whole number too.
  public var real: Double? { if case .real(let value) = self { value } else { nil } }

  /// The text; `nil` where it is something else.
  public var text: String? { if case .text(let value) = self { value } else { nil } }

  /// The bytes; `nil` where it is something else.
  public var blob: [UInt8]? { if case .blob(let value) = self { value } else { nil } }
}

/// A row that a statement on a tenant's database answered.
public struct TenantDatabaseRow: Equatable, Sendable {
  /// The names of the columns, as the statement gives them.
  public let columns: [String]
  /// The values, in the order of the columns.
  public let values: [TenantDatabaseValue]

  package init(columns: [String], values: [TenantDatabaseValue]) {
    self.columns = columns
    self.values = values
  }

  /// The value of a column.
  ///
  /// - Parameter index: The column's place, from 0; one that the row does not have ends the program, as with an array.
  public subscript(index: Int) -> TenantDatabaseValue { values[index] }

  /// The value of a column.
  ///
  /// - Parameter name: The column's name; `nil` is answered where the row has none of that name.
  public subscript(name: String) -> TenantDatabaseValue? { columns.firstIndex(of: name).map { values[$0] } }
}
