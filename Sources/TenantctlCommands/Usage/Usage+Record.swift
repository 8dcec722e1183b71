// SPDX-License-Identifier: Apache-2.0

package import TenantAdmin
import TenantModel
package import TerminalOutput

extension UsageIngestion: RecordConvertible {
  package static let recordSchema = RecordSchema(
    identity: "ingested",
    columns: [
      Column("input"), Column("format"), Column("read", alignment: .right), Column("ingested", alignment: .right),
      Column("duplicates", alignment: .right), Column("rejected", alignment: .right),
      Column("conflicts", alignment: .right), Column("backfilled", alignment: .right),
      Column("reversals", alignment: .right), Column("earliest"), Column("latest"), Column("quantities"),
      Column("sha256"),
    ])

  package var record: Record {
    Record([
      "input": .text(input),
      "format": .text(format.rawValue),
      "read": .integer(read),
      "ingested": .integer(ingested),
      "duplicates": .integer(duplicates),
      "rejected": .integer(rejected),
      "conflicts": .integer(conflicts),
      "backfilled": .integer(backfilled),
      "reversals": .integer(reversals),
      "earliest": .optional(earliest?.description),
      "latest": .optional(latest?.description),
      "quantities": .object(
        quantities.sorted { $0.key < $1.key }.map { Field(name: $0.key, value: .integer($0.value)) }),
      "sha256": .optional(sha256),
    ])
  }
}

extension TenantUsageWindow: RecordConvertible {
  package static let recordSchema = RecordSchema(
    identity: "meter",
    columns: [
      Column("tenant", priority: 9),
      Column("tenantId", inTable: false),
      Column("meter", priority: 10),
      Column("from", priority: 7),
      Column("until", priority: 3),
      Column("quantity", alignment: .right, priority: 8),
      Column("events", alignment: .right, priority: 2),
    ])

  package var record: Record {
    Record([
      "tenant": .text(slug.rawValue),
      "tenantId": .text(tenant.rawValue),
      "meter": .text(window.meter.rawValue),
      "from": window.from == UsageSpan.always.from ? .null : .text(window.from.description),
      "until": window.until == UsageSpan.always.until ? .null : .text(window.until.description),
      "quantity": .integer(window.quantity),
      "events": .integer(window.events),
    ])
  }
}
