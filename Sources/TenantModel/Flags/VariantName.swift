// SPDX-License-Identifier: Apache-2.0

/// The name of one of a flag's variants: `[A-Za-z0-9][A-Za-z0-9._-]{0,99}`.
public struct VariantName: ParsedText {
  /// The name as it is stored and printed.
  public let rawValue: String

  /// Reads a variant's name byte by byte, without trimming or folding case.
  ///
  /// - Parameter text: The candidate.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where `text` is not of the grammar.
  public init(parsing text: some StringProtocol) throws {
    guard Self.isValid(text.utf8) else {
      throw TenantError(
        .invalidValue, "'\(text.prefix(80))' is not a valid variant name",
        hint: "use 1 to 100 characters a-z, A-Z, 0-9, '.', '_' and '-', starting with a letter or digit",
        details: ["value": String(text)])
    }
    rawValue = String(text)
  }

  private init(known rawValue: String) {
    self.rawValue = rawValue
  }

  /// The variant that a boolean flag serves as true.
  public static let on = VariantName(known: "on")
  /// The variant that a boolean flag serves as false.
  public static let off = VariantName(known: "off")

  private static func isValid(_ bytes: some Collection<UInt8>) -> Bool {
    guard (1...100).contains(bytes.count) else { return false }
    var isFirst = true
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        break
      case UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"): if isFirst { return false }
      default: return false
      }
      isFirst = false
    }
    return true
  }
}
