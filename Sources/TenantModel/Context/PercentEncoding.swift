// SPDX-License-Identifier: Apache-2.0

/// Percent-encoding that has one meaning or none.
enum PercentEncoding {
  /// The text that a text spells.
  ///
  /// What is not encoded well is refused and never replaced by a mark: two such texts would be taken for the same.
  ///
  /// - Parameters:
  ///   - bytes: The encoded text.
  ///   - plusIsSpace: Whether a plus sign spells a space, as in queries of forms.
  /// - Returns: `nil` where a percent sign stands alone, or the octets are no UTF-8.
  static func decoded(_ bytes: some Collection<UInt8>, plusIsSpace: Bool = false) -> String? {
    var octets: [UInt8] = []
    var rest = bytes.dropFirst(0)
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        octets.append(plusIsSpace && byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
        continue
      }
      guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit) else { return nil }
      octets.append(high << 4 | low)
    }
    return String(validating: octets, as: UTF8.self)
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
