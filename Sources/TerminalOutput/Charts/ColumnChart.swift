// SPDX-License-Identifier: Apache-2.0

/// Columns over time, each divided into the parts of a whole, with a legend below.
package struct ColumnChart: Sendable {
  /// One column.
  package struct Column: Sendable {
    /// What it stands for.
    package let label: String
    /// Its parts, from the bottom up; the same ones in every column.
    package let parts: [ChartRow]

    /// Creates a column.
    package init(label: String, parts: [ChartRow]) {
      self.label = label
      self.parts = parts
    }
  }

  /// What the chart shows.
  package let title: String
  /// The columns, from left to right.
  package let columns: [Column]
  private static let top = 36.0
  private static let room = 220.0

  /// Creates a chart.
  package init(title: String, columns: [Column]) {
    self.title = title
    self.columns = columns
  }

  /// Draws the chart.
  ///
  /// - Parameter width: Width in user units, at least 320; the page scales it.
  /// - Returns: An `svg` element.
  package func svg(width: Int) -> String {
    let width = max(320, width)
    let step = Double(width) / Double(max(columns.count, 1))
    let greatest = columns.map { $0.parts.reduce(0) { $0 + $1.value } }.max() ?? 0
    var body = "<text class=\"title\" x=\"0\" y=\"18\">\(SVG.heading(title, width: width))</text>"
    // A label is written where it has room, beginning with the first.
    let labelWidth = Double(columns.map { DisplayWidth.of($0.label) }.max() ?? 0) * SVG.characterWidth + 8
    let every = max(1, Int((labelWidth / step).rounded(.up)))
    for (index, column) in columns.enumerated() {
      let left = Double(index) * step
      var bottom = Self.top + Self.room
      for part in column.parts where part.value > 0 && greatest > 0 {
        let height = part.value / greatest * Self.room
        bottom -= height
        body += """
          <rect class="\(part.look)" x="\(SVG.number(left + step * 0.1))" y="\(SVG.number(bottom))" \
          width="\(SVG.number(step * 0.8))" height="\(SVG.number(height))">\
          <title>\(SVG.escape(column.label)), \(SVG.escape(part.label)): \(SVG.escape(part.text))</title></rect>
          """
      }
      if index.isMultiple(of: every) {
        body += """
          <text x="\(SVG.number(left + step * 0.1))" y="\(SVG.number(Self.top + Self.room + 18))">\
          \(SVG.escape(column.label))</text>
          """
      }
    }
    let base = SVG.number(Self.top + Self.room)
    body += "<line class=\"axis\" x1=\"0\" x2=\"\(width)\" y1=\"\(base)\" y2=\"\(base)\"/>"
    return SVG.document(width: width, height: 310, title: title, body: body + legend())
  }

  private func legend() -> String {
    var left = 0.0
    return (columns.first?.parts ?? []).map { part in
      defer { left += Double(DisplayWidth.of(part.label)) * SVG.characterWidth + 44 }
      return """
        <rect class="\(part.look)" x="\(SVG.number(left))" y="288" width="12" height="12"/>\
        <text x="\(SVG.number(left + 18))" y="298">\(SVG.escape(part.label))</text>
        """
    }.joined()
  }
}
