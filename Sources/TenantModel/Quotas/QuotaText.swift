// SPDX-License-Identifier: Apache-2.0

/// A value with one canonical text, which is also how documents keep it.
///
/// Reading accepts more spellings than are printed; what is printed reads back as the same value.
public protocol QuotaText: Hashable, Codable, CustomStringConvertible, Sendable {
  /// Reads the value.
  ///
  /// - Parameter text: The candidate.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where `text` is not of the type's grammar.
  init(parsing text: some StringProtocol) throws
}

extension QuotaText {
  /// Decodes a value from its text.
  ///
  /// - Parameter decoder: The source.
  /// - Throws: ``TenantError`` where the text is not of the grammar.
  public init(from decoder: any Decoder) throws {
    try self.init(parsing: decoder.singleValueContainer().decode(String.self))
  }

  /// Encodes the value as its canonical text.
  ///
  /// - Parameter encoder: The destination.
  /// - Throws: What the destination throws.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
