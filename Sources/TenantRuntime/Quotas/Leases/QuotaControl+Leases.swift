// SPDX-License-Identifier: Apache-2.0

import Synchronization
import TenantModel

extension QuotaControl {
  /// Decides by the leases that this process holds.
  ///
  /// Only where none is held yet does it wait for the keeper, and no longer than the runtime's options allow; then the quota's
  /// failure policy decides.
  ///
  /// - Parameters:
  ///   - cost: Units.
  ///   - mode: How they are counted.
  /// - Returns: The answer, and what was counted.
  func takeFromLeases(_ cost: Int64, _ mode: Mode = []) -> Taken {
    if leases.deniesInOutage, let lostAt = engine.keeper.lostAt {
      return outage(cost, mode, terms, lostAt: lostAt, now: LeaseBank.now())
    }
    if let taken = spend(cost, mode) { return taken }
    let now = LeaseBank.now()
    let account = leases.accounts.first { $0.isOpen(at: now) }
    if account == nil { leases.missing.max(cost, ordering: .relaxed) }
    let isAsked = account.map { $0.dryUntil.load(ordering: .relaxed) > now && !$0.mayHave(cost) } ?? false
    if !isAsked, engine.keeper.need(self), account == nil {
      // Whoever holds nothing yet waits for the first answer.
      engine.keeper.wait { [leases] in
        let now = LeaseBank.now()
        return leases.accounts.contains { $0.isOpen(at: now) }
      }
      if let taken = spend(cost, mode) { return taken }
    }
    return shortage(of: cost, mode)
  }

  /// Takes units of a lease that is held, where that is all there is to do.
  @inline(__always)
  func spend(_ cost: Int64) -> QuotaDecision? {
    borrowedLeases?._withUnsafeGuaranteedRef { leases in
      guard !leases.deniesInOutage || engine.keeper.lostAt == nil else { return nil }
      let now = LeaseBank.now()
      return leases.openAccount(at: now)?._withUnsafeGuaranteedRef { account in
        guard let left = account.spend(cost) else { return nil }
        if left < account.lowWater.load(ordering: .relaxed) { engine.keeper.need(self) }
        return decision(account, left: left, now: now)
      }
    }
  }

  private func spend(_ cost: Int64, _ mode: Mode) -> Taken? {
    let now = LeaseBank.now()
    for index in 0..<2 {
      let account = leases.accounts[index]
      guard account.isOpen(at: now) else { continue }
      // Before the units: what is reported between the two must not be told, or metered here.
      if mode.contains(.unmetered) { account.unmetered.wrappingAdd(cost, ordering: .acquiringAndReleasing) }
      if mode.contains(.provisional) { account.reserved.wrappingAdd(cost, ordering: .acquiringAndReleasing) }
      guard let left = account.spend(cost) else {
        if mode.contains(.unmetered) { account.unmetered.wrappingSubtract(cost, ordering: .acquiringAndReleasing) }
        if mode.contains(.provisional) { account.reserved.wrappingSubtract(cost, ordering: .acquiringAndReleasing) }
        account.miss(cost)
        return nil
      }
      if left < account.lowWater.load(ordering: .relaxed) { engine.keeper.need(self) }
      return Taken(
        decision: decision(account, left: left, now: now), isCounted: true, receipt: leases.receipt(index),
        isLeased: true)
    }
    return nil
  }

  @inline(__always)
  private func decision(_ account: LeaseAccount, left: Int64, now: Int64) -> QuotaDecision {
    let limit = account.limit.load(ordering: .relaxed)
    let elsewhere = account.left.load(ordering: .relaxed)
    let isBeyond = left < account.beyond.load(ordering: .relaxed)
    return QuotaDecision(
      outcome: .allowed, reason: isBeyond ? account.beyondReason : .withinLimit, limit: limit < 0 ? nil : limit,
      remaining: limit < 0 ? nil : isBeyond ? 0 : left &+ max(elsewhere, 0),
      resetsIn: account.endsAt.load(ordering: .relaxed) &- now,
      revision: account.revision.load(ordering: .relaxed))
  }

  /// Answers where nothing is held that would do.
  private func shortage(of cost: Int64, _ mode: Mode) -> Taken {
    let terms = self.terms
    let now = LeaseBank.now()
    let account = leases.accounts.first { $0.isOpen(at: now) }
    let endsIn = account.map { $0.endsAt.load(ordering: .relaxed) - now }
    if let lostAt = engine.keeper.lostAt { return outage(cost, mode, terms, lostAt: lostAt, now: now) }
    guard let account, account.dryUntil.load(ordering: .relaxed) != 0, !account.mayHave(cost) else {
      return servesBeyond(terms) ? chargeAndServe(cost, mode, terms, .leasePending) : pending(terms)
    }
    // What is watched or billed is granted beyond the limit, and on its way.
    if servesBeyond(terms) { return chargeAndServe(cost, mode, terms, terms.isShadow ? .shadow : .billedOverage) }
    let left = max(0, account.left.load(ordering: .relaxed)) + account.remaining.load(ordering: .relaxed)
    let isNever = terms.limit.map { cost > $0 } ?? false
    return Taken(
      decision: terms.refusal(
        isNever ? .neverSatisfiable : .exceeded, remaining: left, retryAfter: isNever ? nil : endsIn, resetsIn: endsIn),
      isCounted: false)
  }

  /// Decides on more units of a request that was judged already, which can wait for what is on its way as long as a first
  /// request waits.
  func takeWithPatience(_ cost: Int64) -> QuotaDecision {
    for _ in 0..<10 {
      let round = engine.keeper.round
      let decision = take(cost, .judged).decision
      guard decision.reason == .leasePending, !decision.isAllowed else { return decision }
      engine.keeper.wait(past: round)
    }
    return take(cost, .judged).decision
  }

  /// Counts units beyond the limit, because they were used.
  func charge(_ units: Int64, _ mode: Mode = []) {
    guard units > 0 else { return }
    leases.outage.charge(units, isUnmetered: mode.contains(.unmetered))
    engine.keeper.need(self)
  }

  /// Charges what a request used of what it was served, and lets others have the rest.
  func pay(_ debt: Debt, _ units: Int64, of served: Int64, _ mode: Mode = []) {
    switch debt {
    case .none: return
    case .unbounded: break
    case .allowance(let since): if units < served { leases.outage.giveBack(served - units, since: since) }
    }
    charge(units, mode)
  }

  /// Whether requests beyond the limit are served all the same, and counted.
  private func servesBeyond(_ terms: QuotaTerms) -> Bool { terms.isShadow || terms.quota?.onExceed == .allowAndBill }

  private func chargeAndServe(
    _ cost: Int64, _ mode: Mode, _ terms: QuotaTerms, _ reason: QuotaDecision.Reason
  ) -> Taken {
    owing(cost, mode, .unbounded, terms.decision(.allowed, reason))
  }

  /// Serves a request beside leases; nothing is charged before all other limits have served it as well.
  private func owing(_ cost: Int64, _ mode: Mode, _ debt: Debt, _ decision: QuotaDecision) -> Taken {
    var taken = Taken(decision: decision, isCounted: true, receipt: -1)
    if mode.contains(.provisional) { taken.debt = debt } else { charge(cost, mode) }
    return taken
  }

  /// What is to be had is on its way.
  func pending(_ terms: QuotaTerms) -> Taken {
    Taken(
      decision: terms.refusal(.leasePending, remaining: nil, retryAfter: Self.leasePause, resetsIn: nil),
      isCounted: false)
  }

  /// Decides by the failure policy: what is held was spent already.
  private func outage(
    _ cost: Int64, _ mode: Mode, _ terms: QuotaTerms, lostAt: Int64, now: Int64
  ) -> Taken {
    if case .allowBounded(let amount, let seconds)? = terms.quota?.failurePolicy {
      let end = lostAt.addingSaturating(seconds.multipliedSaturating(by: 1_000_000_000))
      if now < end, leases.outage.admit(cost, atMost: amount, since: lostAt) {
        return owing(cost, mode, .allowance(since: lostAt), terms.decision(.allowed, .storeUnavailable))
      }
    }
    return Taken(decision: terms.unavailable, isCounted: false)
  }

  /// When to come back for what is on its way: 20 ms.
  private static let leasePause: Int64 = 20_000_000
}
