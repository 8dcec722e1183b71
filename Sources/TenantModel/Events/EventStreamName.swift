// SPDX-License-Identifier: Apache-2.0

/// The name of a stream below its tenant: `[a-z0-9][a-z0-9-]{0,39}`.
///
/// It says nothing of a tenant: two tenants' streams of the same name have nothing in common.
public struct EventStreamName: ParsedText {
  /// The name as it is stored and printed.
  public let rawValue: String

  /// Reads a name, without trimming or folding case.
  ///
  /// - Parameter text: The candidate.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where `text` is not of the grammar.
  public init(parsing text: some StringProtocol) throws {
    guard ContextText.isName(text.utf8, joints: "-", limit: 40) else {
      throw ContextText.fault(
        text, "the name of a stream", hint: "use 1 to 40 characters a-z, 0-9 and '-', not starting with '-'")
    }
    rawValue = String(text)
  }
}

extension EventStreamName: ExpressibleByStringLiteral {
  /// Names in code are constants.
  public typealias StringLiteralType = StaticString
}

/// The name of a subscription below its tenant: `[a-z0-9][a-z0-9-]{0,39}`.
public struct EventSubscriptionName: ParsedText {
  /// The name as it is stored and printed.
  public let rawValue: String

  /// Reads a name, without trimming or folding case.
  ///
  /// - Parameter text: The candidate.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where `text` is not of the grammar.
  public init(parsing text: some StringProtocol) throws {
    guard ContextText.isName(text.utf8, joints: "-", limit: 40) else {
      throw ContextText.fault(
        text, "the name of a subscription", hint: "use 1 to 40 characters a-z, 0-9 and '-', not starting with '-'")
    }
    rawValue = String(text)
  }
}

extension EventSubscriptionName: ExpressibleByStringLiteral {
  /// Names in code are constants.
  public typealias StringLiteralType = StaticString
}
