// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import TerminalOutput

@Suite struct RecordSheetTests {
  private func text(_ fields: [(heading: String, value: FieldValue)]) -> String {
    RecordSheet(fields: fields).text(styler: Styler(enabled: false))
  }

  @Test func valuesAreAligned() {
    #expect(text([("Slug", .text("acme")), ("Home region", .null)]) == "Slug         acme\nHome region  -\n")
    #expect(text([]) == "")
  }

  @Test func elementsWithCommasHaveALineEach() {
    #expect(text([("Why", .list([.text("a, b"), .text("c")]))]) == "Why  a, b\n     c\n")
    #expect(text([("Why", .list([.text("a"), .text("c")]))]) == "Why  a,c\n")
  }

  @Test func listsOfLikeObjectsAreTables() {
    func object(_ fields: KeyValuePairs<String, FieldValue>) -> FieldValue { .object(Record(fields).fields) }
    let like = FieldValue.list([
      object(["rule": .text("r1"), "outcome": .null]), object(["rule": .text("r2"), "outcome": .text("ok")]),
    ])
    #expect(text([("Steps", like)]) == "Steps\n  RULE  OUTCOME\n  r1    -\n  r2    ok\n")
    let unlike = FieldValue.list([object(["a": .integer(1)]), object(["b": .integer(1)])])
    #expect(text([("Steps", unlike)]) == "Steps  [{\"a\":1},{\"b\":1}]\n")
    let mixed = FieldValue.list([object(["a": .integer(1)]), .integer(1)])
    #expect(text([("Steps", mixed)]) == "Steps  [{\"a\":1},1]\n")
  }
}
