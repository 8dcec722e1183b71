// SPDX-License-Identifier: Apache-2.0

/// Base64 with the alphabet of URLs, without padding (RFC 4648, section 5), where every sequence of bytes has one spelling.
package enum Base64URL {
  private static let alphabet = [UInt8]("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
  private static let noDigit: UInt8 = .max
  private static let digits: [UInt8] = (0...255).map { byte in
    alphabet.firstIndex(of: UInt8(byte)).map(UInt8.init) ?? noDigit
  }

  /// The spelling of the bytes.
  package static func text(_ bytes: some Sequence<UInt8>) -> String {
    var text: [UInt8] = []
    var pending: UInt32 = 0
    var bits = 0
    for byte in bytes {
      pending = pending << 8 | UInt32(byte)
      bits += 8
      while bits >= 6 {
        bits -= 6
        text.append(alphabet[Int(pending >> UInt32(bits) & 63)])
      }
      pending &= 63
    }
    if bits > 0 { text.append(alphabet[Int(pending << UInt32(6 - bits) & 63)]) }
    return String(decoding: text, as: UTF8.self)
  }

  /// The bytes that a text spells; `nil` where it has padding, a foreign character, or bits that no byte needs.
  ///
  /// Were those last bits ignored, a text could be changed without changing what it says.
  package static func bytes(_ text: some Collection<UInt8>) -> [UInt8]? {
    guard text.count % 4 != 1 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count * 3 / 4)
    var pending: UInt32 = 0
    var bits = 0
    for character in text {
      let digit = digits[Int(character)]
      guard digit != noDigit else { return nil }
      pending = pending << 6 | UInt32(digit)
      bits += 6
      guard bits >= 8 else { continue }
      bits -= 8
      bytes.append(UInt8(pending >> UInt32(bits)))
      pending &= 1 << UInt32(bits) - 1
    }
    return pending == 0 ? bytes : nil
  }
}
