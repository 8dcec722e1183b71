// SPDX-License-Identifier: Apache-2.0

/// The type that all values of a flag have.
public enum FlagKind: String, CaseIterable, Codable, Sendable {
  /// `true` or `false`.
  case boolean
  /// Text.
  case string
  /// A number, kept with the digits it was written with.
  case number
  /// A JSON object.
  case object

  /// Whether a value is of this type.
  ///
  /// - Parameter value: The value.
  /// - Returns: `true` where it is; `null` and arrays are of no type.
  public func admits(_ value: JSONValue) -> Bool {
    switch (self, value) {
    case (.boolean, .bool), (.string, .string), (.object, .object): true
    // A service reads numbers as floating point, and must not meet infinity.
    case (.number, .number(let digits)): Double(digits)?.isFinite == true
    default: false
    }
  }

  /// Reads a value of this type as an operator writes it: text is taken literally, all else as JSON.
  ///
  /// - Parameter text: The candidate.
  /// - Returns: The value.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/flagTypeMismatch`` where `text` is not a value of the type.
  public func value(parsing text: some StringProtocol) throws -> JSONValue {
    if self == .string { return .string(String(text)) }
    guard let value = try? JSONValue(parsing: text), admits(value) else {
      throw TenantError(
        .flagTypeMismatch, "'\(text.prefix(80))' is not a value of a flag of kind '\(rawValue)'",
        hint: "such values look like \(example)", details: ["value": String(text), "kind": rawValue])
    }
    return value
  }

  private var example: String {
    switch self {
    case .boolean: "true or false"
    case .string: "any text"
    case .number: "42 or 0.25"
    case .object: #"{"color":"blue"}"#
    }
  }
}
