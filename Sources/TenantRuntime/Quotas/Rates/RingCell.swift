// SPDX-License-Identifier: Apache-2.0

import Synchronization
import TenantModel

/// One cell of a rolling rate: a slot, and the tag it has while it belongs to the rate.
struct RingCell {
  let slot: LimitSlot
  let tag: UInt64

  var isOurs: Bool { slot.tag == tag }

  /// All changes of the cells of a ring have one order, in which every request finds its place.
  var word: UInt64 { slot.words[0].load(ordering: .sequentiallyConsistent) }

  func exchange(_ word: UInt64, for state: Int64) -> Bool {
    slot.words[0].compareExchange(
      expected: word, desired: LimitSlot.word(state, like: word), ordering: .sequentiallyConsistent
    ).exchanged
  }

  /// Takes back what was counted, where the cell still counts the same part of time.
  func takeBack(_ cost: Int64, expiry: Int64) -> Bool {
    while true {
      let word = self.word
      let state = LimitSlot.state(of: word)
      guard isOurs, RollingWindow.expiry(state) == expiry, RollingWindow.count(state) >= cost else { return false }
      if exchange(word, for: state - cost) { return true }
    }
  }
}

extension QuotaControl {
  /// Decides by a ring.
  ///
  /// A request counts first and looks then: of two that count at the same time, the later one sees both, so together they never
  /// pass the limit. What a request that is refused counted, it takes back, which can only refuse others meanwhile.
  /// Tests do between a first look and the count, in `meanwhile`, what others may do there.
  func take(
    _ cost: Int64, _ window: RollingWindow, isCounting: Bool = true, _ guarded: inout Guarded,
    meanwhile: () -> Void = {}
  ) -> Taken {
    let terms = guarded.terms
    guard cost <= window.limit else {
      return Taken(
        decision: terms.refusal(.neverSatisfiable, remaining: nil, retryAfter: nil, resetsIn: nil), isCounted: false)
    }
    while true {
      // A cell that nothing was counted in for long may have been given to another limit.
      if !guarded.ring.allSatisfy(\.isOurs) || guarded.file?.isRetired == true { rebind(&guarded) }
      guard guarded.ring.count == RollingWindow.cells else {
        return Taken(decision: terms.unavailable, isCounted: false)
      }
      let now = MonotonicClock.nanoseconds()
      let (index, expiry) = window.cell(at: now)
      let cell = guarded.ring[index]
      let word = cell.word
      let state = LimitSlot.state(of: word)
      // Somebody with a later reading of the clock was here.
      if RollingWindow.expiry(state) > expiry { continue }
      let states = guarded.ring.map { LimitSlot.state(of: $0.word) }
      let used = window.used(states, now: now)
      guard used + cost <= window.limit else {
        let wait = window.retryAfter(states, cost: cost, now: now)
        return Taken(
          decision: terms.refusal(
            .exceeded, remaining: max(0, window.limit - used), retryAfter: wait, resetsIn: wait), isCounted: false)
      }
      if cost == 0 || !isCounting {
        return Taken(
          decision: terms.decision(.allowed, .withinLimit, remaining: window.limit - used - cost), isCounted: false)
      }
      meanwhile()
      guard cell.isOurs, cell.exchange(word, for: window.adding(cost, to: state, at: now)) else { continue }
      let after = window.used(guarded.ring.map { LimitSlot.state(of: $0.word) }, now: now)
      if after <= window.limit {
        // Whoever left the file before may not have seen the count, and who comes later has it counted in the next file.
        guard guarded.file?.isInUse == true else {
          _ = cell.takeBack(cost, expiry: expiry)
          rebind(&guarded)
          guard guarded.file != nil else { return Taken(decision: terms.unavailable, isCounted: false) }
          continue
        }
        return Taken(
          decision: terms.decision(.allowed, .withinLimit, remaining: window.limit - after), isCounted: true,
          receipt: expiry)
      }
      _ = cell.takeBack(cost, expiry: expiry)
    }
  }
}
