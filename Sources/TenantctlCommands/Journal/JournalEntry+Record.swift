// SPDX-License-Identifier: Apache-2.0

import TenantModel
package import TerminalOutput

extension JournalEntry: RecordConvertible {
  package static let recordSchema = RecordSchema(
    identity: "revision",
    columns: [
      Column("revision", alignment: .right, priority: 9), Column("time", priority: 6), Column("actor", priority: 7),
      Column("kind", priority: 10), Column("key", priority: 10), Column("tenant", inTable: false),
      Column("reason", priority: 4), Column("before", inTable: false), Column("after", inTable: false),
      Column("hash", inTable: false),
    ])

  package var record: Record {
    Record([
      "revision": .integer(revision), "time": .text(time.description), "actor": .text(actor),
      "kind": .text(kind.rawValue), "key": .text(key), "tenant": .optional(tenant?.rawValue),
      "reason": .optional(reason), "before": Self.document(before), "after": Self.document(after),
      "hash": .text(Hexadecimal.text(hash)),
    ])
  }

  /// The stored document as a value; damaged text stays visible as it is.
  private static func document(_ text: String?) -> FieldValue {
    guard let text else { return .null }
    return (try? JSONValue(parsing: text)).map(FieldValue.init) ?? .text(text)
  }
}

extension FieldValue {
  /// A JSON value as a result's value.
  init(_ value: JSONValue) {
    switch value {
    case .null: self = .null
    case .bool(let value): self = .bool(value)
    case .number(let text): self = .number(text)
    case .string(let text): self = .text(text)
    case .array(let elements): self = .list(elements.map(FieldValue.init))
    case .object(let members):
      self = .object(members.sorted { $0.key < $1.key }.map { Field(name: $0.key, value: FieldValue($0.value)) })
    }
  }
}
