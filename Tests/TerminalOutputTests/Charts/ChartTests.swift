// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import TerminalOutput

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct ChartTests {
  private static let hostile = "<script>\"x\" & 'y'\u{0}\u{1B}[31m</script>"
  private let rows = [
    ChartRow(label: "acme", value: 20, text: "20.00"), ChartRow(label: hostile, value: 5, text: "5.00", series: 9),
    ChartRow(label: "none", value: .nan, text: "-"), ChartRow(label: "less", value: -3, text: "-3"),
  ]

  private func isWellFormed(_ text: String) -> Bool {
    XMLParser(data: Data(text.utf8)).parse()
  }

  @Test func drawingsAreWellFormedWhateverTheLabels() {
    for svg in [
      BarChart(title: Self.hostile, rows: rows).svg(width: 700),
      StackedBar(title: Self.hostile, parts: rows).svg(width: 10),
      StackedBar(title: "zero", parts: [rows[2]]).svg(width: 9),
      BarChart(title: "empty", rows: []).svg(width: 700), StackedBar(title: "empty", parts: []).svg(width: 700),
    ] {
      #expect(isWellFormed(svg))
      #expect(!svg.contains("<script") && !svg.contains("\u{1B}"))
      #expect(!svg.contains("nan") && !svg.contains("inf"))
    }
  }

  @Test func everyExactFigureIsPrinted() {
    let svg = BarChart(title: "t", rows: rows).svg(width: 700)
    for row in rows { #expect(svg.contains(">\(row.text)</text>")) }
  }

  @Test func numbersHaveAtMostTwoDecimals() {
    #expect(
      [0, 1, 1.5, 1.25, 1.005, -0.5, -1.25, 99.999].map(SVG.number) == [
        "0", "1", "1.5", "1.25", "1", "-0.5", "-1.25", "100",
      ])
  }

  @Test func textBarsAreProportionalAndFit() {
    let lines = TextBars.lines(rows, width: 60)
    #expect(lines.allSatisfy { DisplayWidth.of($0) <= 60 })
    #expect(
      lines[0].filter { $0 == "█" }.count == 4 * lines[1].filter { $0 == "█" }.count
        || lines[1].contains { "▏▎▍▌▋▊▉".contains($0) })
    #expect(!lines[2].contains("█"))
    #expect(!lines.joined().contains("\u{1B}"))
    let plain = TextBars.lines(rows, width: 60, ascii: true)
    #expect(plain.allSatisfy { $0.unicodeScalars.allSatisfy { $0.isASCII || $0 == "…" } })
    #expect(TextBars.lines([ChartRow](), width: 60).isEmpty)
  }
}
