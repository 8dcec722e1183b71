// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantStore

/// Another tier's quota by which the requests of a tenant are judged without effect.
///
/// A rate and what is held at once are judged by a limit of their own in the file that all processes of the host share, which
/// counts only what it would have served: a request that the rehearsal refuses consumes nothing there, and one that the real
/// limit refuses is not judged. It begins empty. A quota per period is judged by what the ledger knows (``WatchedPeriod``).
struct TierRehearsal {
  /// What judges.
  enum Judge {
    /// A limit that nobody waits for.
    case limit(QuotaControl)
    /// What is used of a period.
    case period(WatchedPeriod)
  }

  let tier: Slug
  let terms: QuotaTerms
  let judge: Judge
  /// What the counts are kept under.
  let variant: String

  /// Makes a rehearsal, which goes on counting where one of the same tier was before.
  ///
  /// - Parameters:
  ///   - tier: The other tier.
  ///   - terms: Its quota, as it would be for the tenant.
  ///   - control: The real limit.
  ///   - earlier: What was rehearsed before.
  init(_ tier: Slug, _ terms: QuotaTerms, of control: QuotaControl, after earlier: TierRehearsal?) {
    self.tier = tier
    self.terms = terms
    variant = QuotaShadowCount.variant(of: tier)
    let judge = earlier?.tier == tier ? earlier?.judge : nil
    if let period = WatchedPeriod.of(terms, control, user: nil, after: earlier?.period) {
      self.judge = .period(period)
      return
    }
    // Watched by nobody: what the other tier would only watch is sorted out when it is judged.
    let enforced = terms.enforced
    if case .limit(let known)? = judge {
      known.apply(enforced)
      self.judge = .limit(known)
    } else {
      self.judge = .limit(
        QuotaControl(
          tenant: control.tenant, quota: control.quota, user: nil, part: "tier.\(tier).", terms: enforced,
          engine: control.engine))
    }
  }

  /// The period that is judged by, where there is one.
  var period: WatchedPeriod? {
    if case .period(let period) = judge { period } else { nil }
  }

  /// Judges a request that was served.
  ///
  /// - Parameter cost: Units, 1 or more.
  /// - Returns: What would have become of it.
  func judge(_ cost: Int64) -> ShadowWatch.Verdict {
    switch judge {
    case .limit(let control): return verdict(control.take(cost).decision)
    case .period(let period):
      let hasRoom = period.spend(cost, limit: terms.limit)
      return hasRoom || terms.isShadow || terms.quota?.onExceed == .allowAndBill ? .room : .refusal
    }
  }

  /// Judges a request for units to be held that were taken.
  ///
  /// - Parameter units: How many.
  /// - Returns: What would have become of it, and what is to be released with the units.
  func judge(holding units: Int64) -> (verdict: ShadowWatch.Verdict, share: ConcurrencyShare?) {
    // By a quota of another kind nothing can be held.
    guard case .limit(let control) = judge else { return (terms.isShadow ? .room : .refusal, nil) }
    let (decision, right) = control.hold(units)
    return (verdict(decision), right.map { ConcurrencyShare(control: control, generation: $0.generation) })
  }

  /// Counts units that a request which was judged cost more.
  func use(_ units: Int64) {
    switch judge {
    case .limit(let control): _ = control.take(units)
    case .period(let period): period.use(units)
    }
  }

  /// Forgets units that were judged and given back; what a rolling rate counted stays until it lapses.
  ///
  /// - Parameters:
  ///   - units: How many.
  ///   - isRehearsed: Whether there was room for them; of a period all that is served counts.
  func giveBack(_ units: Int64, isRehearsed: Bool) {
    switch judge {
    case .limit(let control): if isRehearsed { control.giveBack(units, receipt: nil) }
    case .period(let period): period.giveBack(units)
    }
  }

  private func verdict(_ decision: QuotaDecision) -> ShadowWatch.Verdict {
    let verdict = ShadowWatch.Verdict(ofRehearsal: decision)
    // What the other tier would only watch, it would not refuse.
    return terms.isShadow && verdict == .refusal ? .room : verdict
  }
}

/// What a rehearsal holds for units that are held.
struct ConcurrencyShare {
  let control: QuotaControl
  let generation: Int64

  func release(_ units: Int64) { control.release(units, generation: generation) }
}
