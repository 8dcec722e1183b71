// SPDX-License-Identifier: Apache-2.0

/// Horizontal bars, each with its label on the left and its exact figure on the right.
package struct BarChart: Sendable {
  /// What the chart shows.
  package let title: String
  /// The bars, from top to bottom.
  package let rows: [ChartRow]
  private static let rowHeight = 26
  private static let headHeight = 32

  /// Creates a chart.
  package init(title: String, rows: [ChartRow]) {
    self.title = title
    self.rows = rows
  }

  /// Draws the chart; its height follows from the number of bars.
  ///
  /// - Parameter width: Width in user units, at least 320; the page scales it.
  /// - Returns: An `svg` element.
  package func svg(width: Int) -> String {
    let width = max(320, width)
    let labelWidth = Double(width) * 0.3
    let valueWidth = Double(width) * 0.24
    let room = Double(width) - labelWidth - valueWidth - 16
    let greatest = rows.map(\.value).max() ?? 0
    var body = "<text class=\"title\" x=\"0\" y=\"18\">\(SVG.escape(title))</text>"
    for (index, row) in rows.enumerated() {
      let top = Self.headHeight + index * Self.rowHeight
      let length = greatest > 0 ? max(row.value > 0 ? 1 : 0, row.value / greatest * room) : 0
      let label = SVG.escape(SVG.fitted(row.label, into: labelWidth))
      body += """
        <g><title>\(SVG.escape(row.label)): \(SVG.escape(row.text))</title>\
        <text x="\(SVG.number(labelWidth))" y="\(top + 16)" text-anchor="end">\(label)</text>\
        <rect class="s\(abs(row.series) % 8)" x="\(SVG.number(labelWidth + 8))" y="\(top + 3)" \
        width="\(SVG.number(length))" height="\(Self.rowHeight - 8)" rx="2"/>\
        <text class="value" x="\(SVG.number(labelWidth + 14 + length))" y="\(top + 16)">\(SVG.escape(row.text))</text></g>
        """
    }
    let height = Self.headHeight + rows.count * Self.rowHeight + 4
    body +=
      "<line class=\"axis\" x1=\"\(SVG.number(labelWidth + 8))\" x2=\"\(SVG.number(labelWidth + 8))\" y1=\"\(Self.headHeight)\" y2=\"\(height - 4)\"/>"
    return SVG.document(width: width, height: height, title: title, body: body)
  }
}

/// One bar divided into parts, with a legend of exact figures below: the parts of a whole.
package struct StackedBar: Sendable {
  /// What the chart shows.
  package let title: String
  /// The parts, from left to right.
  package let parts: [ChartRow]
  private static let legendColumns = 2

  /// Creates a chart.
  package init(title: String, parts: [ChartRow]) {
    self.title = title
    self.parts = parts
  }

  /// Draws the chart; its height follows from the number of parts.
  ///
  /// - Parameter width: Width in user units, at least 320; the page scales it.
  /// - Returns: An `svg` element.
  package func svg(width: Int) -> String {
    let width = max(320, width)
    let total = parts.reduce(0) { $0 + $1.value }
    var body = "<text class=\"title\" x=\"0\" y=\"18\">\(SVG.escape(title))</text>"
    var start = 0.0
    let columnWidth = Double(width) / Double(Self.legendColumns)
    for (index, part) in parts.enumerated() {
      let length = total > 0 ? part.value / total * Double(width) : 0
      let look = "s\(abs(part.series) % 8)"
      let caption = "<title>\(SVG.escape(part.label)): \(SVG.escape(part.text))</title>"
      let legendX = Double(index % Self.legendColumns) * columnWidth
      let legendY = 74 + index / Self.legendColumns * 22
      let legend = SVG.fitted("\(part.label)  \(part.text)", into: columnWidth - 24)
      body += """
        <rect class="\(look)" x="\(SVG.number(start))" y="30" width="\(SVG.number(length))" height="24">\(caption)</rect>\
        <rect class="\(look)" x="\(SVG.number(legendX))" y="\(legendY - 10)" width="12" height="12"/>\
        <text x="\(SVG.number(legendX + 18))" y="\(legendY)">\(SVG.escape(legend))</text>
        """
      start += length
    }
    let lines = (parts.count + Self.legendColumns - 1) / Self.legendColumns
    return SVG.document(width: width, height: 66 + lines * 22, title: title, body: body)
  }
}
