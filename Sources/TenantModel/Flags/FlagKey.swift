// SPDX-License-Identifier: Apache-2.0

/// The name of a flag, as code and operators write it: `[a-z][a-z0-9]*([._-][a-z0-9]+)*`, at most 100 characters.
public struct FlagKey: DigestedName {
  /// The name as it is stored and printed.
  public let rawValue: String
  package let digest: UInt64

  /// Reads a flag's name byte by byte, without trimming or folding case.
  ///
  /// - Parameter text: The candidate.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where `text` is not of the grammar.
  public init(parsing text: some StringProtocol) throws {
    guard DottedName.isValid(text.utf8) else {
      throw TenantError(
        .invalidValue, "'\(text.prefix(80))' is not a valid flag key",
        hint:
          "use at most 100 characters: words of a-z and 0-9 joined by single '.', '_' or '-', like checkout.new-form",
        details: ["value": String(text)])
    }
    rawValue = String(text)
    digest = DottedName.digest(text.utf8)
  }

  /// Compares names byte by byte.
  public static func == (left: FlagKey, right: FlagKey) -> Bool {
    left.digest == right.digest && left.rawValue == right.rawValue
  }

  /// Feeds the hash that was taken when the name was read.
  ///
  /// - Parameter hasher: Takes it.
  public func hash(into hasher: inout Hasher) { hasher.combine(digest) }
}

/// `scope.flags.boolean("checkout.new-form", default: false)`: see ``ParsedText/init(stringLiteral:)``.
extension FlagKey: ExpressibleByStringLiteral {}
