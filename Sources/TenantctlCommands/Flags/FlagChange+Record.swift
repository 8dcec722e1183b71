// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
package import TerminalOutput

extension FlagChange: RecordConvertible {
  package static let recordSchema = RecordSchema(
    identity: "revision",
    columns: [
      Column("revision", alignment: .right, priority: 9), Column("time", priority: 7), Column("actor", priority: 6),
      Column("kind", priority: 10), Column("tenant", priority: 5), Column("changes", priority: 10),
      Column("reason", priority: 4), Column("before", inTable: false), Column("after", inTable: false),
    ])

  package var record: Record {
    let (before, after) = (Self.document(entry.before), Self.document(entry.after))
    return Record([
      "revision": .integer(entry.revision),
      "time": .text(entry.time.description),
      "actor": .text(entry.actor),
      "kind": .text(entry.kind.rawValue),
      "tenant": .optional(slug?.rawValue),
      "changes": .list(Self.differences(before, after).map { .text($0) }),
      "reason": .optional(entry.reason),
      "before": FieldValue(before),
      "after": FieldValue(after),
    ])
  }

  /// The stored document; damaged text stays visible as it is.
  private static func document(_ text: String?) -> JSONValue {
    guard let text else { return .null }
    return (try? JSONValue(parsing: text)) ?? .string(text)
  }

  /// What differs, member by member, leaving out what differs every time.
  private static func differences(_ before: JSONValue, _ after: JSONValue) -> [String] {
    guard let earlier = before.object, let later = after.object else {
      if before == .null { return ["created" + (after["variant"]?.string.map { " as \($0)" } ?? "")] }
      return [after == .null ? "removed" : "changed"]
    }
    let names = Set(earlier.keys).union(later.keys).subtracting(["updatedAt", "version"]).sorted()
    return names.filter { earlier[$0] != later[$0] }
      .map { "\($0): \(text(earlier[$0])) → \(text(later[$0]))" }
  }

  private static func text(_ value: JSONValue?) -> String {
    switch value {
    case nil, .null?: "none"
    case .string(let text)?: text
    case let value?: "\(value)"
    }
  }
}
