// SPDX-License-Identifier: Apache-2.0

/// Orders results by their fields.
enum RecordOrder {
  /// Orders numbers by value, then everything else by bytes, nothing last; equal results keep their order.
  static func sorted(_ records: [Record], by keys: [SortKey]) -> [Record] {
    guard !keys.isEmpty else { return records }
    let entries = records.enumerated().map { offset, record in
      Entry(record: record, offset: offset, ranks: keys.map { Rank(record[$0.field] ?? .null) })
    }
    return entries.sorted { left, right in
      for (index, key) in keys.enumerated() {
        let (first, second) = (left.ranks[index], right.ranks[index])
        if first == second { continue }
        // Nothing stays last in a descending order too.
        if first == .nothing || second == .nothing { return second == .nothing }
        return key.descending ? second < first : first < second
      }
      return left.offset < right.offset
    }.map(\.record)
  }

  private struct Entry {
    let record: Record
    let offset: Int
    let ranks: [Rank]
  }

  /// What a value is compared by.
  ///
  /// All numbers come before all texts: were they compared as they are met, 9 < 10 < "5" < 9.
  private enum Rank: Comparable {
    case number(DecimalDigits)
    case text([UInt8])
    case nothing

    init(_ value: FieldValue) {
      if value == .null {
        self = .nothing
      } else if let number = DecimalDigits(value) {
        self = .number(number)
      } else {
        self = .text(Array(value.plainText.utf8))
      }
    }

    static func < (left: Rank, right: Rank) -> Bool {
      switch (left, right) {
      case (.number(let left), .number(let right)): left < right
      case (.text(let left), .text(let right)): left.lexicographicallyPrecedes(right)
      case (.number, _): true
      case (.text, .nothing): true
      default: false
      }
    }
  }
}
