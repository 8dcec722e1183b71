// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
package import TerminalOutput

extension QuotaChange: RecordConvertible {
  package static let recordSchema = RecordSchema(
    identity: "revision",
    columns: [
      Column("revision", alignment: .right, priority: 7), Column("time", priority: 8), Column("actor", priority: 6),
      Column("kind", priority: 9), Column("tier", priority: 9), Column("tenant", priority: 9),
      Column("user", priority: 8),
      Column("before", priority: 10), Column("after", priority: 10), Column("reason", priority: 4),
    ])

  package var record: Record {
    Record([
      "revision": .integer(entry.revision), "time": .text(entry.time.description), "actor": .text(entry.actor),
      "kind": .text(entry.kind.rawValue), "tier": .optional(tier?.rawValue), "tenant": .optional(tenant?.rawValue),
      "user": .optional(user), "before": .optional(before), "after": .optional(after),
      "reason": .optional(entry.reason),
    ])
  }
}
