// SPDX-License-Identifier: Apache-2.0

/// The identifier of a move: `m_` and 26 lower-case Crockford base-32 characters that carry 128 random bits.
public struct MigrationID: ParsedText {
  /// The identifier as it is stored and printed.
  public let rawValue: String

  /// Reads an identifier byte by byte, without trimming, normalising or folding case.
  ///
  /// - Parameter text: The candidate.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where `text` is not exactly of the grammar.
  public init(parsing text: some StringProtocol) throws {
    // The same grammar as a tenant's id but for its first letter.
    guard text.utf8.first == UInt8(ascii: "m"), TenantID.isValid(Array("t".utf8) + text.utf8.dropFirst()) else {
      throw TenantError(
        .invalidValue, "'\(text.prefix(80))' is not a migration id",
        hint: "an id is 'm_' and 26 characters of 0-9 a-z without i, l, o and u", details: ["value": String(text)])
    }
    rawValue = String(text)
  }

  /// Creates the identifier that carries the given bits.
  ///
  /// - Parameter bits: 128 bits, from a cryptographically secure source.
  public init(bits: UInt128) {
    rawValue = "m" + TenantID(bits: bits).rawValue.dropFirst()
  }
}
