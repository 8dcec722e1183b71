// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import TerminalOutput

extension QuotaPage {
  /// The record with everything that is a sentence as one, for a person.
  var readableRecord: Record {
    var record = record
    let shown = report.readableRecord
    for index in record.fields.indices {
      switch record.fields[index].name {
      case "answer": record.fields[index].value = .optional(answerText)
      case "turns": record.fields[index].value = .list(turns.map { .text($0.text) })
      case "state": record.fields[index].value = .list(stateTexts.map(FieldValue.text))
      case "nestedIn", "grants": record.fields[index].value = shown[record.fields[index].name] ?? .null
      case "pending": record.fields[index].value = .optional(pendingText)
      case "parameters": record.fields[index].value = .optional(parametersText)
      case "bound": record.fields[index].value = .optional(explanation.bound?.explanation)
      case "onExceed": record.fields[index].value = .text("\(quota.onExceed): \(quota.onExceed.text(for: quota))")
      case "failurePolicy":
        record.fields[index].value = .text("\(quota.failurePolicy): \(quota.failurePolicy.text(for: quota.kind))")
      case "alerts": record.fields[index].value = .text(quota.alerts.map { "\($0)%" }.joined(separator: ", "))
      case "alertsFired": record.fields[index].value = .list(explanation.alerts.map { .text(Self.text($0)) })
      case "inForceOn": record.fields[index].value = .text(reach.text)
      default: break
      }
    }
    return record
  }

  private var answerText: String? {
    guard let moment else { return nil }
    return QuotaAnswer(
      tenant: report.tenant.slug, quota: report.key, user: report.user, kind: quota.kind, cost: cost, isCounted: false,
      decision: moment.decision
    ).sentence
  }

  private var stateTexts: [String] {
    if let ledger = explanation.ledger {
      let remaining = ledger.remaining.map { "\(Grouped.text($0)) remain" } ?? "no limit"
      return [
        "\(Grouped.text(ledger.used)) used since \(report.period?.start.description ?? ""), \(remaining)",
        """
        metering counted \(Grouped.text(ledger.counted)), leases spent \(Grouped.text(ledger.settled)) within the limit and \
        \(Grouped.text(ledger.overrun)) beyond it, \(Grouped.text(ledger.burned)) burned with dead runtimes
        """,
        heldText(ledger),
      ] + ledger.holders.map { "\(Grouped.text($0.units)) in the hands of \($0.name) until \($0.expiresAt)" }
    }
    guard let moment else { return [] }
    guard let greatest else { return ["no limit"] }
    guard let used = moment.used(of: greatest) else { return ["not known"] }
    return ["\(Grouped.text(used)) of \(Grouped.text(greatest)) \(quota.kind == .rate ? "used" : "held")"]
  }

  private func heldText(_ ledger: QuotaLedger) -> String {
    guard !ledger.holders.isEmpty else { return "no runtime holds units" }
    let runtimes = ledger.holders.count == 1 ? "1 runtime holds" : "\(Grouped.text(ledger.holders.count)) runtimes hold"
    return "\(runtimes) \(Grouped.text(ledger.outstanding)) units that were granted and not reported as spent"
  }

  private var pendingText: String? {
    guard let pending = effective.pending else { return nil }
    guard let instant = pending.effectiveAt else {
      return "\(pending.quota.allowance), only watched until it is set anew"
    }
    return "\(pending.quota.allowance) from \(instant)"
  }

  private var parametersText: String? {
    guard case .rate(let seconds) = quota.allowance.window, let bound = explanation.bound else { return nil }
    guard let rate = bound.parameters else {
      return
        "what is used counts for \(DurationText.text(nanoseconds: seconds * 1_000_000_000)) and up to an eighth more"
    }
    let interval =
      rate.interval < 1_000_000 ? "\(rate.interval) ns" : DurationText.text(nanoseconds: rate.interval)
    let tolerance = DurationText.text(nanoseconds: rate.tolerance)
    return
      "a unit comes back every \(interval); \(rate.burst) may be used at once, which takes \(tolerance) to come back"
  }

  private static func text(_ alert: QuotaAlert) -> String {
    "\(alert.threshold)% at \(alert.firedAt): \(Grouped.text(alert.used)) of \(Grouped.text(alert.limit))"
  }
}

extension EffectiveQuota.Outcome {
  /// What became of a level's definition, in one word.
  var name: String {
    switch self {
    case .chosen: "chosen"
    case .overridden: "overridden"
    case .undefined: "undefined"
    case .pending: "pending"
    case .kept: "kept"
    }
  }

  /// Why, without a full stop.
  var text: String {
    switch self {
    case .chosen: "applies: the most specific definition"
    case .overridden(let level): "replaced by that of the \(level.rawValue)"
    case .undefined: "defines nothing"
    case .pending(let instant?): "allows less than before, so it holds from \(instant) on"
    case .pending(nil): "allows less than before, and is only watched"
    case .kept: "applies until what replaced it takes effect"
    }
  }
}

extension QuotaExcessPolicy {
  /// What happens to a request that there is no room for, without a full stop.
  fileprivate func text(for quota: Quota) -> String {
    switch action {
    case .reject: return "it is refused and told when to come back"
    case .delay:
      guard quota.kind == .rate, let seconds = maximumWait(per: quota.allowance.window) else { return "it is refused" }
      let longest = DurationText.text(nanoseconds: seconds * 1_000_000_000)
      return "it waits for room up to \(longest), and is refused where that is too short"
    case .degrade: return "it is served with less: '\(degradedLabel ?? "")'"
    case .allowAndBill: return "it is served, and what is beyond the limit is charged"
    }
  }
}

extension QuotaFailurePolicy {
  /// What happens in an outage, without a full stop.
  fileprivate func text(for kind: QuotaKind) -> String {
    switch (self, kind) {
    case (.deny, _), (.lastLease, .rate), (.allowBounded, .concurrency): "everything is refused in an outage"
    case (.lastLease, _), (.localShare, .period), (.localShare, .concurrency):
      "in an outage each runtime spends what it holds, then refuses"
    case (.localShare, .rate): "in an outage each runtime keeps to its share of the rate among those last known"
    case (.allowBounded(let amount, let seconds), _):
      """
      in an outage each runtime admits \(Grouped.text(amount)) within \
      \(DurationText.text(nanoseconds: seconds * 1_000_000_000)) of its beginning, then refuses
      """
    }
  }
}
