// SPDX-License-Identifier: Apache-2.0

import TenantTestSupport
import Testing

@testable import TerminalOutput

@Suite struct DisplayWidthTests {
  @Test(arguments: [
    ("", 0), ("acme", 4), ("é", 1), ("e\u{301}", 1), ("日本", 4), ("ﾊﾝ", 2), ("Ａ", 2), ("한", 2),
    ("\u{1112}\u{1161}\u{11AB}", 2), ("👩‍👩‍👧", 2), ("🇪🇺", 2), ("❤\u{FE0F}", 2), ("❤", 1), ("☁\u{FE0F}", 2), ("😀", 2),
    ("⌚", 2), ("〈", 2), ("　", 2),
    ("\u{200B}", 0), ("\u{1B}", 0), ("\t", 0), ("𠀀", 2), ("𗀀", 2), ("…", 1), ("█", 1), ("क्ष", 2), ("a\u{20DD}", 1),
  ])
  func widthIsWhatTerminalsShow(text: String, width: Int) {
    #expect(DisplayWidth.of(text) == width)
  }

  @Test func truncationFitsAndSaysThatItCut() {
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<2_000 {
      let text = ControlCharacters.escaped(HostileText.random(&generator))
      let width = Int.random(in: 0...14, using: &generator)
      let cut = DisplayWidth.truncate(text, to: width)
      #expect(DisplayWidth.of(cut) <= width)
      if DisplayWidth.of(text) <= width {
        #expect(cut == text)
      } else if width > 0 {
        #expect(cut.hasSuffix("…"))
        #expect(text.hasPrefix(cut.dropLast()))
        // Nothing more would have fitted, except half a wide character.
        #expect(DisplayWidth.of(cut) >= width - 2)
      }
    }
  }
}
