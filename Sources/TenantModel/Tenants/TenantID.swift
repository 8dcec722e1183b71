// SPDX-License-Identifier: Apache-2.0

/// The machine identifier of a tenant: `t_` and 26 lower-case Crockford base-32 characters that carry 128 random bits.
///
/// It is the only authority for who a tenant is; it is never reused. The grammar leaves no room for path separators,
/// wildcards, white space or Unicode, so no later layer has to escape it.
public struct TenantID: ParsedText {
  /// The identifier as it is stored and printed.
  public let rawValue: String

  /// Reads an identifier byte by byte, without trimming, normalising or folding case.
  ///
  /// - Parameter text: The candidate.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where `text` is not exactly of the grammar.
  public init(parsing text: some StringProtocol) throws {
    guard Self.isValid(text.utf8) else {
      throw TenantError(
        .invalidValue, "'\(text.prefix(80))' is not a tenant id",
        hint: "an id is 't_' and 26 characters of 0-9 a-z without i, l, o and u", details: ["value": String(text)])
    }
    rawValue = String(text)
  }

  /// Creates the identifier that carries the given bits.
  ///
  /// - Parameter bits: 128 bits, from a cryptographically secure source.
  public init(bits: UInt128) {
    var characters = [UInt8](repeating: 0, count: 28)
    characters[0] = UInt8(ascii: "t")
    characters[1] = UInt8(ascii: "_")
    for position in 0..<26 {
      let digit = Int((bits >> UInt128(5 * (25 - position))) & 31)
      characters[2 + position] = Self.alphabet[digit]
    }
    rawValue = String(decoding: characters, as: UTF8.self)
  }

  private static let alphabet = [UInt8]("0123456789abcdefghjkmnpqrstvwxyz".utf8)
  private static let digits: [Bool] = (0...255).map { alphabet.contains(UInt8($0)) }

  /// Whether the bytes are exactly of the grammar.
  static func isValid(_ bytes: some Collection<UInt8>) -> Bool {
    guard bytes.count == 28 else { return false }
    var iterator = bytes.makeIterator()
    guard iterator.next() == UInt8(ascii: "t"), iterator.next() == UInt8(ascii: "_") else { return false }
    // 26 digits hold 130 bits; the two highest must be zero, or two spellings would differ only beyond 128 bits.
    guard let first = iterator.next(), first >= UInt8(ascii: "0"), first <= UInt8(ascii: "7") else { return false }
    while let byte = iterator.next() {
      if !digits[Int(byte)] { return false }
    }
    return true
  }
}
