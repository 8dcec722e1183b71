// SPDX-License-Identifier: Apache-2.0

/// The identifier of a signing key: `k_` and 26 lower-case Crockford base-32 characters that carry 128 random bits.
///
/// The grammar leaves no room for a path or a pattern, so that an identifier from a token can be looked up as it is.
public struct ContextKeyID: ParsedText {
  /// The identifier as it is stored and printed.
  public let rawValue: String

  /// Reads an identifier byte by byte, without trimming, normalising or folding case.
  ///
  /// - Parameter text: The candidate.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where `text` is not exactly of the grammar.
  public init(parsing text: some StringProtocol) throws {
    // The same grammar as a tenant's id but for its first letter.
    guard text.utf8.first == UInt8(ascii: "k"), TenantID.isValid(Array("t".utf8) + text.utf8.dropFirst()) else {
      throw ContextText.fault(
        text, "a key id", hint: "an id is 'k_' and 26 characters of 0-9 a-z without i, l, o and u")
    }
    rawValue = String(text)
  }

  /// Creates the identifier that carries the given bits.
  ///
  /// - Parameter bits: 128 bits, from a cryptographically secure source.
  public init(bits: UInt128) {
    rawValue = "k" + TenantID(bits: bits).rawValue.dropFirst()
  }
}
