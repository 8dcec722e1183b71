// SPDX-License-Identifier: Apache-2.0

import Foundation
import TenantTestSupport
import Testing

@testable import TerminalOutput

@Suite struct RecordOrderTests {
  private func sorted(_ values: [FieldValue], descending: Bool = false) -> [FieldValue] {
    RecordOrder.sorted(values.map { Record(["v": $0]) }, by: [SortKey(field: "v", descending: descending)])
      .compactMap { $0["v"] }
  }

  @Test func numbersAreOrderedByValue() {
    var generator = SeededGenerator(seed: 7)
    let texts = (0..<400).map { _ -> String in
      let sign = Bool.random(using: &generator) ? "-" : ""
      let whole = Int.random(in: 0...12, using: &generator)
      let fraction = Bool.random(using: &generator) ? ".\(Int.random(in: 0...99, using: &generator))0" : ""
      let exponent = Bool.random(using: &generator) ? "e\(Int.random(in: -3...3, using: &generator))" : ""
      return sign + "\(whole)" + fraction + exponent
    }
    let values = sorted(texts.map(FieldValue.number)).map { Decimal(string: $0.plainText) ?? .nan }
    for (left, right) in zip(values, values.dropFirst()) { #expect(left <= right) }
  }

  @Test func amountsBeyondFloatingPointAreToldApart() {
    let values: [FieldValue] = [
      .decimal("9007199254740993.000000000002"), .decimal("9007199254740993.000000000001"),
      .integer(9_007_199_254_740_993),
      .decimal("-0.000000000001"), .decimal("0"), .decimal("-0.00"), .decimal("+1"),
    ]
    #expect(
      sorted(values).map(\.plainText) == [
        "-0.000000000001", "0", "-0.00", "+1", "9007199254740993", "9007199254740993.000000000001",
        "9007199254740993.000000000002",
      ])
  }

  @Test func nothingIsLastInBothDirections() {
    let values: [FieldValue] = [.null, .text("b"), .integer(2), .null, .text("a"), .integer(10)]
    #expect(sorted(values) == [.integer(2), .integer(10), .text("a"), .text("b"), .null, .null])
    #expect(sorted(values, descending: true) == [.text("b"), .text("a"), .integer(10), .integer(2), .null, .null])
  }

  @Test func textsAreOrderedByBytes() {
    #expect(
      sorted([.text("é"), .text("z"), .text("Z"), .text("10"), .text("9")]).map(\.plainText) == [
        "10", "9", "Z", "z", "é",
      ])
  }

  @Test func theOrderIsTotalWhateverIsMixed() {
    var generator = SeededGenerator(seed: 8)
    let pool: [FieldValue] = [
      .null, .integer(9), .integer(10), .text("5"), .text("10"), .number("9.5"), .number("nonsense"),
      .number("1e99999999"), .number("1e-9223372036854775808"),
      .bool(true), .decimal("."), .decimal("1."), .decimal(""), .list([.integer(1)]),
    ]
    let expected = sorted(pool)
    for _ in 0..<50 { #expect(sorted(pool.shuffled(using: &generator)) == expected) }
  }

  @Test func laterKeysDecideBetweenEqualsAndTheRestStays() {
    let records = [("a", 1, 1), ("b", 2, 2), ("a", 2, 3), ("b", 2, 4)].map {
      Record(["k": .text($0.0), "n": .integer($0.1), "id": .integer($0.2)])
    }
    let keys = [SortKey(field: "k", descending: false), SortKey(field: "n", descending: true)]
    #expect(
      RecordOrder.sorted(records, by: keys).compactMap { $0["id"] } == [
        .integer(3), .integer(1), .integer(2), .integer(4),
      ])
    #expect(RecordOrder.sorted(records, by: []) == records)
  }
}
