// SPDX-License-Identifier: Apache-2.0

import TenantModel

/// What one quota is for a tenant, or one of its users, compiled for decisions; good until ``until``.
struct QuotaTerms: Hashable, Sendable {
  /// How it is decided.
  enum Rule: Hashable, Sendable {
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
  indirect enum Rehearsal: Hashable, Sendable {
    /// What the quota would be if the tenant were of another tier.
    case tier(Slug, QuotaTerms)
  }

  /// What does not depend on the revision, so that tenants of one tier share it.
  struct Definition: Hashable, Sendable {
    /// How it is decided.
    var rule: Rule
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
  }

  private(set) var definition: Interned<Definition>
  /// Revision of the store that the terms come from.
  let revision: Int64

  init(_ definition: Definition, revision: Int64) {
    self.init(Interned(definition), revision: revision)
  }

  init(_ definition: Interned<Definition>, revision: Int64) {
    self.definition = definition
    self.revision = revision
  }

  var rule: Rule { definition.value.rule }
  var quota: Quota? { definition.value.quota }
  var limit: Int64? { definition.value.limit }
  var isShadow: Bool { definition.value.isShadow }
  var rehearsal: Rehearsal? { definition.value.rehearsal }
  var until: Timestamp? { definition.value.until }

  /// The same terms, kept together with those of all others that have equal ones.
  func shared(by interner: Interner<Definition>) -> QuotaTerms {
    QuotaTerms(interner.object(definition.value), revision: revision)
  }

  /// The terms as they would be if they did not only watch.
  var enforced: QuotaTerms {
    guard isShadow else { return self }
    var definition = definition.value
    definition.isShadow = false
    return QuotaTerms(definition, revision: revision)
  }

  /// What is to be decided by where nothing defines the quota.
  static func undefined(revision: Int64, until: Timestamp? = nil) -> QuotaTerms {
    QuotaTerms(Definition(rule: .undefined, until: until), revision: revision)
  }

  static func == (left: QuotaTerms, right: QuotaTerms) -> Bool {
    left.revision == right.revision
      && (left.definition === right.definition || left.definition.value == right.definition.value)
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(revision)
    hasher.combine(definition.value)
  }

  static func blocked(revision: Int64) -> QuotaTerms { QuotaTerms(Definition(rule: .suspended), revision: revision) }

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
  /// Where the state cannot be reached nobody knows whether there is room, so the request is not one beyond the limit and is not
  /// served with less: what the failure policy does not admit it refuses.
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
    } else if reason != .storeUnavailable, let label = quota?.onExceed.degradedLabel {
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
