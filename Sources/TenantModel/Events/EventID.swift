// SPDX-License-Identifier: Apache-2.0

/// What tells an event from all others of its tenant, incarnation and stream: `[A-Za-z0-9][A-Za-z0-9._:-]{0,127}`.
///
/// Whoever publishes chooses it, so that a repeated publish is recognised.
public struct EventID: ParsedText {
  /// The identifier as it is stored and printed.
  public let rawValue: String

  /// Reads an identifier, without trimming or folding case.
  ///
  /// - Parameter text: The candidate.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where `text` is not of the grammar.
  public init(parsing text: some StringProtocol) throws {
    guard EventText.isWord(text.utf8, joints: "._:-", limit: 128) else {
      throw ContextText.fault(
        text, "the id of an event", hint: "use 1 to 128 characters A-Z, a-z, 0-9, '.', '_', ':' and '-'")
    }
    rawValue = String(text)
  }

  /// Creates the identifier that carries the given bits.
  ///
  /// - Parameter bits: 128 random bits.
  public init(bits: UInt128) {
    rawValue = Hexadecimal.text(withUnsafeBytes(of: bits.bigEndian, Array.init))
  }
}

/// What happened, in the words of whoever published it: `[A-Za-z0-9][A-Za-z0-9._/-]{0,127}`, like `com.example.order.paid`.
public struct EventType: ParsedText {
  /// The type as it is stored and printed.
  public let rawValue: String

  /// Reads a type, without trimming or folding case.
  ///
  /// - Parameter text: The candidate.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where `text` is not of the grammar.
  public init(parsing text: some StringProtocol) throws {
    guard EventText.isWord(text.utf8, joints: "._/-", limit: 128) else {
      throw ContextText.fault(
        text, "the type of an event", hint: "use 1 to 128 characters A-Z, a-z, 0-9, '.', '_', '/' and '-'")
    }
    rawValue = String(text)
  }
}

extension EventType: ExpressibleByStringLiteral {
  /// Types in code are constants.
  public typealias StringLiteralType = StaticString
}

/// What events must have in common to keep their order: `[A-Za-z0-9][A-Za-z0-9._:/-]{0,127}`.
public struct EventKey: ParsedText {
  /// The key as it is stored and printed.
  public let rawValue: String

  /// Reads a key, without trimming or folding case.
  ///
  /// - Parameter text: The candidate.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where `text` is not of the grammar.
  public init(parsing text: some StringProtocol) throws {
    guard EventText.isWord(text.utf8, joints: "._:/-", limit: 128) else {
      throw ContextText.fault(
        text, "a partition key", hint: "use 1 to 128 characters A-Z, a-z, 0-9, '.', '_', ':', '/' and '-'")
    }
    rawValue = String(text)
  }
}

/// What the grammars of an event's texts have in common.
enum EventText {
  /// Whether the bytes are `[A-Za-z0-9]` followed by at most so many of `[A-Za-z0-9]` and the joints.
  static func isWord(_ bytes: some Collection<UInt8>, joints: StaticString, limit: Int) -> Bool {
    guard (1...limit).contains(bytes.count), let first = bytes.first, isLetterOrDigit(first) else { return false }
    return bytes.allSatisfy { isLetterOrDigit($0) || ContextText.isOne(of: joints, $0) }
  }

  /// Whether the bytes are so many of printable ASCII without blanks.
  static func isPrintable(_ bytes: some Collection<UInt8>, limit: Int) -> Bool {
    (1...limit).contains(bytes.count) && bytes.allSatisfy { (0x21...0x7E).contains($0) }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    ContextText.isLetterOrDigit(byte) || ContextText.isUpperCase(byte)
  }
}
