// SPDX-License-Identifier: Apache-2.0

import TenantTestSupport
import Testing

@testable import TerminalOutput

@Suite struct TextTableTests {
  private let plain = Styler(enabled: false)

  /// The part of a line that is shown from one column of the terminal to another; `nil` cuts through a character.
  private func part(_ line: Substring, _ columns: Range<Int>) -> String? {
    var position = 0
    var part = ""
    for character in line {
      let width = DisplayWidth.of(character)
      if position >= columns.lowerBound, position + width <= columns.upperBound {
        part.append(character)
      } else if position < columns.upperBound, position + width > columns.lowerBound {
        return nil
      }
      position += width
    }
    return part
  }

  @Test func columnsAreAlignedByWhatIsShown() {
    var generator = SeededGenerator(seed: 10)
    for _ in 0..<300 {
      let columns = (0..<Int.random(in: 1...4, using: &generator)).map {
        Column("c\($0)", alignment: Bool.random(using: &generator) ? .left : .right)
      }
      let rows = (0..<Int.random(in: 0...4, using: &generator)).map { _ in
        columns.map { _ in FieldValue.text(HostileText.random(&generator)) }
      }
      let text = TextTable(columns: columns, rows: rows).text(width: nil, header: true, styler: plain)
      let lines = text.split(separator: "\n")
      #expect(lines.count == rows.count + 1)
      let cells = [columns.map(\.heading)] + rows.map { $0.map(TextTable.plain) }
      let widths = columns.indices.map { column in cells.map { DisplayWidth.of($0[column]) }.max() ?? 0 }
      for (line, row) in zip(lines, cells) {
        var start = 0
        for (index, column) in columns.enumerated() {
          let padding = String(repeating: " ", count: widths[index] - DisplayWidth.of(row[index]))
          let isLast = index == columns.count - 1
          let expected = column.alignment == .right ? padding + row[index] : row[index] + (isLast ? "" : padding)
          // A mark at the start of a cell joins the blank before it, and is then found there.
          if (" " + row[index]).count == row[index].count + 1 {
            #expect(part(line, start..<(start + widths[index])) == expected, "\(line)")
          }
          start += widths[index] + 2
        }
        #expect(DisplayWidth.of(String(line)) <= start - 2)
      }
    }
  }

  @Test func aTableFitsTheTerminal() {
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<300 {
      let columns = (0..<Int.random(in: 1...6, using: &generator)).map {
        Column("column\($0)", priority: Int.random(in: 1...10, using: &generator))
      }
      let rows = (0..<3).map { _ in
        columns.map { _ in FieldValue.text(String(repeating: "x", count: Int.random(in: 1...60, using: &generator))) }
      }
      let width = Int.random(in: 20...120, using: &generator)
      let table = TextTable(columns: columns, rows: rows)
      let lines = table.text(width: width, header: true, styler: plain).split(separator: "\n")
      #expect(lines.allSatisfy { DisplayWidth.of(String($0)) <= width })
      let natural = table.text(width: nil, header: true, styler: plain).split(separator: "\n")
      if natural.allSatisfy({ DisplayWidth.of(String($0)) <= width }) { #expect(lines == natural) }
      // What is most important stays, and columns keep their order.
      let headings = lines[0].split(separator: " ").map(String.init)
      #expect(headings == columns.map(\.heading).filter(headings.contains))
      let kept = columns.filter { headings.contains($0.heading) }.map(\.priority)
      let dropped = columns.filter { !headings.contains($0.heading) }.map(\.priority)
      if let least = kept.min(), let greatest = dropped.max() { #expect(greatest <= least) }
    }
  }

  @Test func theWidestTextIsCutFirstAndNumbersNever() {
    let table = TextTable(
      columns: [Column("slug"), Column("why"), Column("cost", alignment: .right)],
      rows: [[.text("acme-incorporated"), .text(String(repeating: "because ", count: 6)), .integer(123_456_789_012)]])
    #expect(
      table.text(width: 50, header: true, styler: plain) == """
        SLUG               WHY                        COST
        acme-incorporated  because because …  123456789012

        """)
    #expect(
      table.text(width: 41, header: false, styler: plain) == "acme-incorporated  because…  123456789012\n")
    // What stands first names the row, and is what the next command is given.
    #expect(table.text(width: 32, header: false, styler: plain) == "acme-incorporated  because beca…\n")
    #expect(table.text(width: 22, header: false, styler: plain) == "acme-incorporated\n")
    #expect(table.text(width: 5, header: false, styler: plain) == "acme…\n")
  }

  @Test func ofEqualColumnsTheLastOneGoes() {
    let table = TextTable(
      columns: [Column("first", alignment: .right), Column("second", alignment: .right)],
      rows: [[.integer(1_234_567_890), .integer(9_876_543_210)]])
    #expect(table.text(width: 15, header: true, styler: plain) == "     FIRST\n1234567890\n")
  }

  @Test func stylesDoNotMoveColumns() {
    let table = TextTable(
      columns: [Column("state"), Column("slug")],
      rows: [[.text("active"), .text("acme")], [.text("suspended"), .text("globex")]])
    #expect(
      table.text(width: nil, header: true, styler: Styler(enabled: true)) == """
        \u{1B}[1mSTATE\u{1B}[0m      \u{1B}[1mSLUG\u{1B}[0m
        \u{1B}[32mactive\u{1B}[0m     acme
        \u{1B}[33msuspended\u{1B}[0m  globex

        """)
  }

  @Test func headingsComeFromNames() {
    #expect(Column("homeRegion").heading == "HOME REGION")
    #expect(Column("slug").heading == "SLUG")
    #expect(Column("expiresAt", heading: "EXPIRES").heading == "EXPIRES")
  }
}
