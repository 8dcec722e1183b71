// SPDX-License-Identifier: Apache-2.0

extension FieldValue {
  /// The value on one line, as tables, CSV and filters have it; nested values are compact JSON.
  package var plainText: String {
    switch self {
    case .null: ""
    case .text(let text), .decimal(let text), .number(let text): text
    case .integer(let value): String(value)
    case .bool(let value): value ? "true" : "false"
    case .list(let values):
      values.contains(where: \.isNested) ? json() : values.map(\.plainText).joined(separator: ",")
    case .object(let fields):
      fields.contains { $0.value.isNested }
        ? json() : fields.map { "\($0.name)=\($0.value.plainText)" }.joined(separator: ",")
    }
  }

  private var isNested: Bool {
    switch self {
    case .list, .object: true
    default: false
    }
  }

  /// The value as one CSV cell: lists and objects as compact JSON.
  var csvText: String {
    isNested ? json() : plainText
  }

  /// The value as JSON, keys ascending.
  package func json(pretty: Bool = false) -> String {
    var text = ""
    write(to: &text, pretty: pretty, indent: 0)
    return text
  }

  private func write(to text: inout String, pretty: Bool, indent: Int) {
    switch self {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .integer(let value): text += String(value)
    case .number(let value): text += value
    case .text(let value), .decimal(let value): Self.writeQuoted(value, to: &text)
    case .list(let values):
      Self.write(values, between: ("[", "]"), to: &text, pretty: pretty, indent: indent) { value, text in
        value.write(to: &text, pretty: pretty, indent: indent + 1)
      }
    case .object(let fields):
      let sorted = fields.sorted { $0.name < $1.name }
      Self.write(sorted, between: ("{", "}"), to: &text, pretty: pretty, indent: indent) { field, text in
        Self.writeQuoted(field.name, to: &text)
        text += pretty ? ": " : ":"
        field.value.write(to: &text, pretty: pretty, indent: indent + 1)
      }
    }
  }

  private static func write<Element>(
    _ elements: [Element], between brackets: (String, String), to text: inout String, pretty: Bool, indent: Int,
    _ body: (Element, inout String) -> Void
  ) {
    text += brackets.0
    for (index, element) in elements.enumerated() {
      if index > 0 { text += "," }
      if pretty { text += "\n" + String(repeating: "  ", count: indent + 1) }
      body(element, &text)
    }
    if pretty, !elements.isEmpty { text += "\n" + String(repeating: "  ", count: indent) }
    text += brackets.1
  }

  private static func writeQuoted(_ value: String, to text: inout String) {
    text += "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "\u{0}"..<" ", "\u{7F}"..."\u{9F}":
        let hex = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
