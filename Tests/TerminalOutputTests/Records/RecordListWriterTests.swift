// SPDX-License-Identifier: Apache-2.0

import Foundation
import TenantTestSupport
import Testing

@testable import TerminalOutput

@Suite struct RecordListWriterTests {
  private let schema = RecordSchema(
    identity: "slug",
    columns: [
      Column("slug", priority: 10), Column("homeRegion", priority: 6),
      Column("tenants", alignment: .right, priority: 8),
      Column("labels", inTable: false),
    ])
  private let records = [
    Record([
      "slug": .text("globex"), "homeRegion": .text("us-east-1"), "tenants": .integer(12), "labels": .list([.text("x")]),
    ]),
    Record(["slug": .text("acme"), "homeRegion": .null, "tenants": .integer(3), "labels": .list([])]),
    Record(["slug": .text("initech"), "homeRegion": .text("eu-west-1"), "tenants": .integer(100), "labels": .list([])]),
  ]

  private func yaml(_ value: FieldValue) -> String { "yaml:\(value.json())\n" }

  private func listed(_ options: ListOptions, width: Int? = nil, styled: Bool = false) throws -> String {
    let sink = StringSink(width: width)
    let writer = try RecordListWriter(
      schema: schema, options: options, sink: sink, styler: Styler(enabled: styled), yaml: yaml)
    for record in records { try writer.append(record) }
    try writer.finish()
    return sink.text
  }

  @Test func aTableIsAligned() throws {
    #expect(
      try listed(ListOptions()) == """
        SLUG     HOME REGION  TENANTS
        globex   us-east-1         12
        acme     -                  3
        initech  eu-west-1        100

        """)
    #expect(try listed(ListOptions(noHeader: true)).hasPrefix("globex   us-east-1   12\n"))
  }

  @Test func everyFormatHasEveryField() throws {
    #expect(
      try listed(ListOptions(format: .json, limit: 2)) == """
        [{"homeRegion":"us-east-1","labels":["x"],"slug":"globex","tenants":12},\
        {"homeRegion":null,"labels":[],"slug":"acme","tenants":3}]

        """)
    #expect(
      try listed(ListOptions(format: .jsonl, fields: ["tenants", "slug"])) == """
        {"slug":"globex","tenants":12}
        {"slug":"acme","tenants":3}
        {"slug":"initech","tenants":100}

        """)
    #expect(
      try listed(ListOptions(format: .csv, limit: 2)) == """
        slug,homeRegion,tenants,labels
        globex,us-east-1,12,"[""x""]"
        acme,,3,[]

        """)
    #expect(
      try listed(ListOptions(format: .csv, fields: ["tenants", "slug"], limit: 1, noHeader: true)) == "12,globex\n")
    #expect(
      try listed(ListOptions(format: .yaml, fields: ["slug"], limit: 2))
        == "yaml:[{\"slug\":\"globex\"},{\"slug\":\"acme\"}]\n"
    )
  }

  @Test func prettyJSONIsLaidOutAsAWhole() throws {
    let text = try listed(ListOptions(format: .json, fields: ["slug"], limit: 2, prettyJSON: true))
    #expect(text == "[\n  {\n    \"slug\": \"globex\"\n  },\n  {\n    \"slug\": \"acme\"\n  }\n]\n")
  }

  @Test func anEmptyListIsStillOfItsFormat() throws {
    let filters = [(field: "slug", value: "nobody")]
    #expect(try listed(ListOptions(filters: filters)) == "")
    #expect(try listed(ListOptions(format: .json, filters: filters)) == "[]\n")
    #expect(try listed(ListOptions(format: .jsonl, filters: filters)) == "")
    #expect(try listed(ListOptions(format: .csv, filters: filters)) == "slug,homeRegion,tenants,labels\n")
    #expect(try listed(ListOptions(format: .csv, filters: filters, noHeader: true)) == "")
    #expect(try listed(ListOptions(format: .yaml, filters: filters)) == "yaml:[]\n")
    #expect(try listed(ListOptions(format: .json, filters: filters, quiet: true)) == "")
  }

  @Test func filteringOrderingAndCuttingWorkInEveryFormat() throws {
    for format in OutputFormat.allCases {
      let options = ListOptions(
        format: format, sort: [SortKey(field: "tenants", descending: true)], limit: 2,
        filters: [(field: "labels", value: "")], quiet: true)
      #expect(try listed(options) == "initech\nacme\n")
    }
    #expect(try listed(ListOptions(filters: [(field: "homeRegion", value: "")], quiet: true)) == "acme\n")
    #expect(
      try listed(
        ListOptions(format: .jsonl, fields: ["slug"], sort: [SortKey(field: "slug", descending: false)], limit: 1))
        == "{\"slug\":\"acme\"}\n")
  }

  @Test func resultsAreWrittenAsTheyComeUnlessTheyMustWait() throws {
    for format in [OutputFormat.json, .jsonl, .csv] {
      let sink = StringSink()
      let writer = try RecordListWriter(
        schema: schema, options: ListOptions(format: format), sink: sink, styler: Styler(enabled: false), yaml: yaml)
      try writer.append(records[0])
      #expect(sink.text.contains("globex"))
    }
    let sink = StringSink()
    let writer = try RecordListWriter(
      schema: schema, options: ListOptions(format: .jsonl, sort: [SortKey(field: "slug", descending: false)]),
      sink: sink,
      styler: Styler(enabled: false), yaml: yaml)
    try writer.append(records[0])
    #expect(sink.text.isEmpty)
  }

  @Test func aFullWriterWantsNothingMore() throws {
    for format in OutputFormat.allCases {
      let sink = StringSink()
      let writer = try RecordListWriter(
        schema: schema, options: ListOptions(format: format, limit: 1), sink: sink, styler: Styler(enabled: false),
        yaml: yaml)
      #expect(!writer.isFull)
      try writer.append(records[0])
      #expect(writer.isFull)
      try writer.append(records[1])
      #expect(try writer.finish() == 1)
      #expect(!sink.text.contains("acme"))
    }
  }

  @Test func aLimitOfZeroWantsNothing() throws {
    #expect(try listed(ListOptions(limit: 0)) == "")
    #expect(try listed(ListOptions(format: .json, limit: 0)) == "[]\n")
    #expect(try listed(ListOptions(sort: [SortKey(field: "slug", descending: false)], limit: 0, quiet: true)) == "")
  }

  @Test func unknownFieldsAreRefusedWithTheNearestOne() throws {
    for options in [
      ListOptions(fields: ["slgu"]), ListOptions(sort: [SortKey(field: "slgu", descending: false)]),
      ListOptions(filters: [(field: "slgu", value: "x")]),
    ] {
      let fault = #expect(throws: RecordFieldError.self) { try listed(options) }
      #expect(fault?.suggestion == "slug")
      #expect(fault?.available == ["slug", "homeRegion", "tenants", "labels"])
    }
    #expect(RecordFieldError(unknown: "zzz", available: ["slug"]).suggestion == nil)
  }

  @Test func oneResultIsAnObjectOrASheet() throws {
    func shown(_ options: ListOptions, styled: Bool = false) throws -> String {
      let sink = StringSink()
      try writeRecord(
        records[0], schema: schema, options: options, sink: sink, styler: Styler(enabled: styled), yaml: yaml)
      return sink.text
    }
    #expect(
      try shown(ListOptions()) == "Slug         globex\nHome region  us-east-1\nTenants      12\nLabels       x\n")
    #expect(try shown(ListOptions(fields: ["tenants"], quiet: false)) == "Tenants  12\n")
    #expect(try shown(ListOptions(quiet: true)) == "globex\n")
    #expect(try shown(ListOptions(format: .json, fields: ["slug"])) == "{\"slug\":\"globex\"}\n")
    #expect(
      try shown(ListOptions(format: .json, fields: ["slug"], prettyJSON: true)) == "{\n  \"slug\": \"globex\"\n}\n")
    #expect(try shown(ListOptions(format: .jsonl, fields: ["slug"], prettyJSON: true)) == "{\"slug\":\"globex\"}\n")
    #expect(
      try shown(ListOptions(format: .csv, fields: ["slug", "labels"])) == "slug,labels\nglobex,\"[\"\"x\"\"]\"\n")
    #expect(try shown(ListOptions(format: .csv, fields: ["slug"], noHeader: true)) == "globex\n")
    #expect(try shown(ListOptions(format: .yaml, fields: ["slug"])) == "yaml:{\"slug\":\"globex\"}\n")
    #expect(try shown(ListOptions(fields: ["slug"]), styled: true) == "\u{1B}[1mSlug\u{1B}[0m  globex\n")
    #expect(throws: RecordFieldError.self) { try shown(ListOptions(fields: ["nothing"])) }
  }

  @Test func storedTextNeverSteersATerminal() throws {
    var generator = SeededGenerator(seed: 9)
    for _ in 0..<300 {
      let text = HostileText.random(&generator)
      let values = FieldValue.list([
        .object([Field(name: "a", value: .text(text)), Field(name: "b", value: .text("x"))])
      ])
      for options in [ListOptions(fields: ["slug", "labels"]), ListOptions(quiet: true), ListOptions(format: .json)] {
        let sink = StringSink(width: 60)
        let writer = try RecordListWriter(
          schema: schema, options: options, sink: sink, styler: Styler(enabled: false), yaml: yaml)
        let record = Record(["slug": .text(text), "labels": values])
        try writer.append(record)
        try writer.finish()
        try writeRecord(
          record, schema: schema, options: options, sink: sink, styler: Styler(enabled: false), yaml: yaml)
        if options.format == .table {
          #expect(!HostileText.steersTerminal(sink.text), "\(sink.text.debugDescription)")
        } else {
          #expect(
            !sink.text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || (0x7F...0x9F).contains($0.value) })
        }
      }
    }
  }
}
