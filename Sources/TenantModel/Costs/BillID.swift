// SPDX-License-Identifier: Apache-2.0

/// The name under which a bill was imported: 1 to 100 characters `A-Z a-z 0-9 . _ -`, starting with a letter or digit.
public struct BillID: ParsedText {
  /// The name as it is stored and printed.
  public let rawValue: String

  /// Reads a name, without trimming or folding case.
  ///
  /// - Parameter text: The candidate.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where `text` is not of the grammar.
  public init(parsing text: some StringProtocol) throws {
    let bytes = text.utf8
    let isValid =
      (1...100).contains(bytes.count) && bytes.first.map(Self.isLetterOrDigit) == true
      && bytes.allSatisfy { Self.isLetterOrDigit($0) || Self.separators.contains($0) }
    guard isValid else {
      throw TenantError(
        .invalidValue, "'\(text.prefix(80))' is not a name for a bill",
        hint: "use 1 to 100 characters A-Z, a-z, 0-9, '.', '_' and '-', starting with a letter or digit",
        details: ["value": String(text.prefix(200))])
    }
    rawValue = String(text)
  }

  /// Makes a name out of any text, by replacing what the grammar does not allow.
  ///
  /// - Parameter text: Any text, for example the name of a file.
  /// - Returns: The name, or `nil` where nothing usable remains.
  public static func derived(from text: some StringProtocol) -> BillID? {
    let replaced = text.utf8.map { isLetterOrDigit($0) || separators.contains($0) ? $0 : UInt8(ascii: "-") }
    let kept = replaced.drop { !isLetterOrDigit($0) }.prefix(100)
    return try? BillID(parsing: String(decoding: kept, as: UTF8.self))
  }

  private static let separators: [UInt8] = [UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-")]

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }
}
