// SPDX-License-Identifier: Apache-2.0

package import TenantModel
package import TerminalOutput

extension MigrationRecord: RecordConvertible {
  package static let recordSchema = RecordSchema(
    identity: "id",
    columns: [
      Column("id", priority: 10),
      Column("tenant", priority: 9),
      Column("tenantId", inTable: false),
      Column("from", priority: 8),
      Column("fromRegion", inTable: false),
      Column("to", priority: 8),
      Column("toRegion", inTable: false),
      Column("epochBefore", alignment: .right, inTable: false),
      Column("epochAfter", heading: "EPOCH", alignment: .right, priority: 4),
      Column("units", alignment: .right, inTable: false),
      Column("allowedRegions", inTable: false),
      Column("state", priority: 6),
      Column("startedAt", heading: "STARTED", priority: 5),
      Column("completedAt", inTable: false),
    ])

  package var record: Record {
    Record([
      "id": .text(id.rawValue),
      "tenant": .text(slug.rawValue),
      "tenantId": .text(tenant.rawValue),
      "from": .optional(from?.path),
      "fromRegion": .optional(from?.region.rawValue),
      "to": .text(to.path),
      "toRegion": .text(to.region.rawValue),
      "epochBefore": .integer(epochBefore),
      "epochAfter": .integer(epochAfter),
      "units": .integer(units),
      "allowedRegions": .list(allowedRegions.map { .text($0.rawValue) }),
      "state": .text(state.rawValue),
      "startedAt": .text(startedAt.description),
      "completedAt": .optional(completedAt?.description),
    ])
  }
}

extension MigrationPlan: RecordConvertible {
  package static let recordSchema = RecordSchema(
    identity: "tenant",
    columns: [
      Column("tenant"), Column("from"), Column("pool"), Column("to"), Column("units", alignment: .right),
      Column("epoch", alignment: .right), Column("allowedRegions"), Column("allowed"), Column("checks"),
    ])

  package var record: Record {
    Record([
      "tenant": .text(slug.rawValue),
      "from": .optional(from?.path),
      "pool": .text(pool.rawValue),
      "to": .optional(to?.path),
      "units": .integer(units),
      "epoch": .integer(epoch),
      "allowedRegions": .list(allowedRegions.map { .text($0.rawValue) }),
      "allowed": .bool(isAllowed),
      "checks": .list(checks.map(\.fields)),
    ])
  }
}

extension MigrationCheck: RecordConvertible {
  package static let recordSchema = RecordSchema(
    identity: "check", columns: [Column("check"), Column("passed"), Column("detail")])

  package var record: Record {
    Record(["check": .text(name), "passed": .bool(passed), "detail": .text(detail)])
  }

  fileprivate var fields: FieldValue { .object(record.fields) }
}
