// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import TerminalOutput

@Suite struct StylerTests {
  @Test(arguments: [
    (ColorChoice.always, ["NO_COLOR": "1"], false, true), (.never, ["FORCE_COLOR": "1"], true, false),
    (.auto, [:], true, true), (.auto, [:], false, false), (.auto, ["NO_COLOR": "1"], true, false),
    (.auto, ["NO_COLOR": ""], true, true), (.auto, ["NO_COLOR": "1", "CLICOLOR_FORCE": "1"], true, false),
    (.auto, ["CLICOLOR_FORCE": "1"], false, true), (.auto, ["FORCE_COLOR": "yes"], false, true),
    (.auto, ["FORCE_COLOR": "0"], false, false), (.auto, ["CLICOLOR_FORCE": ""], false, false),
    (.auto, ["TERM": "dumb"], true, false), (.auto, ["TERM": "dumb", "FORCE_COLOR": "1"], true, true),
  ])
  func colourFollowsOptionEnvironmentAndStream(
    choice: ColorChoice, environment: [String: String], isTerminal: Bool, isEnabled: Bool
  ) {
    #expect(choice.isEnabled(environment: environment, isTerminal: isTerminal) == isEnabled)
  }

  @Test func nothingIsStyledUnlessWanted() {
    let styler = Styler(enabled: false)
    for style in [styler.bold, styler.dim, styler.error, styler.warning, styler.good, styler.accent] {
      #expect(style("x") == "x")
    }
    #expect(styler.status("active", as: .text("active")) == "active")
  }

  @Test func stylesEndWhereTheyStarted() {
    let styler = Styler(enabled: true)
    let styles = [styler.bold, styler.dim, styler.error, styler.warning, styler.good, styler.accent]
    #expect(Set(styles.map { $0("x") }).count == styles.count)
    for style in styles {
      #expect(style("x").hasSuffix("mx\u{1B}[0m"))
      #expect(style("") == "")
    }
  }

  @Test(arguments: [("active", "32"), ("draining", "33"), ("failed", "31")])
  func statusWordsHaveAColour(word: String, code: String) {
    let styler = Styler(enabled: true)
    #expect(styler.status(word, as: .text(word)) == "\u{1B}[\(code)m\(word)\u{1B}[0m")
    #expect(styler.status("acme", as: .text("acme")) == "acme")
    #expect(styler.status("1", as: .integer(1)) == "1")
  }
}
