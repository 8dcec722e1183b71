// SPDX-License-Identifier: Apache-2.0

import TenantModel
package import TerminalOutput

extension FeatureFlag: RecordConvertible {
  package static let recordSchema = RecordSchema(
    identity: "key",
    columns: [
      Column("key", heading: "FLAG", priority: 10),
      Column("description", inTable: false),
      Column("kind", priority: 5),
      Column("state", priority: 9),
      Column("killed", priority: 9),
      Column("variants", inTable: false),
      Column("defaultVariant", heading: "DEFAULT", priority: 6),
      Column("offVariant", heading: "OFF VARIANT", inTable: false),
      Column("from", inTable: false),
      Column("until", inTable: false),
      Column("entitledTiers", heading: "TIERS", priority: 7),
      Column("prerequisites", priority: 4),
      Column("rules", inTable: false),
      Column("rollout", priority: 8),
      Column("createdAt", inTable: false),
      Column("updatedAt", heading: "UPDATED", priority: 3),
      Column("version", alignment: .right, inTable: false),
    ])

  package var record: Record {
    Record([
      "key": .text(key.rawValue),
      "description": .text(summary),
      "kind": .text(kind.rawValue),
      "state": .text(state.rawValue),
      "killed": .bool(isKilled),
      "variants": .object(variants.map { Field(name: $0.name.rawValue, value: FieldValue($0.value)) }),
      "defaultVariant": .text(defaultVariant.rawValue),
      "offVariant": .text(offVariant.rawValue),
      "from": .optional(window.from?.description),
      "until": .optional(window.until?.description),
      "entitledTiers": .list(entitledTiers.map { .text($0.rawValue) }),
      "prerequisites": .list(prerequisites.map { .text("\($0)") }),
      "rules": .list(rules.map { .text("\($0)") }),
      "rollout": .optional(rollout.map { "\($0)" }),
      "createdAt": .text(createdAt.description),
      "updatedAt": .text(updatedAt.description),
      "version": .integer(version),
    ])
  }
}
