// SPDX-License-Identifier: Apache-2.0

/// A part of a flag that is written in the language of rules, and kept as that text wherever it is kept.
public protocol FlagText: Codable, CustomStringConvertible, Sendable {
  /// Reads the text.
  ///
  /// - Parameter text: The candidate.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where `text` is not of the grammar.
  init(parsing text: some StringProtocol) throws
}

extension FlagText {
  /// Decodes a value from its text.
  ///
  /// - Parameter decoder: The source.
  /// - Throws: ``TenantError`` where the text is not of the grammar.
  public init(from decoder: any Decoder) throws {
    try self.init(parsing: decoder.singleValueContainer().decode(String.self))
  }

  /// Encodes the value as its text.
  ///
  /// - Parameter encoder: The destination.
  /// - Throws: What the destination throws.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

extension FlagRule: FlagText {}
extension FlagPrerequisite: FlagText {}
extension FlagWeights: FlagText {}
extension FlagBucketing.Subject: FlagText {}
