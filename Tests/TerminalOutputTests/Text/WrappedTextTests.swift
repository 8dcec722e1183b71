// SPDX-License-Identifier: Apache-2.0

import TenantTestSupport
import Testing

@testable import TerminalOutput

@Suite struct WrappedTextTests {
  @Test func linesBreakBetweenWords() {
    #expect(WrappedText.lines("one two  three", width: 7) == ["one two", "three"])
    #expect(WrappedText.lines("a\n\nb", width: 7) == ["a", "", "b"])
    #expect(WrappedText.lines("", width: 7) == [""])
    #expect(WrappedText.lines("日本 日本", width: 8) == ["日本", "日本"])
  }

  @Test func nothingIsLostAndNoLineIsLongerThanItMust() {
    var generator = SeededGenerator(seed: 4)
    for _ in 0..<500 {
      let words = (0..<Int.random(in: 1...20, using: &generator)).map { _ in
        String(repeating: "x", count: Int.random(in: 1...9, using: &generator))
      }
      let width = Int.random(in: 1...30, using: &generator)
      let lines = WrappedText.lines(words.joined(separator: " "), width: width)
      #expect(lines.joined(separator: " ") == words.joined(separator: " "))
      for (index, line) in lines.enumerated() {
        #expect(line.count <= width || !line.contains(" "))
        if index > 0, let first = line.split(separator: " ").first {
          #expect(lines[index - 1].count + 1 + first.count > width)
        }
      }
    }
  }
}
