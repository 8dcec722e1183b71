// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import Yams

/// A file of rules: a JSON or YAML list of texts, or one rule a line with `#` before comments.
enum FlagRulesFile {
  static func rules(_ source: ByteSource) throws -> [FlagRule] {
    let text = try source.readText(limit: 4 << 20)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { trimmed($0) }
    let start = lines.first { !$0.isEmpty && !$0.hasPrefix("#") }
    // No rule starts with these: attributes are words.
    let isList = start.map { $0.hasPrefix("[") || $0.hasPrefix("- ") || $0 == "-" || $0.hasPrefix("---") } ?? false
    return isList ? try listed(text, source.name) : try plain(lines, source.name)
  }

  private static func plain(_ lines: [Substring], _ name: String) throws -> [FlagRule] {
    try lines.enumerated().filter { !$0.element.isEmpty && !$0.element.hasPrefix("#") }
      .map { index, line in try rule(String(line), InputPlace(source: name, line: index + 1)) }
  }

  private static func listed(_ text: String, _ name: String) throws -> [FlagRule] {
    let document: Node?
    do {
      document = try Yams.compose(yaml: text)
    } catch let fault as YamlError {
      throw YAMLDocument.fault(fault, in: name)
    }
    guard let sequence = document?.sequence else {
      throw InputPlace(source: name, line: 1).fault("not a list of rules", hint: "write each rule as '- RULE'")
    }
    return try sequence.map { node in
      let place = InputPlace(source: name, line: node.mark?.line ?? 1)
      guard case .scalar(let scalar) = node else {
        throw place.fault("not a rule", hint: "write each rule as '- RULE'")
      }
      return try rule(scalar.string, place)
    }
  }

  private static func rule(_ text: String, _ place: InputPlace) throws -> FlagRule {
    do {
      return try FlagRule(parsing: text)
    } catch let fault as TenantError {
      throw place.fault(fault)
    }
  }

  private static func trimmed(_ line: Substring) -> Substring {
    var line = line
    while line.first?.isWhitespace == true { line.removeFirst() }
    while line.last?.isWhitespace == true { line.removeLast() }
    return line
  }
}
