// SPDX-License-Identifier: Apache-2.0

/// The name of a quota, like `api.requests`: words of a-z and 0-9 joined by single `.`, `_` or `-`, at most 100 characters.
public struct QuotaKey: DigestedName {
  /// The name as it is stored and printed.
  public let rawValue: String
  package let digest: UInt64

  /// Reads a quota's name byte by byte, without trimming or folding case.
  ///
  /// - Parameter text: The candidate.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where `text` is not of the grammar.
  public init(parsing text: some StringProtocol) throws {
    guard let name = try? MeterName(parsing: text) else {
      throw TenantError(
        .invalidValue, "'\(text.prefix(80))' is not a valid quota name",
        hint: "use at most 100 characters: words of a-z and 0-9 joined by single '.', '_' or '-', like api.requests",
        details: ["value": String(text)])
    }
    rawValue = name.rawValue
    digest = DottedName.digest(text.utf8)
  }

  /// The meter that a quota of this name counts unless it names another: the one of the same name.
  ///
  /// - Returns: The meter.
  /// - Throws: Nothing in practice, for both names share one grammar.
  public func meter() throws -> MeterName {
    try MeterName(parsing: rawValue)
  }

  /// Compares names byte by byte.
  public static func == (left: QuotaKey, right: QuotaKey) -> Bool {
    left.digest == right.digest && left.rawValue == right.rawValue
  }

  /// Feeds the hash that was taken when the name was read.
  ///
  /// - Parameter hasher: Takes it.
  public func hash(into hasher: inout Hasher) { hasher.combine(digest) }
}

/// `scope.quotas.admit("api.requests")`: see ``ParsedText/init(stringLiteral:)``.
extension QuotaKey: ExpressibleByStringLiteral {}
