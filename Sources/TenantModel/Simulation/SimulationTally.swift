// SPDX-License-Identifier: Apache-2.0

/// What became of requests: every one that was offered is either admitted or denied.
package struct SimulationTally: Hashable, Sendable {
  /// Requests that came.
  package var offered: Int128 = 0
  /// Those that were served, at once or later.
  package var admitted: Int128 = 0
  /// Those of the admitted that had to wait.
  package var delayed: Int128 = 0
  /// Those of the admitted that there was no room for: served with less, or charged.
  package var beyond: Int128 = 0
  /// Those that were refused.
  package var denied: Int128 = 0
  /// The longest that a request waited, or was told to wait, in nanoseconds.
  package var worstWait: Int64 = 0

  /// Creates an empty tally.
  package init() {}

  /// Adds what became of other requests.
  package mutating func add(_ other: SimulationTally) {
    offered += other.offered
    admitted += other.admitted
    delayed += other.delayed
    beyond += other.beyond
    denied += other.denied
    worstWait = max(worstWait, other.worstWait)
  }

  /// Hundredths of a percent of the requests that were denied, rounded down; `nil` where there were none.
  package var deniedPerTenThousand: Int64? {
    offered > 0 ? Int64(denied * 10_000 / offered) : nil
  }

  /// The longest wait in milliseconds, rounded up.
  package var worstWaitMilliseconds: Int64 {
    let (milliseconds, rest) = worstWait.quotientAndRemainder(dividingBy: 1_000_000)
    return rest > 0 ? milliseconds + 1 : milliseconds
  }
}
