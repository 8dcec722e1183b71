// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
package import TerminalOutput

extension FlagDecision: RecordConvertible {
  package static let recordSchema = RecordSchema(
    identity: "variant",
    columns: [
      Column("flag"), Column("tenant"), Column("user"), Column("value"), Column("variant"), Column("reason"),
      Column("rule", alignment: .right), Column("at"), Column("revision", alignment: .right), Column("trace"),
    ])

  package var record: Record {
    var record = Record([
      "flag": .text(flag.rawValue),
      "tenant": .text(tenant.rawValue),
      "user": .optional(user),
      "value": FieldValue(evaluation.value),
      "variant": .text(evaluation.variant.rawValue),
      "reason": .text(evaluation.reason.rawValue),
      "rule": evaluation.rule.map { .integer(Int64($0)) } ?? .null,
      "at": .text(instant.description),
      "revision": .integer(revision),
    ])
    if !evaluation.trace.isEmpty {
      record.fields.append(Field(name: "trace", value: .list(evaluation.trace.map { .object($0.record.fields) })))
    }
    return record
  }
}

extension FlagTraceStep: RecordConvertible {
  package static let recordSchema = RecordSchema(
    identity: "step",
    columns: [Column("step"), Column("expected"), Column("actual"), Column("outcome", priority: 10)])

  package var record: Record {
    Record([
      "step": .text(stage), "expected": .text(expected), "actual": .text(actual), "outcome": .text(outcome.rawValue),
    ])
  }
}
