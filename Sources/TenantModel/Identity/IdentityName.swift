// SPDX-License-Identifier: Apache-2.0

/// A word of an identity provider: an issuer, an audience, the name of a claim or its value, as it stands in a token.
///
/// It is compared byte by byte; what is not of ASCII is refused, for some of it has more than one spelling.
public struct IdentityName: ParsedText {
  /// The word as it stands in a token.
  public let rawValue: String

  /// Reads a word, without trimming, normalising or folding case.
  ///
  /// - Parameter text: The candidate: 1 to 256 printable ASCII characters but `"` and `\`, without blanks around them.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where `text` is not of the grammar.
  public init(parsing text: some StringProtocol) throws {
    let bytes = Array(text.utf8)
    let isValid =
      (1...256).contains(bytes.count)
      && bytes.allSatisfy { (0x20...0x7E).contains($0) && !ContextText.isOne(of: "\"\\", $0) }
      && bytes.first != 0x20 && bytes.last != 0x20
    guard isValid else {
      throw ContextText.fault(
        text, "a word of an identity provider",
        hint: "use 1 to 256 printable ASCII characters but quotes and backslashes, without blanks around them")
    }
    rawValue = String(text)
  }
}

/// How identity tokens may be signed; there is no shared secret among them, and nothing that signs nothing.
public enum IdentityAlgorithm: String, CaseIterable, Codable, Sendable {
  /// RSASSA-PKCS1-v1_5 with SHA-256.
  case rs256 = "RS256"
  /// RSASSA-PSS with SHA-256.
  case ps256 = "PS256"
  /// ECDSA on P-256 with SHA-256.
  case es256 = "ES256"
  /// ECDSA on P-384 with SHA-384.
  case es384 = "ES384"
  /// Ed25519.
  case edDSA = "EdDSA"
}
