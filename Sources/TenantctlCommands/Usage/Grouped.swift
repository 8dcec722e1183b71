// SPDX-License-Identifier: Apache-2.0

/// Whole numbers as a person reads them in a sentence.
enum Grouped {
  /// The digits in groups of three: `2,747,282,740`.
  static func text(_ number: some BinaryInteger) -> String {
    var digits = Array(String(number))
    var position = digits.count - 3
    while position > (number < 0 ? 1 : 0) {
      digits.insert(",", at: position)
      position -= 3
    }
    return String(digits)
  }
}
