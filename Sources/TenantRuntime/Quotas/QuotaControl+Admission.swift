// SPDX-License-Identifier: Apache-2.0

import Synchronization
import TenantModel

extension QuotaControl {
  /// How units of a lease are counted.
  struct Mode: OptionSet {
    let rawValue: UInt8
    /// Another limit writes the use down.
    static let unmetered = Mode(rawValue: 1)
    /// Other limits have still to decide, so the store is not told yet.
    static let provisional = Mode(rawValue: 2)
    /// The request was judged already by what is only watched.
    static let judged = Mode(rawValue: 4)
  }

  /// What is served beside leases, and charged once it is certain that it is used.
  enum Debt {
    case none
    /// Beyond the limit, or ahead of a lease.
    case unbounded
    /// Of what the failure policy allows in the outage that began then.
    case allowance(since: Int64)
  }

  /// An answer, and what is needed to take back what was counted.
  struct Taken {
    let decision: QuotaDecision
    /// Whether the cost was counted.
    let isCounted: Bool
    /// Where: the cell of a rolling rate, the account of a lease.
    var receipt: Int64 = 0
    /// Whether it was counted in a lease.
    var isLeased = false
    /// What is yet to be charged, where other limits have still to decide.
    var debt = Debt.none
    /// Whether a rehearsal of another tier had room for it, where there is one.
    var isRehearsed = true

    /// Whether the request is served as far as this limit is concerned.
    var isServed: Bool { isCounted || decision.isAllowed }

    /// What the limit's definition says where it is only watched; `nil` where the request is refused.
    var verdict: ShadowWatch.Verdict? { isServed ? ShadowWatch.Verdict(ofDefinition: decision) : nil }
  }

  /// Decides on a request, and counts what it costs where it is served: the short way to ``take(_:_:)``.
  ///
  /// - Parameter cost: Units, 0 or more.
  /// - Returns: The answer.
  @inline(__always)
  func admit(_ cost: Int64) -> QuotaDecision {
    let slot = self.slot
    // No clock is read for a limit that no slot decides.
    if slot.tag == tag, let decision = slot.admit(cost, tag: tag, now: MonotonicClock.nanoseconds()) {
      return decision
    }
    return admitBesidesSlot(max(cost, 0))
  }

  /// As ``admit(_:)``, where the slot that was asked does not decide.
  @inline(never)
  func admitBesidesSlot(_ cost: Int64) -> QuotaDecision {
    if !isWatched, let decision = spend(cost) { return decision }
    return take(cost).decision
  }

  /// Decides on a request, and counts what it costs where it is served.
  ///
  /// - Parameters:
  ///   - cost: Units, 0 or more.
  ///   - mode: How units of a lease are counted.
  /// - Returns: The answer, and what was counted.
  func take(_ cost: Int64, _ mode: Mode = []) -> Taken {
    guard isWatched, !mode.contains(.judged) else { return decide(cost, mode) }
    begin(cost)
    var taken = decide(cost, mode)
    // Whoever has other limits to ask says what became of the request.
    if !mode.contains(.provisional) { taken.isRehearsed = conclude(cost, taken.verdict) }
    return taken
  }

  /// - Returns: The answer of the limit itself, and what was counted.
  private func decide(_ cost: Int64, _ mode: Mode) -> Taken {
    if openLeases != nil { return counted(takeFromLeases(cost, mode), cost) }
    // The slot may have moved since the handle was made.
    let slot = self.slot
    if slot.tag == tag, let decision = slot.admit(cost, tag: tag, now: MonotonicClock.nanoseconds()) {
      return Taken(decision: decision, isCounted: true)
    }
    return counted(withLock { take(cost, isCounting: true, &$0) }, cost)
  }

  /// - Returns: The same, and counts it where it was found without the state behind the limit.
  private func counted(_ taken: Taken, _ cost: Int64) -> Taken {
    // A request for nothing only asks where the limit stands.
    if cost > 0 { count(taken.decision) }
    return taken
  }

  /// Counts a decision that was made without the state behind the limit; what is only watched decides nothing.
  func count(_ decision: QuotaDecision) {
    if decision.reason == .storeUnavailable, part.isEmpty { engine.degraded.add() }
  }

  /// Gives back what was counted.
  ///
  /// - Parameters:
  ///   - cost: Units.
  ///   - receipt: Where they were counted; `nil` where that is not known any more.
  func giveBack(_ cost: Int64, receipt: Int64?) {
    // Nobody knows whether a rehearsal had room for it; where it has refused nothing yet, it had.
    giveBackWatched(cost, isRehearsed: true)
    takeBack(cost, receipt: receipt)
  }

  /// As ``giveBack(_:receipt:)``, of a request that was not judged.
  func takeBack(_ cost: Int64, receipt: Int64?) {
    if let leases = openLeases { return leases.giveBack(cost, receipt: receipt) }
    withLock { guarded in
      switch guarded.terms.rule {
      case .rate: guarded.slot?.refund(cost, tag: tag, now: MonotonicClock.nanoseconds())
      case .rolling:
        // In another cell than its own a count would be taken from requests that still matter when these do not.
        guard let receipt else { return }
        for cell in guarded.ring where cell.takeBack(cost, expiry: receipt) { return }
      default: break
      }
    }
  }

  /// Decides on a request that leases do not decide.
  ///
  /// - Parameters:
  ///   - cost: Units, 0 or more.
  ///   - isCounting: Whether it is counted where it is served; else it is only looked what would become of it.
  ///   - guarded: What is found and kept under the lock.
  /// - Returns: The answer.
  func take(_ cost: Int64, isCounting: Bool, _ guarded: inout Guarded) -> Taken {
    let terms = guarded.terms
    let now = MonotonicClock.nanoseconds()
    switch terms.rule {
    case .undefined: return Taken(decision: terms.decision(.allowed, .noQuota), isCounted: false)
    case .unlimited: return Taken(decision: terms.decision(.allowed, .unlimited), isCounted: false)
    case .suspended: return Taken(decision: terms.decision(.rejected, .suspended), isCounted: false)
    case .period: return pending(terms)
    case .concurrency:
      return Taken(decision: peek(cost, &guarded), isCounted: false)
    case .rolling(let window):
      guard guarded.file == nil else { return take(cost, window, isCounting: isCounting, &guarded) }
      let standIn = RateParameters(
        limit: window.limit, windowSeconds: window.window / 1_000_000_000, burst: nil, mode: .hard)
      return takeWithoutFile(cost, standIn, atMost: window.limit, isCounting: isCounting, &guarded, now: now)
    case .rate(let rate):
      while true {
        if let slot = guarded.slot, let file = guarded.file, slot.tag != tag || file.isRetired { rebind(&guarded) }
        guard let slot = guarded.slot, let file = guarded.file else {
          return takeWithoutFile(cost, rate, atMost: rate.burst, isCounting: isCounting, &guarded, now: now)
        }
        if let taken = take(cost, rate, slot, of: file, terms, isCounting: isCounting, now: now) { return taken }
      }
    }
  }

  /// Decides on a slot that refused, whose terms are of a revision that this process has not seen, or that is watched.
  ///
  /// Tests do before the look at the slot, in `meanwhile`, what others may do there.
  ///
  /// - Returns: `nil` where the slot's file was replaced meanwhile.
  func take(
    _ cost: Int64, _ rate: RateParameters, _ slot: LimitSlot, of file: LimitsFile, _ terms: QuotaTerms,
    isCounting: Bool, now: Int64, meanwhile: () -> Void = {}
  ) -> Taken? {
    meanwhile()
    while true {
      let word = slot.word
      var parameters = slot.keptParameters(word)
      // The file may be cut off at any instant: terms of zeroes must neither admit anything nor be divided by.
      guard slot.tag == tag else { return Taken(decision: terms.unavailable, isCounted: false) }
      if parameters.interval <= 0 { parameters = rate }
      // The word of a slot that was closed is carried over already; the mark on its file came first.
      if file.isRetired { return nil }
      let state = LimitSlot.state(of: word)
      switch parameters.decide(cost: cost, arrival: state, now: now) {
      case .admitted(let arrival):
        guard !isCounting || arrival == state || slot.exchange(word, for: arrival) else { continue }
        return Taken(
          decision: terms.decision(
            .allowed, .withinLimit, remaining: parameters.remaining(arrival: arrival, now: now),
            resetsIn: parameters.nextUnit(arrival: arrival, now: now)), isCounted: true)
      case .neverSatisfiable:
        return Taken(
          decision: terms.refusal(
            .neverSatisfiable, remaining: parameters.remaining(arrival: state, now: now), retryAfter: nil,
            resetsIn: parameters.nextUnit(arrival: state, now: now)), isCounted: false)
      case .denied(let wait):
        if wait <= terms.greatestDelay {
          let arrival = parameters.postponed(cost: cost, arrival: state, now: now)
          guard !isCounting || slot.exchange(word, for: arrival) else { continue }
          return Taken(
            decision: terms.postponement(wait, resetsIn: parameters.nextUnit(arrival: arrival, now: now)),
            isCounted: true)
        }
        return Taken(
          decision: terms.refusal(
            .exceeded, remaining: parameters.remaining(arrival: state, now: now), retryAfter: wait,
            resetsIn: parameters.nextUnit(arrival: state, now: now)), isCounted: false)
      }
    }
  }

  /// Decides by the failure policy, by the rate or what stands in for it; while there is a file, a request can cost so much.
  private func takeWithoutFile(
    _ cost: Int64, _ rate: RateParameters, atMost greatest: Int64, isCounting: Bool, _ guarded: inout Guarded,
    now: Int64
  ) -> Taken {
    let terms = guarded.terms
    let limits = engine.limits
    // Where others still count in the file, a share of the rate would be in addition to theirs.
    if limits.file != nil, terms.quota?.failurePolicy == .localShare {
      return Taken(decision: terms.unavailable, isCounted: false)
    }
    var fallback =
      guarded.fallback ?? RateFallback(rate, terms, runtimes: limits.livingRuntimes, lostAt: limits.lostAt ?? now)
    defer { if isCounting { guarded.fallback = fallback } }
    let outcome = fallback.decide(cost, now: now)
    if case .admitted = outcome {
      return Taken(decision: terms.decision(.allowed, .storeUnavailable), isCounted: false)
    }
    guard cost <= greatest else {
      return Taken(
        decision: terms.refusal(.neverSatisfiable, remaining: nil, retryAfter: nil, resetsIn: nil), isCounted: false)
    }
    // What is too much for a share is not for the whole rate, which is there again when the outage is over.
    let wait: Int64 = if case .denied(let wait) = outcome { wait } else { RateFallback.pause }
    return Taken(
      decision: terms.refusal(.storeUnavailable, remaining: 0, retryAfter: wait, resetsIn: nil), isCounted: false)
  }
}
