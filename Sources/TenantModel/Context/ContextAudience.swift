// SPDX-License-Identifier: Apache-2.0

/// For whom a context is: a trust domain and a class of services in it, like `prod.example/orders`.
///
/// It is compared byte by byte. The grammar has no list and no wildcard, so one context is never for two audiences.
public struct ContextAudience: ParsedText {
  /// The audience as it is signed and printed.
  public let rawValue: String

  /// Reads an audience, without trimming or folding case.
  ///
  /// - Parameter text: The candidate: `[a-z0-9][a-z0-9.-]*/[a-z0-9][a-z0-9-]*`, at most 100 characters.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where `text` is not of the grammar.
  public init(parsing text: some StringProtocol) throws {
    let parts = Array(text.utf8).split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard text.utf8.count <= 100, parts.count == 2, ContextText.isName(parts[0], joints: ".-", limit: 98),
      ContextText.isName(parts[1], joints: "-", limit: 98)
    else {
      throw ContextText.fault(
        text, "an audience", hint: "write the trust domain and the class of services, like prod.example/orders")
    }
    rawValue = String(text)
  }
}

/// Who signs contexts: the identity of a store, `[a-z0-9][a-z0-9._:-]{0,63}`.
public struct ContextIssuer: ParsedText {
  /// The issuer as it is signed and printed.
  public let rawValue: String

  /// Reads an issuer, without trimming or folding case.
  ///
  /// - Parameter text: The candidate.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where `text` is not of the grammar.
  public init(parsing text: some StringProtocol) throws {
    guard ContextText.isName(Array(text.utf8), joints: "._:-", limit: 64) else {
      throw ContextText.fault(text, "an issuer", hint: "use 1 to 64 characters a-z, 0-9 and '._:-'")
    }
    rawValue = String(text)
  }
}
