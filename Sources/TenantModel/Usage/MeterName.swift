// SPDX-License-Identifier: Apache-2.0

/// The name of something that is counted, like `http.requests`: `[a-z][a-z0-9]*([._-][a-z0-9]+)*`, at most 100 characters.
///
/// A name that ends in a unit, like `http.response_bytes`, tells readers what one is; quantities are whole numbers of the smallest
/// unit that matters.
public struct MeterName: ParsedText {
  /// The name as it is stored and printed.
  public let rawValue: String

  /// Reads a name byte by byte, without trimming or folding case.
  ///
  /// - Parameter text: The candidate.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where `text` is not exactly of the grammar.
  public init(parsing text: some StringProtocol) throws {
    guard DottedName.isValid(text.utf8) else {
      throw TenantError(
        .invalidValue, "'\(text.prefix(80))' is not a valid meter",
        hint: "use 1 to 100 characters a-z and 0-9, starting with a letter, in words joined by '.', '_' or '-'",
        details: ["value": String(text)])
    }
    rawValue = String(text)
  }
}
