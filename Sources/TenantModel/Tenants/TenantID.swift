// SPDX-License-Identifier: Apache-2.0

/// The machine identifier of a tenant: `t_` and 26 lower-case Crockford base-32 characters that carry 128 random bits.
///
/// It is the only authority for who a tenant is; it is never reused. The grammar leaves no room for path separators,
/// wildcards, white space or Unicode, so no later layer has to escape it.
public struct TenantID: ParsedText {
  /// What the identifier carries; all else is spelling, so that looking a tenant up neither reads text nor counts references.
  public let bits: UInt128

  /// The identifier as it is stored and printed.
  public var rawValue: String {
    String(unsafeUninitializedCapacity: Self.length) { text in
      text[0] = UInt8(ascii: "t")
      text[1] = UInt8(ascii: "_")
      var rest = bits
      for position in (2..<Self.length).reversed() {
        text[position] = Self.alphabet[Int(truncatingIfNeeded: rest & 31)]
        rest >>= 5
      }
      return Self.length
    }
  }

  /// Reads an identifier byte by byte, without trimming, normalising or folding case.
  ///
  /// - Parameter text: The candidate.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where `text` is not exactly of the grammar.
  public init(parsing text: some StringProtocol) throws {
    guard let bits = Self.bits(text.utf8) else {
      throw TenantError(
        .invalidValue, "'\(text.prefix(80))' is not a tenant id",
        hint: "an id is 't_' and 26 characters of 0-9 a-z without i, l, o and u", details: ["value": String(text)])
    }
    self.bits = bits
  }

  /// Creates the identifier that carries the given bits.
  ///
  /// - Parameter bits: 128 bits, from a cryptographically secure source.
  public init(bits: UInt128) {
    self.bits = bits
  }

  /// Orders identifiers by their bits, which is the order of their spelling.
  public static func < (left: TenantID, right: TenantID) -> Bool { left.bits < right.bits }

  private static let length = 28
  private static let alphabet = [UInt8]("0123456789abcdefghjkmnpqrstvwxyz".utf8)
  private static let noDigit: UInt8 = .max
  private static let digits: [UInt8] = (0...255).map { byte in
    alphabet.firstIndex(of: UInt8(byte)).map(UInt8.init) ?? noDigit
  }

  /// Whether the bytes are exactly of the grammar.
  static func isValid(_ bytes: some Collection<UInt8>) -> Bool { bits(bytes) != nil }

  /// What the bytes carry, where they are exactly of the grammar.
  private static func bits(_ bytes: some Collection<UInt8>) -> UInt128? {
    guard bytes.count == length else { return nil }
    var iterator = bytes.makeIterator()
    guard iterator.next() == UInt8(ascii: "t"), iterator.next() == UInt8(ascii: "_") else { return nil }
    // 26 digits hold 130 bits; the two highest must be zero, or two spellings would differ only beyond 128 bits.
    guard let first = iterator.next(), first >= UInt8(ascii: "0"), first <= UInt8(ascii: "7") else { return nil }
    var bits = UInt128(first - UInt8(ascii: "0"))
    while let byte = iterator.next() {
      let digit = digits[Int(byte)]
      guard digit != noDigit else { return nil }
      bits = bits << 5 | UInt128(digit)
    }
    return bits
  }
}
