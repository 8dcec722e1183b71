// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import TerminalOutput

@Suite struct RecordSheetTests {
  private func text(_ fields: [(heading: String, value: FieldValue)]) -> String {
    RecordSheet(fields: fields).text(styler: Styler(enabled: false))
  }

  private func object(_ fields: KeyValuePairs<String, FieldValue>) -> FieldValue { .object(Record(fields).fields) }

  @Test func plainFieldsAreAlignedLines() {
    #expect(
      text([("Key", .text("beta")), ("Entitled", .list([.text("a"), .text("b")])), ("Empty", .null)])
        == "Key       beta\nEntitled  a,b\nEmpty     -\n")
    #expect(text([]) == "")
  }

  @Test func elementsThatCommasCouldNotTellApartGetALineEach() {
    #expect(
      text([("Rules", .list([.text("tier in a,b => on"), .text("always => off")])), ("Key", .text("beta"))])
        == "Rules  tier in a,b => on\n       always => off\nKey    beta\n")
  }

  @Test func objectsAreATableOfTheirOwn() {
    let steps = [
      object(["step": .text("state"), "outcome": .null]),
      object(["step": .text("rule 1"), "outcome": .text("decided")]),
    ]
    #expect(
      text([("Key", .text("beta")), ("Trace", .list(steps))])
        == "Key    beta\nTrace\n  STEP    OUTCOME\n  state   -\n  rule 1  decided\n")
  }

  @Test func objectsOfDifferentShapesStayOnOneLine() {
    #expect(text([("Mixed", .list([object(["a": .integer(1)]), .text("x")]))]) == "Mixed  [{\"a\":1},\"x\"]\n")
    // As many fields, but not the same: the first one's headings would be wrong for the second.
    let unlike = FieldValue.list([object(["a": .integer(1)]), object(["b": .integer(1)])])
    #expect(text([("Steps", unlike)]) == "Steps  [{\"a\":1},{\"b\":1}]\n")
  }
}
