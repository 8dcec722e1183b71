// SPDX-License-Identifier: Apache-2.0

/// On whose behalf a context is used: a pseudonym of a user or a job, or `system:NAME` where the service itself started.
public struct ContextPrincipal: ParsedText {
  /// The principal as it is signed and printed.
  public let rawValue: String

  /// Reads a principal, without trimming or folding case.
  ///
  /// - Parameter text: The candidate: 1 to 128 characters `A-Z`, `a-z`, `0-9` and `._:@+=/-`.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where `text` is not of the grammar.
  public init(parsing text: some StringProtocol) throws {
    let bytes = text.utf8
    let isValid =
      (1...128).contains(bytes.count)
      && bytes.allSatisfy {
        ContextText.isLetterOrDigit($0) || ContextText.isUpperCase($0) || ContextText.isOne(of: "._:@+=/-", $0)
      }
    guard isValid else {
      throw ContextText.fault(text, "a principal", hint: "use 1 to 128 characters A-Z, a-z, 0-9 and '._:@+=/-'")
    }
    rawValue = String(text)
  }
}

/// The immediate caller as the transport authenticates it: a SPIFFE id, like `spiffe://prod.example/orders/7`.
public struct ContextCaller: ParsedText {
  /// The id as it is signed and printed.
  public let rawValue: String

  /// Reads a SPIFFE id, without trimming or folding case.
  ///
  /// - Parameter text: The candidate: `spiffe://`, a trust domain, and a path of at least one part; at most 200 characters.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where `text` is not of the grammar.
  public init(parsing text: some StringProtocol) throws {
    let scheme = "spiffe://"
    let parts = Array(text.utf8.dropFirst(scheme.utf8.count))
      .split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard text.utf8.starts(with: scheme.utf8), text.utf8.count <= 200, parts.count >= 2,
      ContextText.isName(parts[0], joints: "._-", limit: 180), parts.dropFirst().allSatisfy(Self.isPart)
    else {
      throw ContextText.fault(text, "a SPIFFE id", hint: "write it like spiffe://prod.example/orders")
    }
    rawValue = String(text)
  }

  /// Whether the bytes are a part of a path; `.` and `..` are none.
  private static func isPart(_ bytes: some Collection<UInt8>) -> Bool {
    let isDots = bytes.count <= 2 && bytes.allSatisfy { $0 == UInt8(ascii: ".") }
    return !bytes.isEmpty && !isDots
      && bytes.allSatisfy {
        ContextText.isLetterOrDigit($0) || ContextText.isUpperCase($0) || ContextText.isOne(of: "._-", $0)
      }
  }
}

/// What a context may be used for, like `orders.write`: `[a-z][a-z0-9]*([._-][a-z0-9]+)*`, at most 100 characters.
///
/// Purposes are compared as they are: `orders` does not include `orders.write`, and there is no wildcard.
public struct ContextPurpose: ParsedText {
  /// The purpose as it is signed and printed.
  public let rawValue: String

  /// Reads a purpose, without trimming or folding case.
  ///
  /// - Parameter text: The candidate.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where `text` is not of the grammar.
  public init(parsing text: some StringProtocol) throws {
    guard DottedName.isValid(text.utf8) else {
      throw ContextText.fault(text, "a purpose", hint: "write it like orders.write")
    }
    rawValue = String(text)
  }
}
