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
    guard Self.isValid(text.utf8) else {
      throw TenantError(
        .invalidValue, "'\(text.prefix(80))' is not a valid flag key",
        hint:
          "use at most 100 characters: words of a-z and 0-9 joined by single '.', '_' or '-', like checkout.new-form",
        details: ["value": String(text)])
    }
    rawValue = String(text)
  }

  private static func isValid(_ bytes: some Collection<UInt8>) -> Bool {
    guard (1...100).contains(bytes.count) else { return false }
    var previous: UInt8?
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"): break
      case UInt8(ascii: "0")...UInt8(ascii: "9"): if previous == nil { return false }
      case UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
        guard let previous, !isSeparator(previous) else { return false }
      default: return false
      }
      previous = byte
    }
    return previous.map { !isSeparator($0) } ?? false
  }

  private static func isSeparator(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
  }
}
