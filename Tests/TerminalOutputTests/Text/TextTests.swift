// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import TerminalOutput

@Suite struct TextTests {
  @Test(arguments: [
    ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("漢字", 4), ("😀", 2), ("👨‍👩‍👧", 2), ("\u{200B}", 0), ("☁️", 2), ("한", 2),
  ])
  func widthsAreThoseOfATerminal(text: String, width: Int) {
    #expect(DisplayWidth.of(text) == width)
  }

  @Test func truncationKeepsTheWidthAndShowsItself() {
    #expect(DisplayWidth.truncate("abcdef", to: 4) == "abc…")
    #expect(DisplayWidth.truncate("漢字漢字", to: 4) == "漢…")
    #expect(DisplayWidth.truncate("abc", to: 3) == "abc")
    #expect(DisplayWidth.truncate("abc", to: 0) == "")
  }

  @Test func distancesAreThoseOfAPlainRecursion() {
    func distance(_ left: [Character], _ right: [Character]) -> Int {
      guard let first = left.first else { return right.count }
      guard let other = right.first else { return left.count }
      let (rest, otherRest) = (Array(left.dropFirst()), Array(right.dropFirst()))
      var best = min(
        distance(rest, right) + 1, distance(left, otherRest) + 1, distance(rest, otherRest) + (first == other ? 0 : 1))
      if left.count > 1, right.count > 1, left[0] == right[1], left[1] == right[0] {
        best = min(best, distance(Array(left.dropFirst(2)), Array(right.dropFirst(2))) + 1)
      }
      return best
    }
    let words = ["", "a", "ab", "ba", "abc", "acb", "tenant", "tenat", "teannt"].map { String($0.prefix(5)) }
    for left in words {
      for right in words {
        #expect(EditDistance.between(left, right) == distance(Array(left), Array(right)), "\(left) \(right)")
      }
    }
  }

  @Test func theNearestIsCloseAndSharesSomething() {
    #expect(EditDistance.nearest(to: "tenat", in: ["tier", "tenant"], maxDistance: 2) == "tenant")
    #expect(EditDistance.nearest(to: "xy", in: ["ab"], maxDistance: 2) == nil)
    #expect(EditDistance.nearest(to: "zzzzzz", in: ["tenant"], maxDistance: 2) == nil)
  }

  @Test func controlCharactersBecomeVisible() {
    #expect(ControlCharacters.escaped("a\u{1B}[0m\n\t\r\u{85}\u{2028}") == "a\\u{1b}[0m\\n\\t\\r\\u{85}\\u{2028}")
    #expect(ControlCharacters.escaped("👨‍👩‍👧 é") == "👨‍👩‍👧 é")
    #expect(ControlCharacters.escaped("\u{202E}abc") == "\\u{202e}abc")
  }
}
