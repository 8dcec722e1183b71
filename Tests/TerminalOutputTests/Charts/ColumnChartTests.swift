// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import TerminalOutput

@Suite struct ColumnChartTests {
  private func column(_ label: String, _ values: [Double]) -> ColumnChart.Column {
    ColumnChart.Column(
      label: label,
      parts: values.enumerated().map { ChartRow(label: "p\($0)", value: $1, text: "\(Int($1))", series: $0) })
  }

  @Test func columnsAreAsHighAsTheirSumAndPartsLieOnEachOther() {
    let svg = ColumnChart(title: "t", columns: [column("a", [3, 1]), column("b", [1, 1])]).svg(width: 400)
    #expect(svg.contains("height=\"165\""))
    #expect(svg.contains("y=\"91\""))
    #expect(svg.contains("y=\"36\" width=\"160\" height=\"55\""))
    #expect(svg.contains("<title>b, p1: 1</title>"))
  }

  @Test func labelsThatHaveNoRoomAreLeftOut() {
    let columns = (0..<100).map { column("2026-11-20T10:00:0\($0)", [1]) }
    let svg = ColumnChart(title: "t", columns: columns).svg(width: 960)
    #expect(svg.ranges(of: "y=\"274\"").count < 10)
    #expect(svg.ranges(of: "y=\"274\"").count > 1)
  }

  @Test func nothingIsDrawnAsNothing() {
    #expect(ColumnChart(title: "t", columns: []).svg(width: 1).contains("viewBox=\"0 0 320 310\""))
    #expect(!ColumnChart(title: "t", columns: [column("a", [0, 0])]).svg(width: 400).contains("height=\"0\""))
    #expect(!ColumnChart(title: "<b>", columns: [column("<i>", [1])]).svg(width: 400).contains("<i>"))
  }

  @Test func barsOfTwoPartsShowThePartAndTheRest() {
    let rows = [
      (part: ChartRow(label: "a", value: 5, text: "5 of 10"), whole: 10.0),
      (part: ChartRow(label: "b", value: 10, text: "10 of 10"), whole: 10),
      (part: ChartRow(label: "c", value: 0, text: "0 of 0"), whole: 0),
    ]
    let lines = TextBars.portions(rows, width: 40, ascii: true)
    let room = lines[1].count { $0 == "#" }
    #expect(lines[0].count { $0 == "#" } == (room + 1) / 2)
    #expect(lines[0].count { $0 == "." } == room / 2)
    #expect(!lines[1].contains("."))
    #expect(lines[2].hasPrefix("c") && !lines[2].contains("#"))
    #expect(TextBars.portions(rows, width: 40)[0].contains("█░"))
  }
}
