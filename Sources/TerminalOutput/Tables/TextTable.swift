// SPDX-License-Identifier: Apache-2.0

/// Rows in aligned columns, two blanks apart, the last one not padded.
struct TextTable {
  let columns: [Column]
  let rows: [[FieldValue]]
  private static let gap = 2
  private static let narrowest = 8

  /// Lays the table out.
  ///
  /// - Parameters:
  ///   - width: Width to fit into; `nil` means that nothing is cut.
  ///   - header: Whether the headings are written.
  ///   - styler: Colours.
  /// - Returns: The lines, each with its line feed.
  func text(width: Int?, header: Bool, styler: Styler) -> String {
    var shown = Array(columns.indices)
    var cells = rows.map { row in row.map { Self.plain($0) } }
    var widths = columns.indices.map { column in
      max(header ? DisplayWidth.of(columns[column].heading) : 0, cells.map { DisplayWidth.of($0[column]) }.max() ?? 0)
    }
    if let width { fit(&shown, &widths, into: width) }
    for row in cells.indices {
      for column in shown { cells[row][column] = DisplayWidth.truncate(cells[row][column], to: widths[column]) }
    }
    var text = ""
    if header {
      let headings = columns.map { DisplayWidth.truncate($0.heading, to: .max) }
      text += line(shown, widths) { column in
        let heading = DisplayWidth.truncate(headings[column], to: widths[column])
        return (heading, styler.bold(heading))
      }
    }
    for (row, values) in cells.enumerated() {
      text += line(shown, widths) { column in
        (values[column], styler.status(values[column], as: rows[row][column]))
      }
    }
    return text
  }

  private func line(_ shown: [Int], _ widths: [Int], _ cell: (Int) -> (plain: String, styled: String)) -> String {
    var line = ""
    for (position, column) in shown.enumerated() {
      let (plain, styled) = cell(column)
      let padding = String(repeating: " ", count: max(0, widths[column] - DisplayWidth.of(plain)))
      if position > 0 { line += String(repeating: " ", count: Self.gap) }
      switch columns[column].alignment {
      case .right: line += padding + styled
      case .left: line += position == shown.count - 1 ? styled : styled + padding
      }
    }
    return line + "\n"
  }

  /// Narrows the widest texts, then leaves out the least important columns.
  private func fit(_ shown: inout [Int], _ widths: inout [Int], into width: Int) {
    func total() -> Int { shown.map { widths[$0] }.reduce(0, +) + Self.gap * max(0, shown.count - 1) }
    while total() > width {
      let candidates = shown.filter {
        columns[$0].alignment == .left && widths[$0] > max(Self.narrowest, columns[$0].heading.count)
      }
      if let widest = candidates.max(by: { widths[$0] < widths[$1] }) {
        let others = candidates.filter { $0 != widest }.map { widths[$0] }.max() ?? 0
        let floor = max(Self.narrowest, columns[widest].heading.count)
        widths[widest] = max(floor, min(widths[widest] - 1, max(others, widths[widest] - (total() - width))))
      } else if shown.count > 1, let least = shown.min(by: { columns[$0].priority < columns[$1].priority }) {
        shown.removeAll { $0 == least }
      } else {
        return
      }
    }
  }

  /// A cell's text: nothing is a dash, control characters are visible.
  static func plain(_ value: FieldValue) -> String {
    if case .null = value { return "-" }
    let text = value.plainText
    return text.isEmpty ? "-" : ControlCharacters.escaped(text)
  }

  static func cell(_ value: FieldValue, styler: Styler) -> String {
    styler.status(plain(value), as: value)
  }
}
