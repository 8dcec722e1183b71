// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
package import TerminalOutput

extension OwnedQuota: RecordConvertible {
  package static let recordSchema = RecordSchema(
    identity: "quota",
    columns: [
      Column("quota", priority: 10),
      Column("tier", priority: 9),
      Column("tenant", priority: 9),
      Column("user", priority: 8),
      Column("allowance", alignment: .right, priority: 10),
      Column("kind", priority: 6),
      Column("limit", alignment: .right, inTable: false),
      Column("window", inTable: false),
      Column("burst", alignment: .right, priority: 5),
      Column("meter", priority: 3),
      Column("onExceed", priority: 4),
      Column("failurePolicy", priority: 2),
      Column("mode", inTable: false),
      Column("onChange", inTable: false),
      Column("decrease", inTable: false),
      Column("alerts", inTable: false),
      Column("shadow", alignment: .right, inTable: false),
      Column("createdAt", inTable: false),
      Column("updatedAt", inTable: false),
      Column("version", alignment: .right, inTable: false),
    ])

  package var record: Record {
    let quota = assignment.quota
    var tier: String?
    if case .tier(let name) = assignment.scope { tier = name.rawValue }
    return Record([
      "quota": .text(quota.key.rawValue),
      "tier": .optional(tier),
      "tenant": .optional(tenant?.rawValue),
      "user": .optional(assignment.scope.user),
      "allowance": .text(quota.allowance.description),
      "kind": .text(quota.kind.rawValue),
      "limit": .optional(quota.allowance.limit),
      "window": .text(quota.allowance.window.text),
      "burst": .optional(quota.burst),
      "meter": .text(quota.meter.rawValue),
      "onExceed": .text(quota.onExceed.rawValue),
      "failurePolicy": .text(quota.failurePolicy.description),
      "mode": .optional(quota.kind == .rate ? quota.mode.rawValue : nil),
      "onChange": .text(quota.onChange.rawValue),
      "decrease": .text(quota.decrease.description),
      "alerts": .list(quota.alerts.map { .integer(Int64($0)) }),
      "shadow": .integer(Int64(quota.shadow)),
      "createdAt": .text(assignment.createdAt.description),
      "updatedAt": .text(assignment.updatedAt.description),
      "version": .integer(assignment.version),
    ])
  }

  /// When the change holds, as the end of a sentence; empty where it does at once.
  var delay: String {
    switch lowersWith {
    case nil, .immediate: ""
    case .periodEnd: ", from the end of the period on"
    case .grace: ", after a \(lowersWith?.description.replacing(":", with: " of ") ?? "")"
    case .soft: ", which is only reported until --decrease says when it holds"
    }
  }

  /// Whose it is, in a sentence.
  var ownerName: String {
    switch assignment.scope {
    case .tier(let tier): "tier '\(tier)'"
    case .tenant: "tenant '\(tenant?.rawValue ?? "")'"
    case .user(_, let user): "user '\(user)' of tenant '\(tenant?.rawValue ?? "")'"
    }
  }
}

extension OwnedGrant: RecordConvertible {
  package static let recordSchema = RecordSchema(
    identity: "id",
    columns: [
      Column("id", priority: 10), Column("tenant", priority: 9), Column("quota", priority: 9),
      Column("add", alignment: .right, priority: 8), Column("from", priority: 4), Column("until", priority: 7),
      Column("reason", priority: 3), Column("createdAt", inTable: false),
    ])

  package var record: Record {
    Record([
      "id": .text(grant.id.rawValue), "tenant": .text(tenant.rawValue), "quota": .text(grant.quota.rawValue),
      "add": .text(grant.addition.description), "from": .text(grant.from.description),
      "until": .text(grant.until.description), "reason": .optional(grant.reason),
      "createdAt": .text(grant.createdAt.description),
    ])
  }
}
