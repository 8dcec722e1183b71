// SPDX-License-Identifier: Apache-2.0

/// Orders results by their fields.
enum RecordOrder {
  /// Orders numbers by value, everything else by bytes, nothing last; equal results keep their order.
  static func sorted(_ records: [Record], by keys: [SortKey]) -> [Record] {
    guard !keys.isEmpty else { return records }
    return records.enumerated().sorted { left, right in
      for key in keys {
        let order = compare(left.element[key.field] ?? .null, right.element[key.field] ?? .null, key.descending)
        if order != 0 { return order < 0 }
      }
      return left.offset < right.offset
    }.map(\.element)
  }

  private static func compare(_ left: FieldValue, _ right: FieldValue, _ descending: Bool) -> Int {
    switch (left, right) {
    case (.null, .null): return 0
    case (.null, _): return 1
    case (_, .null): return -1
    default: break
    }
    let order: Int
    if let left = DecimalDigits(left), let right = DecimalDigits(right) {
      order = left.compare(right)
    } else {
      let (left, right) = (left.plainText, right.plainText)
      order = left == right ? 0 : left < right ? -1 : 1
    }
    return descending ? -order : order
  }
}

/// A decimal number as its digits, compared without ever becoming floating point.
private struct DecimalDigits {
  private let isNegative: Bool
  private let whole: Substring
  private let fraction: Substring

  init?(_ value: FieldValue) {
    let text: String
    switch value {
    case .integer(let number): text = String(number)
    case .decimal(let digits), .number(let digits): text = digits
    default: return nil
    }
    var rest = text[...]
    isNegative = rest.first == "-"
    if isNegative || rest.first == "+" { rest.removeFirst() }
    let parts = rest.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }) else {
      return nil
    }
    whole = parts[0].drop { $0 == "0" }
    var digits = parts.count == 2 ? parts[1] : ""
    while digits.last == "0" { digits.removeLast() }
    fraction = digits
  }

  func compare(_ other: DecimalDigits) -> Int {
    if isZero && other.isZero { return 0 }
    if isNegative != other.isNegative { return isNegative ? -1 : 1 }
    let magnitude: Int
    if whole.count != other.whole.count {
      magnitude = whole.count < other.whole.count ? -1 : 1
    } else if whole != other.whole {
      magnitude = whole < other.whole ? -1 : 1
    } else {
      magnitude = fraction == other.fraction ? 0 : fraction < other.fraction ? -1 : 1
    }
    return isNegative ? -magnitude : magnitude
  }

  private var isZero: Bool { whole.isEmpty && fraction.isEmpty }
}
