// SPDX-License-Identifier: Apache-2.0

/// One bar of a chart.
package struct ChartRow: Equatable, Sendable {
  /// What the bar stands for.
  package let label: String
  /// How long the bar is, relative to the others; for drawing only, never printed.
  package let value: Double
  /// The exact figure, as it is printed.
  package let text: String
  /// Which of eight looks the bar has.
  package let series: Int

  /// Creates a bar; a value that is negative or no number is drawn without length.
  package init(label: String, value: Double, text: String, series: Int = 0) {
    self.label = label
    self.value = value.isFinite ? max(0, value) : 0
    self.text = text
    self.series = series
  }

  /// The style class of the bar.
  var look: String { "s\(series.magnitude % 8)" }
}
