// SPDX-License-Identifier: Apache-2.0

/// What the grammars of a context's texts have in common.
enum ContextText {
  static func isLetterOrDigit(_ byte: UInt8) -> Bool { isLowerCase(byte) || isDigit(byte) }

  static func isLowerCase(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }

  static func isUpperCase(_ byte: UInt8) -> Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) }

  static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  static func isOne(of characters: StaticString, _ byte: UInt8) -> Bool {
    characters.withUTF8Buffer { $0.contains(byte) }
  }

  /// Whether the bytes are `[a-z0-9]` followed by at most so many of `[a-z0-9]` and the joints.
  static func isName(_ bytes: some Collection<UInt8>, joints: StaticString, limit: Int) -> Bool {
    guard (1...limit).contains(bytes.count), let first = bytes.first, isLetterOrDigit(first) else { return false }
    return bytes.allSatisfy { isLetterOrDigit($0) || isOne(of: joints, $0) }
  }

  static func fault(_ text: some StringProtocol, _ noun: String, hint: String) -> TenantError {
    TenantError(
      .invalidValue, "'\(text.prefix(80))' is not \(noun)", hint: hint, details: ["value": String(text.prefix(200))])
  }
}
