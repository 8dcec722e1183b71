// SPDX-License-Identifier: Apache-2.0

import TenantModel

extension QuotaControl {
  /// Watches what new terms say.
  func watch(_ terms: QuotaTerms) {
    guard isWatched || terms.isShadow || terms.rehearsal != nil else { return }
    var rehearsal: TierRehearsal?
    if case .tier(let tier, let other)? = terms.rehearsal {
      rehearsal = TierRehearsal(tier, other, of: self, after: shadows.rehearsal)
    }
    let definition = terms.isShadow ? WatchedDefinition(terms, of: self, after: shadows.definition) : nil
    shadows.follow(definition, rehearsal)
    // Where leases are held, the store is asked with the first of them.
    if openLeases == nil { askForUse() }
  }

  /// Lets the store be asked what is used of the periods that are watched, where its last word is too old.
  private func askForUse() {
    let now = LeaseBank.now()
    for period in shadows.periods where period.mustAsk(at: now) { engine.keeper.need(self) }
  }

  /// Notes that a request is about to be decided on; ``conclude(_:_:)`` follows.
  func begin(_ cost: Int64) {
    for period in shadows.periods { period.begin(cost) }
  }

  /// Judges a request that is served, and counts what would have become of it; forgets one that is refused.
  ///
  /// A request for nothing is not judged: it only asks where the limit stands.
  ///
  /// - Parameters:
  ///   - cost: Units, 0 or more.
  ///   - verdict: What the limit's own definition says of it; `nil` where it is refused, be it by another limit.
  /// - Returns: Whether a rehearsal has counted it, where there is one.
  @discardableResult
  func conclude(_ cost: Int64, _ verdict: ShadowWatch.Verdict?) -> Bool {
    guard cost > 0 else { return true }
    guard let verdict else {
      for period in shadows.periods { period.drop(cost) }
      return true
    }
    if let definition = shadows.definition {
      count(definition.judge(cost, verdict), QuotaShadowCount.definitionVariant)
    }
    askForUse()
    guard let rehearsal = shadows.rehearsal else { return true }
    let rehearsed = rehearsal.judge(cost)
    count(rehearsed, rehearsal.variant)
    return rehearsed == .room
  }

  /// Judges units that are held.
  ///
  /// - Parameters:
  ///   - units: How many, 1 or more.
  ///   - decision: The answer.
  ///   - held: What is held.
  /// - Returns: What is held, with what the rehearsal holds of it.
  func judge(holding units: Int64, _ decision: QuotaDecision, _ held: Right) -> Right {
    guard isWatched else { return held }
    var right = held
    if shadows.definition != nil {
      count(ShadowWatch.Verdict(ofDefinition: decision), QuotaShadowCount.definitionVariant)
    }
    if let rehearsal = shadows.rehearsal {
      let (verdict, share) = rehearsal.judge(holding: units)
      count(verdict, rehearsal.variant)
      right.rehearsed = share
    }
    return right
  }

  /// Lets what is watched know what a request that was judged cost more.
  func useWatched(_ units: Int64) {
    guard isWatched else { return }
    shadows.definition?.period?.use(units)
    shadows.rehearsal?.use(units)
  }

  /// Takes back from what is watched what a request that was served did not need.
  ///
  /// - Parameters:
  ///   - units: How many.
  ///   - isRehearsed: Whether a rehearsal had room for the request; what it refused it did not count.
  func giveBackWatched(_ units: Int64, isRehearsed: Bool) {
    guard isWatched else { return }
    shadows.definition?.period?.giveBack(units)
    shadows.rehearsal?.giveBack(units, isRehearsed: isRehearsed)
  }

  private func count(_ verdict: ShadowWatch.Verdict, _ variant: String) {
    if shadows.count(verdict, variant: variant, at: engine.now()) { engine.keeper.expectCounts(of: self) }
  }
}
