// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import TenantRuntime
package import TerminalOutput

/// Everything that is told of a quota on one page.
package struct QuotaPage {
  /// What a service would answer at this moment.
  struct Moment {
    /// The answer.
    let decision: QuotaDecision
    /// What may be used, before the request; `nil` where that is not known.
    let remaining: Int64?
    /// The quota that decides: the tenant's or the user's.
    let effective: EffectiveQuota

    /// Computes what is used of a rate or held at once.
    ///
    /// - Parameter greatest: What may be used where nothing is.
    /// - Returns: Units, 0 or more; `nil` where that is not known.
    func used(of greatest: Int64) -> Int64? {
      guard decision.reason != .storeUnavailable, let remaining else { return nil }
      return greatest - min(remaining, greatest)
    }
  }

  let explanation: QuotaExplanation
  /// What the request costs, 0 or more.
  let cost: Int64
  /// `nil` where another instant is asked for than now, or the tenant has left.
  let moment: Moment?
  /// On which runtimes the newest change is in force.
  let reach: ChangeReach

  var report: QuotaReport { explanation.report }
  var effective: EffectiveQuota { report.effective }
  var quota: Quota { effective.quota }

  /// The changes that would turn the answer, the nearest first.
  var turns: [QuotaTurn] {
    guard let moment else { return [] }
    return QuotaTurn.turns(of: moment.decision, cost: cost, remaining: moment.remaining, moment.effective)
  }

  /// What may be used where nothing is: the burst of a rate, the limit of others.
  var greatest: Int64? { explanation.bound?.parameters?.burst ?? effective.limit }
}

extension QuotaPage: RecordConvertible {
  package static let recordSchema = RecordSchema(
    identity: "quota",
    columns: [
      "quota", "tenant", "user", "kind", "allowance", "limit", "window", "burst", "mode", "answer", "turns", "state",
      "source", "levels", "nestedIn", "grants", "pending", "parameters", "bound", "meter", "onExceed", "failurePolicy",
      "onChange", "alerts", "alertsFired", "shadow", "shadowed", "lastChange", "inForceOn", "runtimes", "at",
      "revision",
    ].map { Column($0) })

  package var record: Record {
    let shown = report.record
    func same(_ name: String) -> FieldValue { shown[name] ?? .null }
    return Record([
      "quota": same("quota"), "tenant": same("tenant"), "user": same("user"), "kind": same("kind"),
      "allowance": same("allowance"), "limit": same("limit"), "window": same("window"), "burst": same("burst"),
      "mode": same("mode"), "answer": answer, "turns": .list(turns.map(\.value)), "state": state,
      "source": same("source"), "levels": .list(levels), "nestedIn": same("nestedIn"), "grants": same("grants"),
      "pending": pending, "parameters": parameters, "bound": bound, "meter": same("meter"),
      "onExceed": same("onExceed"), "failurePolicy": same("failurePolicy"), "onChange": same("onChange"),
      "alerts": same("alerts"), "alertsFired": .list(explanation.alerts.map(Self.value)), "shadow": same("shadow"),
      "shadowed": .list(explanation.shadows.map { .object($0.record.fields) }),
      "lastChange": .integer(explanation.lastChange), "inForceOn": reach.value,
      "runtimes": runtimes, "at": same("at"), "revision": .integer(explanation.revision),
    ])
  }

  private var answer: FieldValue {
    guard let moment else { return .null }
    let answer = QuotaAnswer(
      tenant: report.tenant.slug, quota: report.key, user: report.user, kind: quota.kind, cost: cost, isCounted: false,
      decision: moment.decision)
    return .object(answer.record.fields.filter { !["quota", "tenant", "user", "counted"].contains($0.name) })
  }

  private var state: FieldValue {
    if let ledger = explanation.ledger {
      return .object([
        Field(name: "used", value: .integer(ledger.used)), Field(name: "counted", value: .integer(ledger.counted)),
        Field(name: "settled", value: .integer(ledger.settled)),
        Field(name: "overrun", value: .integer(ledger.overrun)), Field(name: "burned", value: .integer(ledger.burned)),
        Field(name: "outstanding", value: .integer(ledger.outstanding)),
        Field(name: "remaining", value: .optional(ledger.remaining)), Field(name: "holders", value: .list(holders)),
        Field(name: "periodStart", value: .optional(report.period?.start.description)),
        Field(name: "resetsAt", value: .optional(report.period?.end.description)),
      ])
    }
    guard let moment, let greatest, let used = moment.used(of: greatest) else { return .null }
    return .object([
      Field(name: quota.kind == .rate ? "used" : "held", value: .integer(used)),
      Field(name: "remaining", value: .optional(moment.remaining)),
    ])
  }

  private var holders: [FieldValue] {
    (explanation.ledger?.holders ?? []).map { holder in
      .object([
        Field(name: "holder", value: .text(holder.name)), Field(name: "units", value: .integer(holder.units)),
        Field(name: "expiresAt", value: .text(holder.expiresAt.description)),
      ])
    }
  }

  var levels: [FieldValue] {
    effective.candidates.map { candidate in
      .object([
        Field(name: "level", value: .text(candidate.level.rawValue)),
        Field(name: "allowance", value: .optional(candidate.quota?.allowance.description)),
        Field(name: "outcome", value: .text(candidate.outcome.name)),
        Field(name: "why", value: .text(candidate.outcome.text)),
      ])
    }
  }

  private var pending: FieldValue {
    guard let pending = effective.pending else { return .null }
    return .object([
      Field(name: "allowance", value: .text(pending.quota.allowance.description)),
      Field(name: "level", value: .text(pending.level.rawValue)),
      Field(name: "effectiveAt", value: .optional(pending.effectiveAt?.description)),
    ])
  }

  private var parameters: FieldValue {
    guard let rate = explanation.bound?.parameters else { return .null }
    return .object([
      Field(name: "intervalNanoseconds", value: .integer(rate.interval)),
      Field(name: "burst", value: .integer(rate.burst)),
      Field(name: "toleranceNanoseconds", value: .integer(rate.tolerance)),
    ])
  }

  private var bound: FieldValue {
    guard let bound = explanation.bound else { return .null }
    return .object([
      Field(name: "worstCase", value: .optional(bound.worstCase)),
      Field(name: "acrossBoundary", value: .optional(bound.acrossBoundary)),
      Field(name: "sustainedPerMille", value: .optional(bound.sustainedPerMille)),
      Field(name: "duringOutage", value: .integer(bound.duringOutage)),
      Field(name: "holds", value: .bool(bound.holds)), Field(name: "explanation", value: .text(bound.explanation)),
      Field(name: "holdsOutsideOutages", value: .bool(bound.holdsOutsideOutages)),
      Field(name: "watchedPercent", value: .integer(Int64(bound.watchedPercent))),
    ])
  }

  private static func value(_ alert: QuotaAlert) -> FieldValue {
    .object([
      Field(name: "threshold", value: .integer(Int64(alert.threshold))),
      Field(name: "firedAt", value: .text(alert.firedAt.description)),
      Field(name: "used", value: .integer(alert.used)), Field(name: "limit", value: .integer(alert.limit)),
    ])
  }

  private var runtimes: FieldValue {
    guard let runtimes = reach.runtimes else { return .null }
    let values = runtimes.map { runtime in
      FieldValue.object([
        Field(name: "pid", value: .integer(Int64(runtime.processID))), Field(name: "name", value: .text(runtime.name)),
        Field(name: "revision", value: .integer(runtime.revision)),
        Field(name: "inForce", value: .bool(runtime.revision >= explanation.lastChange)),
      ])
    }
    return .list(values)
  }
}
