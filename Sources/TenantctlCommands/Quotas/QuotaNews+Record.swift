// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
package import TerminalOutput

extension QuotaNews: RecordConvertible {
  package static let recordSchema = RecordSchema(
    identity: "revision",
    columns: [
      "revision", "time", "kind", "tier", "tenant", "tenantId", "user", "quota", "threshold", "used", "limit",
      "periodStart", "before", "after", "actor", "reason",
    ].map { Column($0) })

  package var record: Record {
    Record([
      "revision": .integer(change.entry.revision), "time": .text(change.entry.time.description),
      "kind": .text(change.entry.kind.rawValue), "tier": .optional(change.tier?.rawValue),
      "tenant": .optional(change.tenant?.rawValue), "tenantId": .optional(change.entry.tenant?.rawValue),
      "user": .optional(change.user), "quota": .text(change.entry.key),
      "threshold": .optional(alert.map { Int64($0.threshold) }), "used": .optional(alert?.used),
      "limit": .optional(alert?.limit), "periodStart": .optional(alert?.periodStart.description),
      "before": .optional(change.before), "after": .optional(change.after), "actor": .text(change.entry.actor),
      "reason": .optional(change.entry.reason),
    ])
  }

  /// The news on one line, for a person.
  var line: String {
    let owner =
      change.tier.map { "tier \($0)" } ?? change.tenant?.rawValue ?? change.entry.tenant?.rawValue ?? ""
    let user = change.user.map { " user \($0)" } ?? ""
    return "\(change.entry.time)  \(owner)\(user)  \(change.entry.key)  \(event)"
  }

  private var event: String {
    if let alert {
      let share = "\(alert.threshold)% of \(QuotaAmount.text(alert.limit)) used"
      return "\(share): \(Grouped.text(alert.used)) since \(alert.periodStart)"
    }
    let values = [change.before, change.after].map { $0 ?? "nothing" }.joined(separator: " -> ")
    return "\(change.entry.kind.rawValue) \(values) by \(change.entry.actor)"
  }
}
