// SPDX-License-Identifier: Apache-2.0

package import TenantAdmin
package import TenantModel
package import TerminalOutput

extension EventListing: RecordConvertible {
  package static let recordSchema = RecordSchema(
    identity: "sequence",
    columns: [
      Column("sequence", alignment: .right, priority: 10), Column("publishedAt", priority: 6),
      Column("subject", priority: 9), Column("type", priority: 7), Column("id", priority: 8),
      Column("key", priority: 5),
      Column("bytes", alignment: .right, priority: 3), Column("cause", inTable: false),
    ])

  package var record: Record {
    Record([
      "sequence": .integer(sequence), "publishedAt": .text(publishedAt.description),
      "subject": .text(envelope.subject.rawValue), "type": .text(envelope.type.rawValue),
      "id": .text(envelope.id.rawValue), "key": .optional(envelope.key?.rawValue),
      "bytes": .integer(Int64(sealedBytes)), "cause": .optional(envelope.cause?.rawValue),
    ])
  }
}

extension PublishedEvent: RecordConvertible {
  package static let recordSchema = RecordSchema(
    identity: "id",
    columns: [
      Column("id"), Column("tenant"), Column("stream"), Column("sequence", alignment: .right), Column("duplicate"),
    ])

  package var record: Record {
    Record([
      "id": .text(receipt.id.rawValue), "tenant": .text(tenant.rawValue), "stream": .text(stream.rawValue),
      "sequence": .integer(receipt.sequence), "duplicate": .bool(receipt.isDuplicate),
    ])
  }
}

extension StreamStanding: RecordConvertible {
  package static let recordSchema = RecordSchema(
    identity: "stream",
    columns: [
      Column("tenant", priority: 9), Column("stream", priority: 10), Column("events", alignment: .right, priority: 8),
      Column("subscriptions", alignment: .right, priority: 4), Column("behind", alignment: .right, priority: 8),
      Column("pending", alignment: .right, priority: 6), Column("dead", alignment: .right, priority: 7),
      Column("backlog", alignment: .right, priority: 3), Column("regions", priority: 2),
      Column("grant", inTable: false),
      Column("retentionSeconds", inTable: false),
    ])

  package var record: Record {
    Record(
      fields: [Field(name: "tenant", value: .text(tenant.rawValue))] + stream.record.fields + [
        Field(name: "subscriptions", value: .integer(subscriptions)), Field(name: "behind", value: .integer(behind)),
        Field(name: "pending", value: .integer(pending)), Field(name: "dead", value: .integer(dead)),
      ])
  }
}

extension EventStream: RecordConvertible {
  package static let recordSchema = RecordSchema(
    identity: "stream",
    columns: [
      Column("stream"), Column("events", alignment: .right), Column("backlog", alignment: .right), Column("regions"),
      Column("grant"), Column("retentionSeconds", alignment: .right),
    ])

  package var record: Record {
    Record([
      "stream": .text(name.rawValue), "events": .integer(lastSequence), "backlog": .integer(backlogLimit),
      "regions": regions.map { .list($0.sorted().map { .text($0.rawValue) }) } ?? .null,
      "grant": .optional(grant?.rawValue), "retentionSeconds": .integer(retentionSeconds),
    ])
  }
}

extension EventCount: RecordConvertible {
  package static let recordSchema = RecordSchema(
    identity: "events",
    columns: [
      Column("tenant"), Column("subscription"), Column("from", alignment: .right), Column("to", alignment: .right),
      Column("events", alignment: .right),
    ])

  package var record: Record {
    Record([
      "tenant": .text(tenant.rawValue), "subscription": .text(subscription.rawValue), "from": .integer(from),
      "to": .integer(to), "events": .integer(events),
    ])
  }
}
