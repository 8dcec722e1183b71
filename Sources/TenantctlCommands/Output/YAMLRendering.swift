// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TerminalOutput
import Yams

/// Writes field values as YAML.
enum YAMLRendering {
  static func text(_ value: FieldValue) throws -> String {
    do {
      return try Yams.serialize(node: node(value), indent: 2, width: -1, allowUnicode: true)
    } catch {
      throw TenantError(.internalFault, "a result cannot be written as YAML: \(error)")
    }
  }

  private static func node(_ value: FieldValue) -> Node {
    switch value {
    case .null: Node("null", Tag(.null))
    case .bool(let value): Node(value ? "true" : "false", Tag(.bool))
    case .integer(let value): Node(String(value), Tag(.int))
    case .number(let text): Node(text, Tag(text.allSatisfy { $0.isNumber || $0 == "-" } ? .int : .float))
    // Quotes keep a reader from taking an exact amount, or a text that looks like one, for a floating-point number.
    case .decimal(let text): Node(text, Tag(.str), .doubleQuoted)
    case .text(let text): Node(text, Tag(.str), needsQuotes(text) ? .doubleQuoted : .any)
    case .list(let values): Node(values.map(node), Tag(.seq), values.isEmpty ? .flow : .block)
    case .object(let fields):
      Node(
        fields.map { (node(.text($0.name)), node($0.value)) }, Tag(.map), fields.isEmpty ? .flow : .block)
    }
  }

  private static func needsQuotes(_ text: String) -> Bool {
    guard let first = text.first else { return true }
    return !first.isLetter || ["null", "true", "false", "yes", "no", "on", "off", "y", "n"].contains(text.lowercased())
  }
}
