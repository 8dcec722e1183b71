// SPDX-License-Identifier: Apache-2.0

/// What all contexts of one chain of calls have in common: 128 random bits, as 32 lower-case hexadecimal digits.
public struct ContextTransaction: ParsedText {
  /// The digits as they are signed and printed.
  public let rawValue: String

  /// Reads the digits, without trimming or folding case.
  ///
  /// - Parameter text: The candidate.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where `text` is not of the grammar.
  public init(parsing text: some StringProtocol) throws {
    let isDigits = text.utf8.allSatisfy {
      ContextText.isDigit($0) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
    }
    guard text.utf8.count == 32, isDigits else {
      throw ContextText.fault(text, "a transaction", hint: "use 32 hexadecimal digits 0-9 and a-f")
    }
    rawValue = String(text)
  }

  /// Creates the transaction that carries the given bits.
  ///
  /// - Parameter bits: 128 bits, from a cryptographically secure source.
  public init(bits: UInt128) {
    rawValue = Hexadecimal.text(withUnsafeBytes(of: bits.bigEndian, Array.init))
  }
}

/// 32 bytes, a digest or a public key, as 43 characters of base64url.
public struct ContextDigest: ParsedText {
  /// The bytes, always 32.
  public let bytes: [UInt8]

  /// The bytes as they are signed and printed.
  public var rawValue: String { Base64URL.text(bytes) }

  /// Reads the characters; there is one spelling of each value.
  ///
  /// - Parameter text: The candidate.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where `text` does not spell 32 bytes.
  public init(parsing text: some StringProtocol) throws {
    guard let bytes = Base64URL.bytes(text.utf8), let digest = Self(bytes: bytes) else {
      throw ContextText.fault(text, "a digest of 32 bytes", hint: "write it as 43 characters of base64url")
    }
    self = digest
  }

  /// Takes bytes; `nil` where they are not 32.
  ///
  /// - Parameter bytes: The bytes.
  public init?(bytes: [UInt8]) {
    guard bytes.count == 32 else { return nil }
    self.bytes = bytes
  }

  /// Takes bytes that cryptography has made.
  ///
  /// - Parameter bytes: The bytes.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/internalFault`` where they are not 32.
  package init(checking bytes: [UInt8]) throws {
    guard let digest = Self(bytes: bytes) else {
      throw TenantError(.internalFault, "a digest or a public key is not of 32 bytes")
    }
    self = digest
  }
}
