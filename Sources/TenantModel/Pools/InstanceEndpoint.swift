// SPDX-License-Identifier: Apache-2.0

/// Where an instance answers: `host:port`, or `scheme://host[:port][/path]`.
///
/// Names of users and passwords have no place in it, because it is journaled and printed.
public struct InstanceEndpoint: ParsedText {
  /// The endpoint as it is stored and printed.
  public let rawValue: String

  /// Reads an endpoint byte by byte, without normalising it.
  ///
  /// - Parameter text: The candidate, 1 to 255 printable ASCII characters.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where `text` is not of the grammar.
  public init(parsing text: some StringProtocol) throws {
    guard Self.isValid(String(text)) else {
      throw TenantError(
        .invalidValue, "'\(text.prefix(80))' is not an endpoint",
        hint: "write it like db-1.internal:5432 or https://app-1.internal/, without user and password",
        details: ["value": String(text)])
    }
    rawValue = String(text)
  }

  private static func isValid(_ text: String) -> Bool {
    guard (1...255).contains(text.utf8.count), text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      return false
    }
    guard let separator = text.firstRange(of: "://") else { return isAuthority(text[...], needsPort: true) }
    let scheme = text[..<separator.lowerBound]
    guard let first = scheme.utf8.first, isLetter(first), scheme.utf8.allSatisfy({ isLetter($0) || isDigit($0) }) else {
      return false
    }
    return isAuthority(text[separator.upperBound...].prefix { $0 != "/" }, needsPort: false)
  }

  /// `host`, `host:port`, `[v6]` or `[v6]:port`.
  private static func isAuthority(_ text: Substring, needsPort: Bool) -> Bool {
    let host: Substring
    let rest: Substring
    if text.first == "[" {
      guard let end = text.firstIndex(of: "]") else { return false }
      host = text[text.index(after: text.startIndex)..<end]
      rest = text[text.index(after: end)...]
      guard host.utf8.allSatisfy({ isHexadecimal($0) || $0 == UInt8(ascii: ":") }), host.contains(":") else {
        return false
      }
    } else {
      host = text.prefix { $0 != ":" }
      rest = text[host.endIndex...]
      guard
        host.utf8.allSatisfy({ isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") })
      else { return false }
    }
    guard !host.isEmpty else { return false }
    if rest.isEmpty { return !needsPort }
    let digits = rest.dropFirst()
    guard rest.first == ":", (1...5).contains(digits.count), digits.utf8.allSatisfy(isDigit), let port = Int(digits)
    else { return false }
    return (1...65_535).contains(port)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
  }
}
