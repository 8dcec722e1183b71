// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
package import TerminalOutput

extension QuotaReport: RecordConvertible {
  package static let recordSchema = RecordSchema(
    identity: "quota",
    columns: [
      Column("quota", priority: 10),
      Column("tenant", inTable: false),
      Column("user", inTable: false),
      Column("kind", priority: 4),
      Column("allowance", alignment: .right, priority: 9),
      Column("limit", alignment: .right, inTable: false),
      Column("window", inTable: false),
      Column("burst", alignment: .right, inTable: false),
      Column("used", alignment: .right, priority: 9),
      Column("remaining", alignment: .right, priority: 7),
      Column("percent", heading: "USED %", alignment: .right, priority: 8),
      Column("overdrawn", inTable: false),
      Column("comingAllowance", inTable: false),
      Column("effectiveAt", inTable: false),
      Column("periodStart", inTable: false),
      Column("resetsAt", priority: 5),
      Column("source", priority: 6),
      Column("overrides", inTable: false),
      Column("nestedIn", inTable: false),
      Column("grants", inTable: false),
      Column("meter", inTable: false),
      Column("onExceed", inTable: false),
      Column("failurePolicy", inTable: false),
      Column("mode", inTable: false),
      Column("onChange", inTable: false),
      Column("decrease", inTable: false),
      Column("alerts", inTable: false),
      Column("shadow", inTable: false),
      Column("at", inTable: false),
      Column("note", inTable: false),
      Column("metered", alignment: .right, inTable: false),
    ])

  package var record: Record {
    let quota = effective.quota
    return Record([
      "quota": .text(key.rawValue),
      "tenant": .text(tenant.slug.rawValue),
      "user": .optional(user),
      "kind": .text(quota.kind.rawValue),
      "allowance": .text(effective.allowance.description),
      "limit": .optional(effective.limit),
      "window": .text(quota.allowance.window.text),
      "burst": .optional(effective.burst),
      "used": .optional(standing?.used),
      "remaining": .optional(standing?.remaining),
      "percent": .optional(standing?.percent),
      "overdrawn": standing.map { .bool($0.isOverdrawn) } ?? .null,
      "comingAllowance": .optional(effective.pending?.quota.allowance.description),
      "effectiveAt": .optional(effective.pending?.effectiveAt?.description),
      "periodStart": .optional(period?.start.description),
      "resetsAt": .optional(period?.end.description),
      "source": .text(source),
      "overrides": .list(overrides.map { .text($0) }),
      "nestedIn": nestedIn,
      "grants": .list(grants),
      "meter": .text(quota.meter.rawValue),
      "onExceed": .text(quota.onExceed.rawValue),
      "failurePolicy": .text(quota.failurePolicy.description),
      "mode": .optional(quota.kind == .rate ? quota.mode.rawValue : nil),
      "onChange": .text(quota.onChange.rawValue),
      "decrease": .text(quota.decrease.description),
      "alerts": .list(quota.alerts.map { .integer(Int64($0)) }),
      "shadow": .bool(quota.isShadow(for: tenant.id)),
      "at": .text(instant.description),
      "note": .optional(note),
      "metered": .optional(metered),
    ])
  }

  /// The same record with the grants in words, for a person.
  var readableRecord: Record {
    var record = record
    for index in record.fields.indices where record.fields[index].name == "grants" {
      record.fields[index].value = .list(
        (resolution.tenant?.contributions ?? []).map { contribution in
          let grant = contribution.grant
          return .text("\(grant.id) +\(grant.addition) \(contribution.status.rawValue) until \(grant.until)")
        })
    }
    return record
  }

  private func name(of level: QuotaLevel) -> String {
    switch level {
    case .tier: "tier \(tenant.tier)"
    case .tenant: "tenant \(tenant.slug)"
    case .user: "user \(user ?? "")"
    }
  }

  /// Whose definition applies; one that was replaced may be that of an earlier tier.
  private var source: String {
    guard case .tier(let tier) = effective.kept?.scope else { return name(of: effective.source) }
    return "tier \(tier)"
  }

  /// The definitions that lost to a more specific one.
  private var overrides: [String] {
    effective.candidates.compactMap { candidate in
      guard let quota = candidate.quota, case .overridden = candidate.outcome else { return nil }
      return "\(name(of: candidate.level)): \(quota.allowance)"
    }
  }

  /// The tenant's quota, where a user's own is shown: both hold.
  private var nestedIn: FieldValue {
    guard effective.source == .user, let whole = resolution.tenant else { return .null }
    return .object([
      Field(name: "allowance", value: .text(whole.allowance.description)),
      Field(name: "source", value: .text(name(of: whole.source))),
    ])
  }

  private var grants: [FieldValue] {
    (resolution.tenant?.contributions ?? []).map { contribution in
      let grant = contribution.grant
      return .object([
        Field(name: "id", value: .text(grant.id.rawValue)),
        Field(name: "add", value: .text(grant.addition.description)),
        Field(name: "added", value: .integer(contribution.added)),
        Field(name: "status", value: .text(contribution.status.rawValue)),
        Field(name: "from", value: .text(grant.from.description)),
        Field(name: "until", value: .text(grant.until.description)),
        Field(name: "reason", value: .optional(grant.reason)),
      ])
    }
  }

  /// Why there is no use to show, where there is none, and why a coming limit has no date.
  private var note: String? {
    let notes = [useNote, comingNote].compactMap(\.self)
    return notes.isEmpty ? nil : notes.joined(separator: "; ")
  }

  private var comingNote: String? {
    guard let pending = effective.pending, pending.effectiveAt == nil else { return nil }
    return "\(pending.quota.allowance) is only reported until it is set with another --decrease"
  }

  private var useNote: String? {
    if standing != nil { return nil }
    switch effective.quota.kind {
    case .rate: return "a rate is counted where it is enforced, not by metering"
    case .concurrency: return "what is held at once is counted where it is held, not by metering"
    case .period: return "metering counts by tenant, not by user"
    }
  }
}
