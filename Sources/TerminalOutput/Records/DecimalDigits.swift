// SPDX-License-Identifier: Apache-2.0

/// A decimal number as its digits, compared without ever becoming floating point.
struct DecimalDigits: Comparable {
  private let isNegative: Bool
  /// The digits after the first one that is not zero, up to the last such; none where the number is zero.
  private let digits: [UInt8]
  /// How many places the decimal point is to the right of the first digit.
  private let magnitude: Int

  /// Reads a number as JSON writes it; a leading `+` and zeros are accepted too.
  init?(_ text: some StringProtocol) {
    var rest = Array(text.utf8)[...]
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
    let whole = Self.takeDigits(&rest)
    guard !whole.isEmpty else { return nil }
    var fraction: ArraySlice<UInt8> = []
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      fraction = Self.takeDigits(&rest)
      guard !fraction.isEmpty else { return nil }
    }
    var exponent = 0
    if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
      // Beyond this nobody writes numbers, and the sum below could overflow.
      guard let value = Int(String(decoding: rest.dropFirst(), as: UTF8.self)), (-1_000_000...1_000_000).contains(value)
      else {
        return nil
      }
      exponent = value
      rest = []
    }
    guard rest.isEmpty else { return nil }
    let all = whole + fraction
    let leadingZeros = all.prefix { $0 == UInt8(ascii: "0") }.count
    var significant = all.dropFirst(leadingZeros)
    while significant.last == UInt8(ascii: "0") { significant.removeLast() }
    digits = Array(significant)
    magnitude = digits.isEmpty ? 0 : whole.count - leadingZeros + exponent
    self.isNegative = isNegative && !digits.isEmpty
  }

  /// The number that a value is; text is none, even where it looks like one.
  init?(_ value: FieldValue) {
    switch value {
    case .integer(let number): self.init(String(number))
    case .decimal(let text), .number(let text): self.init(text)
    case .null, .text, .bool, .list, .object: return nil
    }
  }

  static func < (left: DecimalDigits, right: DecimalDigits) -> Bool {
    if left.isNegative != right.isNegative { return left.isNegative }
    return left.isNegative ? right.isCloserToZero(than: left) : left.isCloserToZero(than: right)
  }

  private func isCloserToZero(than other: DecimalDigits) -> Bool {
    if digits.isEmpty || other.digits.isEmpty { return digits.isEmpty && !other.digits.isEmpty }
    if magnitude != other.magnitude { return magnitude < other.magnitude }
    return digits.lexicographicallyPrecedes(other.digits)
  }

  private static func takeDigits(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    rest = rest.dropFirst(digits.count)
    return digits
  }
}
