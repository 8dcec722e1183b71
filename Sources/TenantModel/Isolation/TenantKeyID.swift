// SPDX-License-Identifier: Apache-2.0

/// The identifier of a tenant's root key: `r_` and 26 lower-case Crockford base-32 characters that carry 128 random bits.
package struct TenantKeyID: ParsedText {
  /// The identifier as it is stored and printed.
  package let rawValue: String

  /// Reads an identifier byte by byte, without trimming, normalising or folding case.
  ///
  /// - Parameter text: The candidate.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where `text` is not exactly of the grammar.
  package init(parsing text: some StringProtocol) throws {
    // The same grammar as a tenant's id but for its first letter.
    guard text.utf8.first == UInt8(ascii: "r"), TenantID.isValid(Array("t".utf8) + text.utf8.dropFirst()) else {
      throw ContextText.fault(
        text, "the id of a tenant's key", hint: "an id is 'r_' and 26 characters of 0-9 a-z without i, l, o and u")
    }
    rawValue = String(text)
  }

  /// Creates the identifier that carries the given bits.
  ///
  /// - Parameter bits: 128 bits, from a cryptographically secure source.
  package init(bits: UInt128) {
    rawValue = "r" + TenantID(bits: bits).rawValue.dropFirst()
  }
}
