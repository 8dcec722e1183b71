// SPDX-License-Identifier: Apache-2.0

/// A string that can only exist in its one valid form: compared, ordered, stored and printed byte by byte.
public protocol ParsedText: Hashable, Comparable, Codable, CustomStringConvertible, Sendable {
  /// The text as it is stored and printed.
  var rawValue: String { get }

  /// Reads the text without trimming, normalising or folding case.
  ///
  /// - Parameter text: The candidate.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where `text` is not of the type's grammar.
  init(parsing text: some StringProtocol) throws
}

extension ParsedText {
  /// The text as it is stored and printed.
  public var description: String { rawValue }

  /// Orders values by their bytes.
  public static func < (left: Self, right: Self) -> Bool {
    left.rawValue < right.rawValue
  }

  /// Decodes a value from its string form.
  ///
  /// - Parameter decoder: The source.
  /// - Throws: ``TenantError`` where the string is not of the grammar.
  public init(from decoder: any Decoder) throws {
    try self.init(parsing: decoder.singleValueContainer().decode(String.self))
  }

  /// Encodes the value as a string.
  ///
  /// - Parameter encoder: The destination.
  /// - Throws: What the destination throws.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}

extension ParsedText where Self: ExpressibleByStringLiteral, StringLiteralType == StaticString {
  /// Takes a name that stands in the code of a service.
  ///
  /// A literal that is not of the grammar is a mistake in the program and ends it. Reading a name costs more than a decision, so
  /// keep those of hot paths in constants.
  ///
  /// - Parameter value: The name.
  public init(stringLiteral value: StaticString) {
    do {
      try self.init(parsing: value.description)
    } catch {
      preconditionFailure("\(error)")
    }
  }
}
