// SPDX-License-Identifier: Apache-2.0

import TenantTestSupport
import Testing

@testable import TerminalOutput

@Suite struct ControlCharactersTests {
  @Test(arguments: [
    ("plain Ünïcödé 日本 👩‍👩‍👧", "plain Ünïcödé 日本 👩‍👩‍👧"), ("a\u{1B}[31mb", "a\\u{1b}[31mb"),
    ("a\nb\r\nc\td", "a\\nb\\r\\nc\\td"),
    ("\u{0}\u{7F}\u{9B}", "\\u{0}\\u{7f}\\u{9b}"), ("gpj.\u{202E}exe", "gpj.\\u{202e}exe"), ("\u{2028}", "\\u{2028}"),
  ])
  func controlCharactersBecomeVisible(text: String, escaped: String) {
    #expect(ControlCharacters.escaped(text) == escaped)
  }

  @Test func nothingEscapedSteersATerminal() {
    var generator = SeededGenerator(seed: 2)
    for _ in 0..<2_000 {
      let escaped = ControlCharacters.escaped(HostileText.random(&generator))
      #expect(!HostileText.steersTerminal(escaped))
      #expect(!escaped.contains("\n"))
    }
  }
}
