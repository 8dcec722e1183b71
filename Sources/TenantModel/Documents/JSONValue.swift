// SPDX-License-Identifier: Apache-2.0

/// A JSON value whose numbers keep the digits they were written with, so that no amount passes through floating point.
public enum JSONValue: Hashable, Sendable {
  /// `null`.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// A number, as its JSON text.
  case number(String)
  /// A string.
  case string(String)
  /// An array.
  case array([JSONValue])
  /// An object; keys are written in ascending order.
  case object([String: JSONValue])

  /// Creates a whole number.
  ///
  /// - Parameter value: The number.
  public init(_ value: some BinaryInteger) {
    self = .number(String(value))
  }

  /// The string, where this is one.
  public var string: String? {
    if case .string(let value) = self { value } else { nil }
  }

  /// The truth value, where this is one.
  public var bool: Bool? {
    if case .bool(let value) = self { value } else { nil }
  }

  /// The number's text, where this is a number.
  public var number: String? {
    if case .number(let value) = self { value } else { nil }
  }

  /// The elements, where this is an array.
  public var array: [JSONValue]? {
    if case .array(let value) = self { value } else { nil }
  }

  /// The members, where this is an object.
  public var object: [String: JSONValue]? {
    if case .object(let value) = self { value } else { nil }
  }

  /// The member with the given key, where this is an object that has it.
  ///
  /// - Parameter key: The member's name.
  public subscript(key: String) -> JSONValue? {
    object?[key]
  }
}

extension JSONValue: CustomStringConvertible {
  /// Canonical text: keys ascending, no white space, numbers as they were written.
  public var description: String {
    var text = ""
    write(to: &text)
    return text
  }

  /// Appends the canonical text.
  ///
  /// - Parameter text: What to append to.
  public func write(to text: inout String) {
    switch self {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .number(let value): text += value
    case .string(let value): Self.writeQuoted(value, to: &text)
    case .array(let elements):
      text += "["
      for (index, element) in elements.enumerated() {
        if index > 0 { text += "," }
        element.write(to: &text)
      }
      text += "]"
    case .object(let members):
      text += "{"
      for (index, key) in members.keys.sorted().enumerated() {
        if index > 0 { text += "," }
        Self.writeQuoted(key, to: &text)
        text += ":"
        members[key, default: .null].write(to: &text)
      }
      text += "}"
    }
  }

  /// Appends a string in quotes, escaping no more than RFC 8259 asks for.
  ///
  /// - Parameters:
  ///   - value: The string.
  ///   - text: What to append to.
  public static func writeQuoted(_ value: String, to text: inout String) {
    text += "\""
    defer { text += "\"" }
    // Most strings are written as they are.
    if value.utf8.allSatisfy({ $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) {
      text += value
      return
    }
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "\u{0}"..<" ":
        let hex = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: text.unicodeScalars.append(scalar)
      }
    }
  }
}

extension JSONValue: Codable {
  /// Decodes any JSON value; numbers are kept exactly where they are whole or decimal literals the decoder preserves.
  ///
  /// - Parameter decoder: The source, which must hold the canonical text as a string.
  /// - Throws: ``TenantError`` where the text is not JSON.
  public init(from decoder: any Decoder) throws {
    // Nested JSON would pass numbers through the decoder's own number type; as text nothing is lost.
    self = try JSONValue(parsing: decoder.singleValueContainer().decode(String.self))
  }

  /// Encodes the value as a string that holds its canonical text.
  ///
  /// - Parameter encoder: The destination.
  /// - Throws: What the destination throws.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
