// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import Yams

/// Tenants from a YAML sequence of mappings with the keys that `tenant show --json` prints.
///
/// The whole document is read at once, as YAML needs it; a million tenants are better kept as CSV or NDJSON.
final class YAMLTenantRows: TenantRowSource {
  private let source: ByteSource
  private let digest: SourceDigest
  private var remaining: ArraySlice<Node>

  init(_ source: ByteSource) throws {
    self.source = source
    digest = SourceDigest(watching: source)
    let text = try source.readText()
    do {
      guard let document = try Yams.compose(yaml: text) else {
        remaining = []
        return
      }
      guard let sequence = document.sequence else {
        throw InputPlace(source: source.name, line: document.mark?.line ?? 1).fault(
          "not a sequence", hint: "write a list of mappings, each starting with '- slug: NAME'")
      }
      remaining = Array(sequence)[...]
    } catch let fault as YamlError {
      throw YAMLDocument.fault(fault, in: source.name)
    }
  }

  func next() throws -> TenantRow? {
    guard let node = remaining.popFirst() else { return nil }
    let place = InputPlace(source: source.name, line: node.mark?.line ?? 1)
    return try TenantRow(object: YAMLDocument.value(node, place: place), place: place, lines: Self.lines(of: node))
  }

  func contentDigest() throws -> String { try digest.ofAll(source) }

  /// Where each attribute stands; labels and external ids have mappings of their own.
  private static func lines(of node: Node, prefix: String = "") -> [String: Int] {
    var lines: [String: Int] = [:]
    for (key, value) in node.mapping ?? [:] {
      guard let name = key.string, let mark = key.mark else { continue }
      lines[prefix + name] = mark.line
      if prefix.isEmpty { lines.merge(Self.lines(of: value, prefix: "\(name).")) { first, _ in first } }
    }
    return lines
  }

  var progress: (done: Int64, total: Int64?) { (source.bytesRead, source.size) }
}

/// YAML nodes as the exact values of this project.
enum YAMLDocument {
  /// The value of a node; numbers keep their digits, keys must be texts and may stand once.
  static func value(_ node: Node, place: InputPlace) throws -> JSONValue {
    switch node {
    case .scalar(let scalar):
      switch node.tag.description {
      case Tag.Name.null.rawValue: return .null
      case Tag.Name.bool.rawValue: return .bool(["true", "True", "TRUE", "yes", "on"].contains(scalar.string))
      case Tag.Name.int.rawValue, Tag.Name.float.rawValue: return .number(scalar.string)
      default: return .string(scalar.string)
      }
    case .sequence(let sequence): return .array(try sequence.map { try value($0, place: place) })
    case .mapping(let mapping):
      var members: [String: JSONValue] = [:]
      for (key, member) in mapping {
        guard let name = key.string else { throw place.fault("a key is not a text") }
        let place = InputPlace(source: place.source, line: key.mark?.line ?? place.line, name: name)
        guard members.updateValue(try value(member, place: place), forKey: name) == nil else {
          throw place.fault("duplicate key '\(name.prefix(80))'")
        }
      }
      return .object(members)
    case .alias: throw place.fault("aliases are not supported")
    }
  }

  /// The failure of a document that is not YAML.
  static func fault(_ error: YamlError, in name: String) -> TenantError {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      InputPlace(source: name, line: mark.line, column: mark.column).fault("not valid YAML: \(problem)")
    case .duplicatedKeysInMapping(let duplicates, let context):
      InputPlace(source: name, line: context.mark.line).fault(
        "duplicate key \(duplicates.sorted().map { "'\($0)'" }.joined(separator: ", "))",
        hint: "a key stands once in a mapping")
    default:
      InputPlace(source: name, line: 1).fault("not valid YAML: \(error)")
    }
  }
}
