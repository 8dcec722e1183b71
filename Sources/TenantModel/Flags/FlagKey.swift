// SPDX-License-Identifier: Apache-2.0

/// The name of a flag, as code and operators write it: `[a-z][a-z0-9]*([._-][a-z0-9]+)*`, at most 100 characters.
public struct FlagKey: ParsedText {
  /// The name as it is stored and printed.
  public let rawValue: String

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
  }
}
