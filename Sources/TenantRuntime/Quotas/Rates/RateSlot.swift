// SPDX-License-Identifier: Apache-2.0

import TenantModel

/// The decisions of a rate on a slot that all processes share.
extension LimitSlot {
  /// Decides by the terms in the slot, if it still belongs to the tag and has terms.
  ///
  /// It takes no lock and allocates nothing. The pure rule decides; a request that another one overtook is decided again.
  ///
  /// - Parameters:
  ///   - cost: Units; the slot does not decide on a request that costs nothing.
  ///   - tag: Whose slot it must be.
  ///   - now: The clock.
  /// - Returns: `nil` where the slot cannot decide, or refuses, so that the rest of the quota's definition is needed.
  @inline(__always)
  func admit(_ cost: Int64, tag: UInt64, now: Int64) -> QuotaDecision? {
    guard cost > 0 else { return nil }
    while true {
      let word = self.word
      let parameters = RateParameters(interval: interval(word), tolerance: tolerance(word))
      // Of a file that was cut off, nothing but zeroes may be seen.
      guard self.tag == tag, parameters.tolerance >= 0, parameters.interval > 0,
        case .admitted(let arrival) = parameters.decide(cost: cost, arrival: Self.state(of: word), now: now)
      else { return nil }
      guard exchange(word, for: arrival) else { continue }
      return QuotaDecision(
        withinRate: limit, room: parameters.tolerance &- (arrival &- now), interval: parameters.interval,
        revision: revision, windowSeconds: windowSeconds)
    }
  }

  /// The terms of a version of the slot, also where they do not hold or the rate is watched.
  func keptParameters(_ word: UInt64) -> RateParameters {
    let tolerance = tolerance(word)
    return RateParameters(interval: interval(word), tolerance: tolerance < 0 ? ~tolerance : tolerance)
  }

  /// What the rate has used, for whoever goes on counting in another way.
  ///
  /// Where it kept its limit in any window it is the greatest number that it can have admitted within one, so that the promise
  /// is kept; a bucket promises nothing of the kind, so what is used of it is what it would say.
  ///
  /// - Parameters:
  ///   - window: The window, in nanoseconds.
  ///   - now: The clock.
  /// - Returns: Units, 0 or more.
  func used(within window: Int64, now: Int64) -> Int64 {
    let word = self.word
    let (kept, state) = (keptParameters(word), Self.state(of: word))
    guard kept.interval > 0 else { return 0 }
    let isPromised = kept.burst.addingSaturating((windowSeconds * 1_000_000_000 - 1) / kept.interval) <= limit
    return isPromised
      ? kept.admitted(within: window, arrival: state, now: now) : kept.used(arrival: state, now: now)
  }

  /// Lets at least so much count as used.
  func raise(to arrival: Int64) {
    while true {
      let word = self.word
      let state = Self.state(of: word)
      if state >= arrival || exchange(word, for: min(arrival, Int64(Self.stateMask))) { return }
    }
  }

  /// Gives units back, unless the slot belongs to somebody else by now.
  func refund(_ cost: Int64, tag: UInt64, now: Int64) {
    while true {
      let word = self.word
      let parameters = keptParameters(word)
      guard self.tag == tag, parameters.interval > 0 else { return }
      let state = Self.state(of: word)
      let arrival = parameters.refunded(cost: cost, arrival: state, now: now)
      if arrival == state || exchange(word, for: arrival) { return }
    }
  }

  /// Lets the slot decide no more, for it is about to be carried over to another file.
  ///
  /// For the holder of the file's lock.
  ///
  /// - Returns: Its state, which does not change any more.
  func close() -> Int64 {
    while true {
      let word = self.word
      let (state, kept) = (Self.state(of: word), keptParameters(word))
      // Also where it decides no more: requests that are watched are decided elsewhere by the word they read here.
      if advance(from: word, state: state, interval: kept.interval, tolerance: ~kept.tolerance) { return state }
    }
  }

  /// Makes terms hold for all processes, and carries what was used over to them.
  ///
  /// For the holder of the file's lock. Terms of a later revision stay: who has earlier ones has not seen the change yet.
  ///
  /// - Parameters:
  ///   - rate: The rate; `nil` where none decides.
  ///   - terms: What it comes from.
  ///   - isNew: Whether the slot had no owner before.
  ///   - carried: The state of an earlier slot of the same limit, where there was one.
  ///   - now: The clock.
  func settle(_ rate: RateParameters?, _ terms: QuotaTerms, isNew: Bool, carried: Int64?, now: Int64) {
    if !isNew, revision > terms.revision { return }
    while true {
      let word = self.word
      let found = self.tolerance(word)
      // Terms that do not hold now are kept as their complement: use goes by them when a rate decides again. So are those of a
      // rate that is watched, because each of its requests has to be judged by more than the slot.
      let old = keptParameters(word)
      let interval = rate?.interval ?? old.interval
      let closed = ~(rate ?? old).tolerance
      let tolerance = terms.isWatched ? closed : rate?.tolerance ?? closed
      if old.interval == interval, found == tolerance, carried == nil { break }
      // Nothing used, and since when: who was here lately keeps the slot.
      var state = max(Self.state(of: word), carried ?? 0, isNew ? now : 0)
      if let rate, old.interval > 0, old != rate {
        let used = terms.strategy.used(old.used(arrival: state, now: now), from: old.burst, to: rate.burst)
        state = min(rate.arrival(used: used, now: now), Int64(Self.stateMask))
      }
      if advance(from: word, state: state, interval: interval, tolerance: tolerance) { break }
    }
    describe(
      kind: .time, revision: terms.revision, limit: terms.limit ?? 0, windowSeconds: terms.windowSeconds ?? 0)
  }
}
