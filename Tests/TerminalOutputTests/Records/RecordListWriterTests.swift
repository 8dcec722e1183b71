// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import TerminalOutput

@Suite struct RecordListWriterTests {
  private static let schema = RecordSchema(
    identity: "id",
    columns: [
      Column("id", priority: 9), Column("amount", alignment: .right), Column("note", priority: 1),
      Column("tags", inTable: false),
    ])

  private static func record(_ id: String, _ amount: FieldValue, _ note: FieldValue = .null) -> Record {
    Record(["id": .text(id), "amount": amount, "note": note, "tags": .list([.text("a"), .integer(1)])])
  }

  private let records = [
    record("b", .decimal("10.5"), .text("plain")), record("a", .decimal("-2"), .text("with, \"quotes\"\nand lines")),
    record("c", .integer(9)), record("d", .null),
  ]

  private func text(
    _ options: ListOptions, width: Int? = nil, records: [Record]? = nil, styled: Bool = false
  ) throws -> String {
    let sink = StringSink(width: width)
    let writer = try RecordListWriter(
      schema: Self.schema, options: options, sink: sink, styler: Styler(enabled: styled), yaml: { $0.json() })
    for record in records ?? self.records where !writer.isFull { try writer.append(record) }
    try writer.finish()
    return sink.text
  }

  @Test func tablesAreAligned() throws {
    let expected = """
      ID  AMOUNT  NOTE
      b     10.5  plain
      a       -2  with, "quotes"\\nand lines
      c        9  -
      d        -  -

      """
    #expect(try text(ListOptions()) == expected)
  }

  @Test func noHeaderLeavesItOut() throws {
    #expect(try text(ListOptions(noHeader: true)).hasPrefix("b"))
    #expect(try text(ListOptions(format: .csv, noHeader: true)).hasPrefix("b,"))
  }

  @Test func anEmptyListIsValidInEveryFormat() throws {
    #expect(try text(ListOptions(), records: []) == "")
    #expect(try text(ListOptions(format: .json), records: []) == "[]\n")
    #expect(try text(ListOptions(format: .json, prettyJSON: true), records: []) == "[]\n")
    #expect(try text(ListOptions(format: .jsonl), records: []) == "")
    #expect(try text(ListOptions(format: .csv), records: []) == "id,amount,note,tags\n")
    #expect(try text(ListOptions(quiet: true), records: []) == "")
  }

  @Test(arguments: [true, false]) func jsonIsAnArrayOfTheSameValues(pretty: Bool) throws {
    let data = Data(try text(ListOptions(format: .json, prettyJSON: pretty)).utf8)
    let array = try #require(try JSONSerialization.jsonObject(with: data) as? [[String: Any]])
    #expect(array.count == 4)
    #expect(array[0]["amount"] as? String == "10.5")
    #expect(array[2]["amount"] as? Int == 9)
    #expect(array[3]["amount"] is NSNull)
    #expect((array[0]["tags"] as? [Any])?.count == 2)
  }

  @Test func jsonKeysAscendAndLinesStandAlone() throws {
    let lines = try text(ListOptions(format: .jsonl)).split(separator: "\n")
    #expect(lines.count == 4)
    #expect(lines[2] == #"{"amount":9,"id":"c","note":null,"tags":["a",1]}"#)
  }

  @Test func csvReadsBackWithAPlainParser() throws {
    let rows = Self.parseCSV(try text(ListOptions(format: .csv)))
    #expect(rows[0] == ["id", "amount", "note", "tags"])
    #expect(rows[2] == ["a", "-2", "with, \"quotes\"\nand lines", #"["a",1]"#])
    #expect(rows.count == 5)
  }

  /// RFC 4180, character by character.
  private static func parseCSV(_ text: String) -> [[String]] {
    var rows: [[String]] = [[]]
    var cell = ""
    var isQuoted = false
    var characters = Array(text)[...]
    while let character = characters.popFirst() {
      if isQuoted {
        if character == "\"", characters.first == "\"" {
          cell.append("\"")
          characters.removeFirst()
        } else if character == "\"" {
          isQuoted = false
        } else {
          cell.append(character)
        }
      } else if character == "\"" {
        isQuoted = true
      } else if character == "," || character == "\n" {
        rows[rows.count - 1].append(cell)
        cell = ""
        if character == "\n" { rows.append([]) }
      } else {
        cell.append(character)
      }
    }
    return rows.filter { !$0.isEmpty }
  }

  @Test func sortingComparesNumbersByValueAndPutsNothingLast() throws {
    let ascending = ListOptions(fields: ["id"], sort: [SortKey(field: "amount", descending: false)], noHeader: true)
    #expect(try text(ascending) == "a\nc\nb\nd\n")
    let descending = ListOptions(fields: ["id"], sort: [SortKey(field: "amount", descending: true)], noHeader: true)
    #expect(try text(descending) == "b\nc\na\nd\n")
  }

  @Test func sortingOfExactAmountsAgreesWithDecimalArithmetic() throws {
    let amounts = [
      "0", "-0", "00.50", "0.5", "-1.25", "1.250000000001", "1.25", "100", "99.9999999999999999999", "-100",
    ]
    let records = amounts.enumerated().map { Self.record("r\($0.offset)", .decimal($0.element)) }
    let options = ListOptions(
      format: .csv, fields: ["amount"], sort: [SortKey(field: "amount", descending: false)], noHeader: true)
    let sorted = try text(options, records: records).split(separator: "\n").compactMap { Decimal(string: String($0)) }
    #expect(sorted == sorted.sorted())
    #expect(sorted.count == amounts.count)
  }

  @Test func filtersAndLimitsCut() throws {
    #expect(try text(ListOptions(filters: [("id", "c")], noHeader: true)).hasPrefix("c"))
    #expect(try text(ListOptions(limit: 2, quiet: true)) == "b\na\n")
    #expect(try text(ListOptions(sort: [SortKey(field: "id", descending: true)], limit: 1, quiet: true)) == "d\n")
    #expect(try text(ListOptions(format: .jsonl, limit: 0)) == "")
  }

  @Test func unknownFieldsNameTheKnownOnes() {
    for options in [
      ListOptions(fields: ["amont"]), ListOptions(sort: [SortKey(field: "amont", descending: false)]),
      ListOptions(filters: [("amont", "")]),
    ] {
      let fault = #expect(throws: RecordFieldError.self) { try text(options) }
      #expect(fault?.suggestion == "amount")
      #expect(fault?.available == ["id", "amount", "note", "tags"])
    }
  }

  @Test func fieldsChooseColumnsAndTheirOrder() throws {
    #expect(try text(ListOptions(fields: ["tags", "id"])).hasPrefix("TAGS  ID\na,1   b\n"))
  }

  @Test func aTerminalsWidthIsKept() throws {
    let wide = [Self.record("identifier", .integer(1), .text(String(repeating: "long ", count: 40)))]
    for width in [20, 40, 80] {
      let lines = try text(ListOptions(), width: width, records: wide).split(separator: "\n")
      #expect(lines.allSatisfy { DisplayWidth.of(String($0)) <= width }, "\(width)")
    }
    #expect(try text(ListOptions(), records: wide).contains("long long long"))
  }

  @Test func storedDataNeverSteersTheTerminal() throws {
    let hostile = [Self.record("\u{1B}[2J", .text("\u{202E}x"), .text("\r\u{9B}31m\u{7}"))]
    for format in [OutputFormat.table, .json, .jsonl] {
      let output = try text(ListOptions(format: format), width: 80, records: hostile)
      #expect(
        !output.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || (0x7F...0x9F).contains($0.value) },
        "\(format)")
    }
    #expect(try !text(ListOptions(quiet: true), records: hostile).contains("\u{1B}"))
  }

  @Test func statusWordsAreColouredOnlyWhereWanted() throws {
    let one = [Self.record("active", .integer(1))]
    #expect(try text(ListOptions(), records: one, styled: true).contains("\u{1B}[32mactive\u{1B}[0m"))
    #expect(try !text(ListOptions(), records: one).contains("\u{1B}"))
  }

  @Test func oneRecordIsAnObject() throws {
    func one(_ options: ListOptions) throws -> String {
      let sink = StringSink()
      try writeRecord(
        records[0], schema: Self.schema, options: options, sink: sink, styler: Styler(enabled: false),
        yaml: { $0.json() + "\n" })
      return sink.text
    }
    #expect(try one(ListOptions()) == "Id      b\nAmount  10.5\nNote    plain\nTags    a,1\n")
    #expect(try one(ListOptions(format: .json)) == #"{"amount":"10.5","id":"b","note":"plain","tags":["a",1]}"# + "\n")
    #expect(try one(ListOptions(format: .jsonl)) == one(ListOptions(format: .json)))
    #expect(try one(ListOptions(format: .csv, fields: ["id", "note"])) == "id,note\nb,plain\n")
    #expect(try one(ListOptions(format: .yaml, fields: ["id"])) == "{\"id\":\"b\"}\n")
    #expect(try one(ListOptions(quiet: true)) == "b\n")
    #expect(throws: RecordFieldError.self) { try one(ListOptions(fields: ["x"])) }
  }
}
