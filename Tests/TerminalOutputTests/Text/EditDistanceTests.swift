// SPDX-License-Identifier: Apache-2.0

import TenantTestSupport
import Testing

@testable import TerminalOutput

@Suite struct EditDistanceTests {
  /// The definition, word by word.
  private func distance(_ left: Substring, _ right: Substring) -> Int {
    guard let last = left.last, let other = right.last else { return max(left.count, right.count) }
    let (shorter, shorterOther) = (left.dropLast(), right.dropLast())
    var best = min(
      distance(shorter, right) + 1, distance(left, shorterOther) + 1,
      distance(shorter, shorterOther) + (last == other ? 0 : 1))
    if let before = shorter.last, let beforeOther = shorterOther.last, last == beforeOther, before == other {
      best = min(best, distance(shorter.dropLast(), shorterOther.dropLast()) + 1)
    }
    return best
  }

  @Test func distanceIsTheLeastNumberOfEdits() {
    var generator = SeededGenerator(seed: 3)
    func word() -> String {
      String((0..<Int.random(in: 0...6, using: &generator)).map { _ in "abc".randomElement(using: &generator) ?? "a" })
    }
    for _ in 0..<400 {
      let (left, right) = (word(), word())
      #expect(EditDistance.between(left, right) == distance(left[...], right[...]), "\(left) \(right)")
    }
  }

  @Test(arguments: [
    ("tenat", "tenant"), ("teir", "tier"), ("quoat", "quota"), ("flagg", "flag"), ("TIER", "tier"), ("tenant", nil),
    ("ten", nil), ("foo", nil), ("pools", nil), ("x", nil), ("", nil),
  ])
  func nearestIsWhatMayHaveBeenMeant(word: String, meant: String?) {
    #expect(EditDistance.nearest(to: word, in: ["tenant", "tier", "quota", "flag"], maxDistance: 2) == meant)
  }

  @Test func wordsThatShareNothingAreNoSuggestion() {
    #expect(EditDistance.nearest(to: "ab", in: ["cd"], maxDistance: 2) == nil)
    #expect(EditDistance.nearest(to: "ab", in: ["ac", "ad"], maxDistance: 2) == "ac")
  }
}
