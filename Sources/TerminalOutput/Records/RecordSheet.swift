// SPDX-License-Identifier: Apache-2.0

/// One result as a person reads it: a line for each field, and below a field that holds a list, its elements.
struct RecordSheet {
  let fields: [(heading: String, value: FieldValue)]

  func text(styler: Styler) -> String {
    let width = fields.map { DisplayWidth.of($0.heading) }.max() ?? 0
    var text = ""
    for (heading, value) in fields {
      let padding = String(repeating: " ", count: width - DisplayWidth.of(heading) + 2)
      if let table = Self.table(value) {
        text += styler.bold(heading) + "\n"
        let lines = table.text(width: nil, header: true, styler: styler).split(separator: "\n")
        text += lines.map { "  \($0)\n" }.joined()
      } else {
        let indent = String(repeating: " ", count: width + 2)
        let lines = Self.parts(value).map { TextTable.cell($0, styler: styler) }
        text += styler.bold(heading) + padding + lines.joined(separator: "\n" + indent) + "\n"
      }
    }
    return text
  }

  /// A list of objects as a table of their fields.
  private static func table(_ value: FieldValue) -> TextTable? {
    guard case .list(let elements) = value, case .object(let first)? = elements.first else { return nil }
    let names = first.map(\.name)
    var rows: [[FieldValue]] = []
    for element in elements {
      guard case .object(let fields) = element, fields.map(\.name) == names else { return nil }
      rows.append(fields.map(\.value))
    }
    return TextTable(columns: names.map { Column($0) }, rows: rows)
  }

  /// What gets a line of its own: the elements of a list that could not be told apart between commas.
  private static func parts(_ value: FieldValue) -> [FieldValue] {
    guard case .list(let elements) = value,
      elements.contains(where: { $0.plainText.contains(",") || $0.plainText.contains(" ") })
    else { return [value] }
    return elements
  }
}
