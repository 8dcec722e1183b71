// SPDX-License-Identifier: Apache-2.0

/// Horizontal bars for a terminal, in eighths of a column.
package enum TextBars {
  private static let eighths: [Character] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉"]

  /// A line for each row: label, bar, figure; aligned.
  ///
  /// - Parameters:
  ///   - rows: The bars; the longest takes the room that labels and figures leave.
  ///   - width: Columns of a line, at least 40.
  ///   - ascii: Whether only ASCII characters may be used.
  /// - Returns: The lines, without line feeds.
  package static func lines(_ rows: [ChartRow], width: Int, ascii: Bool = false) -> [String] {
    let labels = rows.map { DisplayWidth.truncate(ControlCharacters.escaped($0.label), to: max(10, width / 3)) }
    let labelWidth = labels.map(DisplayWidth.of).max() ?? 0
    let texts = rows.map { ControlCharacters.escaped($0.text) }
    let textWidth = texts.map(DisplayWidth.of).max() ?? 0
    let room = max(8, max(40, width) - labelWidth - textWidth - 4)
    let greatest = rows.map(\.value).max() ?? 0
    return rows.indices.map { index in
      let (label, text) = (labels[index], texts[index])
      let bar = bar(greatest > 0 ? rows[index].value / greatest : 0, room: room, ascii: ascii)
      let labelPadding = String(repeating: " ", count: labelWidth - DisplayWidth.of(label))
      let textPadding = String(repeating: " ", count: textWidth - DisplayWidth.of(text))
      return "\(label)\(labelPadding)  \(textPadding)\(text)  \(bar)"
    }
  }

  /// A line for each row, as of ``lines(_:width:ascii:)``, whose bar is the whole, dark as far as the row goes and light beyond.
  ///
  /// - Parameters:
  ///   - rows: The parts, and the whole of each; a part is at most its whole.
  ///   - width: Columns of a line, at least 40.
  ///   - ascii: Whether only ASCII characters may be used.
  /// - Returns: The lines, without line feeds.
  package static func portions(
    _ rows: [(part: ChartRow, whole: Double)], width: Int, ascii: Bool = false
  ) -> [String] {
    let wholes = rows.map { ChartRow(label: $0.part.label, value: $0.whole, text: $0.part.text) }
    let mark: Character = ascii ? "#" : "█"
    return zip(lines(wholes, width: width, ascii: ascii), rows).map { line, row in
      // Whole columns only: an eighth cannot be dark and light at once.
      let columns = line.reversed().prefix { $0 != " " }.count
      guard columns > 0, row.whole > 0, row.part.value < row.whole else { return line }
      let dark = Int((row.part.value / row.whole * Double(columns)).rounded())
      let light = String(repeating: ascii ? "." : "░", count: columns - dark)
      return line.dropLast(columns) + String(repeating: mark, count: dark) + light
    }
  }

  private static func bar(_ share: Double, room: Int, ascii: Bool) -> String {
    let units = Int((share * Double(room) * 8).rounded())
    if ascii { return String(repeating: "#", count: (units + 4) / 8) }
    let rest = units % 8
    return String(repeating: "█", count: units / 8) + (rest > 0 ? String(eighths[rest - 1]) : "")
  }
}
