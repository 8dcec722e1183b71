// SPDX-License-Identifier: Apache-2.0

/// The value of an attribute in a request.
public enum FlagAttributeValue: Hashable, Sendable {
  /// Text; conditions on numbers and versions read it where it has the form of one.
  case string(String)
  /// A number.
  case number(Double)
  /// A truth value, which conditions spell `true` and `false`.
  case bool(Bool)
}

extension FlagAttributeValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
  ExpressibleByBooleanLiteral
{
  /// Creates text.
  public init(stringLiteral value: String) { self = .string(value) }
  /// Creates a number.
  public init(integerLiteral value: Int) { self = .number(Double(value)) }
  /// Creates a number.
  public init(floatLiteral value: Double) { self = .number(value) }
  /// Creates a truth value.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension FlagAttributeValue: CustomStringConvertible {
  /// The value as an explanation prints it; whole numbers without decimals.
  public var description: String {
    switch self {
    case .string(let text): text
    case .number(let number): Int64(exactly: number).map(String.init) ?? String(number)
    case .bool(let value): value ? "true" : "false"
    }
  }
}

extension FlagAttributeValue {
  /// The number that the value is or spells.
  var numeric: Double? {
    switch self {
    case .number(let number): number
    case .string(let text): Self.number(parsing: text)
    case .bool: nil
    }
  }

  /// Reads a decimal number; no hexadecimal digits, infinities or white space, which `Double` would take.
  static func number(parsing text: String) -> Double? {
    let plain = text.utf8.allSatisfy { byte in
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "+-.eE".utf8.contains(byte)
    }
    return plain ? Double(text) : nil
  }
}
