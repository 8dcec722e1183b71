// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import TerminalOutput

@Suite struct RecordSheetTests {
  private func text(_ fields: [(heading: String, value: FieldValue)]) -> String {
    RecordSheet(fields: fields).text(styler: Styler(enabled: false))
  }

  @Test func plainFieldsAreAlignedLines() {
    #expect(
      text([("Key", .text("beta")), ("Entitled", .list([.text("a"), .text("b")])), ("Empty", .null)])
        == "Key       beta\nEntitled  a,b\nEmpty     -\n")
  }

  @Test func elementsThatCommasCouldNotTellApartGetALineEach() {
    #expect(
      text([("Rules", .list([.text("tier in a,b => on"), .text("always => off")])), ("Key", .text("beta"))])
        == "Rules  tier in a,b => on\n       always => off\nKey    beta\n")
  }

  @Test func objectsAreATableOfTheirOwn() {
    let steps: [FieldValue] = [
      .object([Field(name: "step", value: .text("state")), Field(name: "outcome", value: .text("passed"))]),
      .object([Field(name: "step", value: .text("rule 1")), Field(name: "outcome", value: .text("decided"))]),
    ]
    #expect(
      text([("Key", .text("beta")), ("Trace", .list(steps))])
        == "Key    beta\nTrace\n  STEP    OUTCOME\n  state   passed\n  rule 1  decided\n")
  }

  @Test func objectsOfDifferentShapesStayOnOneLine() {
    let mixed: [FieldValue] = [.object([Field(name: "a", value: .integer(1))]), .text("x")]
    #expect(text([("Mixed", .list(mixed))]) == "Mixed  [{\"a\":1},\"x\"]\n")
  }
}
