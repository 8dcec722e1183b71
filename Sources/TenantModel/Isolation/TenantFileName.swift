// SPDX-License-Identifier: Apache-2.0

/// The name of a file of a tenant, like `reports/2026-11.csv`.
///
/// One to eight parts with `/` between, each of 1 to 100 characters `a-z`, `0-9`, `.`, `_` and `-`, that begins and ends with
/// a letter or digit. No part leads elsewhere, no two names are the same where case does not count, and none is that of a
/// device of another system.
public struct TenantFileName: ParsedText {
  /// The name as it is sealed and returned.
  public let rawValue: String

  /// Reads a name, without trimming or folding case.
  ///
  /// - Parameter text: The candidate.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where `text` is not of the grammar.
  public init(parsing text: some StringProtocol) throws {
    let parts = Array(text.utf8).split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard parts.count <= 8, parts.allSatisfy(Self.isPart) else {
      throw ContextText.fault(
        text, "the name of a file", hint: "use parts of a-z, 0-9 and '._-' with '/' between, like reports/2026-11.csv")
    }
    rawValue = String(text)
  }

  private static func isPart(_ part: ArraySlice<UInt8>) -> Bool {
    guard ContextText.isName(part, joints: "._-", limit: 100), let last = part.last, ContextText.isLetterOrDigit(last)
    else { return false }
    let stem = String(decoding: part.prefix { $0 != UInt8(ascii: ".") }, as: UTF8.self)
    return !devices.contains(stem)
  }

  private static let devices: Set<String> = Set(
    ["con", "prn", "aux", "nul"] + ["com", "lpt"].flatMap { name in (0...9).map { "\(name)\($0)" } })
}
