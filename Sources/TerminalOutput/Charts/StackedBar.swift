// SPDX-License-Identifier: Apache-2.0

/// One bar divided into parts, with a legend of exact figures below: the parts of a whole.
///
/// The parts are numbered in the bar and in the legend, so that the chart can be read without its colours.
package struct StackedBar: Sendable {
  /// What the chart shows.
  package let title: String
  /// The parts, from left to right.
  package let parts: [ChartRow]
  private static let legendColumns = 2
  private static let lineHeight = 22
  /// Room that a number below its part takes.
  private static let numberWidth = 20.0

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
    let lines = (parts.count + Self.legendColumns - 1) / Self.legendColumns
    var body = "<text class=\"title\" x=\"0\" y=\"18\">\(SVG.heading(title, width: width))</text>"
    var start = 0.0
    for (index, length) in lengths(width: Double(width)).enumerated() {
      body += part(index, start: start, length: length) + legend(index, columnWidth: width / Self.legendColumns)
      start += length
    }
    return SVG.document(width: width, height: 84 + lines * Self.lineHeight, title: title, body: body)
  }

  private func lengths(width: Double) -> [Double] {
    // Shares of the greatest first: the sum of two great values can be beyond what a number holds.
    let greatest = parts.map(\.value).max() ?? 0
    guard greatest > 0 else { return parts.map { _ in 0 } }
    let shares = parts.map { $0.value / greatest }
    let total = shares.reduce(0, +)
    return shares.map { $0 / total * width }
  }

  private func part(_ index: Int, start: Double, length: Double) -> String {
    let part = parts[index]
    let bar = """
      <rect class="\(part.look)" x="\(SVG.number(start))" y="30" width="\(SVG.number(length))" height="24">\
      <title>\(SVG.escape(part.label)): \(SVG.escape(part.text))</title></rect>
      """
    guard length >= Self.numberWidth else { return bar }
    return bar + """
      <text x="\(SVG.number(start + length / 2))" y="69" text-anchor="middle">\(index + 1)</text>
      """
  }

  private func legend(_ index: Int, columnWidth: Int) -> String {
    let part = parts[index]
    let left = index % Self.legendColumns * columnWidth
    let base = 94 + index / Self.legendColumns * Self.lineHeight
    // The figure is what must not be cut.
    let figure = DisplayWidth.of(part.text) + 6
    let label = SVG.fitted(part.label, into: Double(columnWidth - 24) - Double(figure) * SVG.characterWidth)
    return """
      <rect class="\(part.look)" x="\(left)" y="\(base - 10)" width="12" height="12"/>\
      <text x="\(left + 18)" y="\(base)">\(index + 1)  \(SVG.escape(label))  \(SVG.escape(part.text))</text>
      """
  }
}
