// SPDX-License-Identifier: Apache-2.0

import TenantModel

/// What one quota is for a tenant, or one of its users, compiled for decisions; good until ``until``.
struct QuotaTerms: Equatable, Sendable {
  /// How it is decided.
  enum Rule: Equatable, Sendable {
    /// Nothing defines the quota.
    case undefined
    /// The quota has no limit.
    case unlimited
    /// By the cell rate algorithm.
    case rate(RateParameters)
    /// By a ring of cells.
    case rolling(RollingWindow)
    /// From leases of the ledger.
    case period(Period, next: Period)
    /// By what all processes hold.
    case concurrency
    /// The tenant may do nothing.
    case suspended
  }

  /// What is judged by without effect.
  indirect enum Rehearsal: Equatable, Sendable {
    /// What the quota would be if the tenant were of another tier.
    case tier(Slug, QuotaTerms)
  }

  var rule: Rule
  /// Revision of the store that the terms come from.
  var revision: Int64
  /// The definition; `nil` where the rule needs none.
  var quota: Quota?
  /// The limit, grants included.
  var limit: Int64?
  /// Whether the quota only watches.
  var isShadow = false
  /// The quota of another tier that is rehearsed; for the tenant as a whole only.
  var rehearsal: Rehearsal?
  /// First instant at which the terms have to be compiled anew.
  var until: Timestamp?

  static func blocked(revision: Int64) -> QuotaTerms { QuotaTerms(rule: .suspended, revision: revision) }

  /// Whether leases of the ledger decide.
  var isLeased: Bool {
    if case .period = rule { true } else { false }
  }

  /// Whether requests are judged by something that has no effect on them.
  var isWatched: Bool { isShadow || rehearsal != nil }

  /// The window of a rate, in seconds; `nil` for other kinds.
  var windowSeconds: Int64? {
    guard case .rate(let seconds)? = quota?.allowance.window else { return nil }
    return seconds
  }

  /// What bounds the use of units at once: a rate's tolerance, in nanoseconds; `noTerms` for what a slot does not decide.
  var rate: RateParameters? {
    if case .rate(let parameters) = rule { parameters } else { nil }
  }

  /// What becomes of use where the terms change.
  var strategy: QuotaChangeStrategy { quota?.onChange ?? .preserveUsed }

  /// Answers a request that there is no room for, and that waiting or paying does not help.
  ///
  /// - Parameters:
  ///   - reason: Why there is no room.
  ///   - remaining: What is left for smaller requests.
  ///   - retryAfter: Nanoseconds until there is room.
  ///   - resetsIn: Nanoseconds until more is there.
  /// - Returns: The answer by the quota's policy.
  func refusal(
    _ reason: QuotaDecision.Reason, remaining: Int64?, retryAfter: Int64?, resetsIn: Int64?
  ) -> QuotaDecision {
    var decision = decision(.rejected, reason, remaining: remaining, resetsIn: resetsIn)
    if isShadow {
      decision.outcome = .allowed
      // What was not judged is not what the definition would have refused.
      decision.reason = reason == .storeUnavailable ? reason : .shadow
    } else if let label = quota?.onExceed.degradedLabel {
      decision.outcome = .degraded(to: label)
    } else {
      decision.retryAfter = retryAfter
    }
    return decision
  }

  /// Answers a request that there will be room for after a wait; a definition that is only watched lets nobody wait.
  ///
  /// - Parameters:
  ///   - wait: Nanoseconds.
  ///   - resetsIn: Nanoseconds until more is there.
  /// - Returns: The answer.
  func postponement(_ wait: Int64, resetsIn: Int64?) -> QuotaDecision {
    isShadow
      ? decision(.allowed, .withinLimit, remaining: 0, resetsIn: resetsIn)
      : decision(.delayed(nanoseconds: wait), .exceeded, remaining: 0, resetsIn: resetsIn)
  }

  /// Answers a request by these terms.
  func decision(
    _ outcome: QuotaDecision.Outcome, _ reason: QuotaDecision.Reason, remaining: Int64? = nil, resetsIn: Int64? = nil
  ) -> QuotaDecision {
    QuotaDecision(
      outcome: outcome, reason: reason, limit: limit, remaining: remaining, resetsIn: resetsIn, revision: revision,
      windowSeconds: windowSeconds)
  }

  /// How long a request may wait for room, in nanoseconds; 0 where none waits.
  var greatestDelay: Int64 {
    guard let quota else { return 0 }
    return (quota.onExceed.maximumWait(per: quota.allowance.window) ?? 0).multipliedSaturating(by: 1_000_000_000)
  }

  /// The answer where the state cannot be reached.
  var unavailable: QuotaDecision {
    refusal(.storeUnavailable, remaining: nil, retryAfter: RateFallback.pause, resetsIn: nil)
  }
}
