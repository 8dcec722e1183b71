// SPDX-License-Identifier: Apache-2.0

/// Natural numbers of any size as decimal digits, computed as on paper: the oracle that exact amounts are held against.
struct DecimalDigits: Equatable, Comparable, CustomStringConvertible {
  /// Most significant first, without leading zeros; empty for zero.
  private var digits: [Int]

  init(_ digits: [Int]) {
    self.digits = Array(digits.drop { $0 == 0 })
  }

  init(_ number: some BinaryInteger) {
    self.init(String(number).map { $0.wholeNumberValue ?? 0 })
  }

  var description: String { digits.isEmpty ? "0" : digits.map(String.init).joined() }

  static func < (left: DecimalDigits, right: DecimalDigits) -> Bool {
    if left.digits.count != right.digits.count { return left.digits.count < right.digits.count }
    return left.digits.lexicographicallyPrecedes(right.digits)
  }

  static func + (left: DecimalDigits, right: DecimalDigits) -> DecimalDigits {
    columns(max(left.digits.count, right.digits.count)) { left.digit($0) + right.digit($0) }
  }

  /// The difference; `left` must not be less than `right`.
  static func - (left: DecimalDigits, right: DecimalDigits) -> DecimalDigits {
    columns(left.digits.count) { left.digit($0) - right.digit($0) }
  }

  static func * (left: DecimalDigits, right: DecimalDigits) -> DecimalDigits {
    var product = DecimalDigits([])
    for digit in right.digits {
      product = DecimalDigits(product.digits + [0])
      for _ in 0..<digit { product = product + left }
    }
    return product
  }

  /// Long division.
  func divided(by divisor: DecimalDigits) -> (quotient: DecimalDigits, remainder: DecimalDigits) {
    var quotient: [Int] = []
    var rest = DecimalDigits([])
    for digit in digits {
      rest = DecimalDigits(rest.digits + [digit])
      var count = 0
      while rest >= divisor {
        rest = rest - divisor
        count += 1
      }
      quotient.append(count)
    }
    return (DecimalDigits(quotient), rest)
  }

  /// The digit at a position counted from the right.
  private func digit(_ position: Int) -> Int {
    position < digits.count ? digits[digits.count - 1 - position] : 0
  }

  private static func columns(_ count: Int, _ value: (Int) -> Int) -> DecimalDigits {
    var result: [Int] = []
    var carry = 0
    for position in 0..<count {
      let column = value(position) + carry
      let digit = ((column % 10) + 10) % 10
      result.append(digit)
      carry = (column - digit) / 10
    }
    return DecimalDigits([carry] + result.reversed())
  }
}
