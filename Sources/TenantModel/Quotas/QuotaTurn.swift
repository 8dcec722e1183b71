// SPDX-License-Identifier: Apache-2.0

/// A change after which a quota would answer a request otherwise.
public enum QuotaTurn: Hashable, Sendable {
  /// Refused now: there is room once so many nanoseconds have passed without other requests.
  case wait(nanoseconds: Int64)
  /// Refused now: there is room where the limit is greater by so much, at least 1.
  case raiseLimit(by: Int64)
  /// Refused now: there is room where the burst is greater by so much, at least 1.
  case raiseBurst(by: Int64)
  /// Refused now: there is room for so many units at most, 1 or more.
  case askFor(atMost: Int64)
  /// Refused: the tenant may do nothing until it is resumed.
  case resume
  /// Served now: answered otherwise where it costs more than so many units.
  case askForMore(than: Int64)
  /// Served now: answered otherwise from an instant on, when the limit falls to so much.
  case limitFalls(to: Int64, at: Timestamp)

  /// The changes that turn an answer, the nearest first.
  ///
  /// - Parameters:
  ///   - decision: The answer.
  ///   - cost: What the request costs, 0 or more.
  ///   - remaining: What may be used now, before the request; `nil` where that is not known.
  ///   - effective: The quota that decided.
  /// - Returns: The changes; none where nothing turns the answer, or what would is not known.
  public static func turns(
    of decision: QuotaDecision, cost: Int64, remaining: Int64?, _ effective: EffectiveQuota
  ) -> [QuotaTurn] {
    if decision.reason == .suspended { return [.resume] }
    guard let limit = effective.limit, let remaining else { return [] }
    if decision.outcome == .rejected {
      return refused(decision, cost: cost, remaining: remaining, limit, effective.quota)
    }
    guard decision.reason == .withinLimit else { return [] }
    var turns: [QuotaTurn] = [.askForMore(than: remaining)]
    if let pending = effective.pending, let instant = pending.effectiveAt, let coming = pending.quota.allowance.limit {
      let used = max(0, limit - remaining)
      let carried = pending.quota.onChange.used(used, from: limit, to: coming)
      let (needed, overflow) = carried.addingReportingOverflow(cost)
      if overflow || needed > coming { turns.append(.limitFalls(to: coming, at: instant)) }
    }
    return turns
  }

  private static func refused(
    _ decision: QuotaDecision, cost: Int64, remaining: Int64, _ limit: Int64, _ quota: Quota
  ) -> [QuotaTurn] {
    var turns: [QuotaTurn] = []
    if let wait = decision.retryAfter { turns.append(.wait(nanoseconds: wait)) }
    if remaining > 0 { turns.append(.askFor(atMost: remaining)) }
    let missing = cost - max(0, min(remaining, cost))
    guard missing > 0 else { return turns }
    guard quota.kind == .rate, quota.mode != .rolling else { return turns + [.raiseLimit(by: missing)] }
    if quota.burst != nil { return turns + [.raiseBurst(by: missing)] }
    return turns + [.raiseLimit(by: quota.mode == .hard ? hardRaise(of: limit, missing: missing) : missing)]
  }

  /// By how much the limit of a hard rate must grow, of which half may be used in one moment, but always one.
  private static func hardRaise(of limit: Int64, missing: Int64) -> Int64 {
    let burst = limit > 0 ? max(limit / 2, 1) : 0
    let (needed, overflow) = burst.addingReportingOverflow(missing)
    let (twice, overflow2) = needed.multipliedReportingOverflow(by: 2)
    return overflow || overflow2 ? .max : needed == 1 ? 1 : twice - limit
  }
}
