// SPDX-License-Identifier: Apache-2.0

/// Rows in aligned columns, two blanks apart, the last one not padded.
struct TextTable {
  let columns: [Column]
  let rows: [[FieldValue]]
  private static let gap = 2
  private static let narrowest = 8
  /// Up to this width the most important column is never cut: it is what the next command is given.
  private static let widestName = 40

  /// Lays the table out.
  ///
  /// - Parameters:
  ///   - width: Width to fit into; `nil` means that nothing is cut.
  ///   - header: Whether the headings are written.
  ///   - styler: Colours.
  /// - Returns: The lines, each with its line feed.
  func text(width: Int?, header: Bool, styler: Styler) -> String {
    let cells = rows.map { row in row.map(Self.plain) }
    let natural = columns.indices.map { column in
      max(header ? DisplayWidth.of(columns[column].heading) : 0, cells.map { DisplayWidth.of($0[column]) }.max() ?? 0)
    }
    let (shown, widths) = width.map { fitted(natural, into: $0) } ?? (Array(columns.indices), natural)
    var text = ""
    if header {
      text += line(shown, widths) { column in
        let heading = DisplayWidth.truncate(columns[column].heading, to: widths[column])
        return (heading, styler.bold(heading))
      }
    }
    for (row, values) in cells.enumerated() {
      text += line(shown, widths) { column in
        let cell = DisplayWidth.truncate(values[column], to: widths[column])
        return (cell, styler.status(cell, as: rows[row][column]))
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

  /// Narrows the widest texts, and only where that is not enough leaves out the least important columns.
  private func fitted(_ natural: [Int], into width: Int) -> (shown: [Int], widths: [Int]) {
    var shown = Array(columns.indices)
    while true {
      let room = width - Self.gap * (shown.count - 1)
      let widths = natural.indices.map { column in
        shown.count == 1 ? min(natural[column], max(1, room)) : narrowest(column, natural[column])
      }
      if shown.count <= 1 { return (shown, widths) }
      if shown.map({ widths[$0] }).reduce(0, +) <= room {
        return (shown, narrowed(natural, to: room, of: shown, atLeast: widths))
      }
      // Of equals the last one goes: what stands first names the row.
      if let least = shown.reversed().min(by: { columns[$0].priority < columns[$1].priority }) {
        shown.removeAll { $0 == least }
      }
    }
  }

  /// The least width at which a column is still of use; numbers are never cut.
  private func narrowest(_ column: Int, _ natural: Int) -> Int {
    guard columns[column].alignment == .left else { return natural }
    if column == columns.indices.first(where: { columns[$0].priority == columns.map(\.priority).max() }) {
      return min(natural, Self.widestName)
    }
    return min(natural, max(Self.narrowest, DisplayWidth.of(columns[column].heading)))
  }

  /// Cuts every column that is wider than a common limit to that limit, the greatest that lets all fit.
  private func narrowed(_ natural: [Int], to room: Int, of shown: [Int], atLeast floors: [Int]) -> [Int] {
    func widths(_ limit: Int) -> [Int] { natural.indices.map { min(natural[$0], max(floors[$0], limit)) } }
    func fits(_ limit: Int) -> Bool {
      let widths = widths(limit)
      return shown.map { widths[$0] }.reduce(0, +) <= room
    }
    var (fitting, tooWide) = (0, (natural.max() ?? 0) + 1)
    if fits(tooWide) { return natural }
    while tooWide - fitting > 1 {
      let middle = (fitting + tooWide) / 2
      if fits(middle) { fitting = middle } else { tooWide = middle }
    }
    return widths(fitting)
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
