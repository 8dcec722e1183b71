// SPDX-License-Identifier: Apache-2.0

/// A short name that operators type: `[a-z][a-z0-9-]{1,38}[a-z0-9]`, so 3 to 40 characters.
///
/// It is for display and selection only, never an authority. Tiers, pools, flags and other operator-named things use the
/// same grammar.
public struct Slug: ParsedText {
  /// The name as it is stored and printed.
  public let rawValue: String

  /// Reads a name byte by byte, without trimming, normalising or folding case.
  ///
  /// - Parameter text: The candidate.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where `text` is not exactly of the grammar.
  public init(parsing text: some StringProtocol) throws {
    guard Self.isValid(text.utf8) else {
      throw TenantError(
        .invalidValue, "'\(text.prefix(80))' is not a valid name",
        hint: "use 3 to 40 characters a-z, 0-9 and '-', starting with a letter and not ending with '-'",
        details: ["value": String(text)])
    }
    rawValue = String(text)
  }

  static func isValid(_ bytes: some Collection<UInt8>) -> Bool {
    let count = bytes.count
    guard (3...40).contains(count) else { return false }
    var position = 0
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"): break
      case UInt8(ascii: "0")...UInt8(ascii: "9"): if position == 0 { return false }
      case UInt8(ascii: "-"): if position == 0 || position == count - 1 { return false }
      default: return false
      }
      position += 1
    }
    return true
  }
}
