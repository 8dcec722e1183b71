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
    var body = "<text class=\"title\" x=\"0\" y=\"18\">\(SVG.heading(title, width: width))</text>"
    for (index, row) in rows.enumerated() {
      let top = Self.headHeight + index * Self.rowHeight
      let length = greatest > 0 ? max(row.value > 0 ? 1 : 0, row.value / greatest * room) : 0
      let label = SVG.escape(SVG.fitted(row.label, into: labelWidth))
      body += """
        <g><title>\(SVG.escape(row.label)): \(SVG.escape(row.text))</title>\
        <text x="\(SVG.number(labelWidth))" y="\(top + 16)" text-anchor="end">\(label)</text>\
        <rect class="\(row.look)" x="\(SVG.number(labelWidth + 8))" y="\(top + 3)" \
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
