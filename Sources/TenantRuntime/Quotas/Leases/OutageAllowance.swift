// SPDX-License-Identifier: Apache-2.0

import Synchronization
import TenantModel

/// What one process admits of a quota while the store cannot be reached: so much in one outage, and no more however often it is
/// asked or how long the outage lasts.
final class OutageAllowance: Sendable {
  private struct State {
    /// When the present outage began, and what was admitted in it.
    var since: Int64 = 0
    var used: Int64 = 0
    /// What the store was not told yet, also of earlier outages.
    var admitted: Int64 = 0
    var unmetered: Int64 = 0
    /// Number under which the store is told.
    var sequence: Int64 = 0
    var isTold = true
  }

  private let state = Monitor(State())

  /// Admits, if that stays within the amount; who is admitted charges it, or gives it back.
  func admit(_ units: Int64, atMost amount: Int64, since: Int64) -> Bool {
    state.withLock { state in
      if state.since != since { (state.since, state.used) = (since, 0) }
      guard units <= amount, state.used <= amount - units else { return false }
      state.used += units
      return true
    }
  }

  /// Lets others have what was admitted and not used, unless the outage is another one by now.
  func giveBack(_ units: Int64, since: Int64) {
    state.withLock { state in
      if state.since == since { state.used = max(0, state.used - units) }
    }
  }

  /// Counts what was used; the store is told.
  func charge(_ units: Int64, isUnmetered: Bool) {
    state.withLock { state in
      state.admitted = state.admitted.addingSaturating(units)
      if isUnmetered { state.unmetered = state.unmetered.addingSaturating(units) }
      state.isTold = false
    }
  }

  /// What the store has not been told; numbers it where it is told for the first time.
  func untold(number: () -> Int64) -> (sequence: Int64, total: Int64, metered: Int64)? {
    state.withLock { state in
      guard !state.isTold else { return nil }
      if state.sequence == 0 { state.sequence = number() }
      return (state.sequence, state.admitted, state.admitted - state.unmetered)
    }
  }

  func told(total: Int64) {
    state.withLock { state in
      guard state.admitted == total else { return }
      state.isTold = true
      state.sequence = 0
      state.admitted = 0
      state.unmetered = 0
    }
  }

  /// Whether the store knows all that was admitted.
  var isTold: Bool { state.withLock { $0.isTold } }

  /// Forgets what nobody is to be told.
  func forget() { state.withLock { $0 = State() } }
}
