// SPDX-License-Identifier: Apache-2.0

import TenantModel

/// Decides a rate in one process while the file that all share cannot be used: bounded in amount and time, by the quota's
/// failure policy.
struct RateFallback {
  private let share: RateParameters?
  private var arrival: Int64 = 0
  private var allowed: Int64
  private let until: Int64

  /// Starts the outage of one limit.
  ///
  /// - Parameters:
  ///   - rate: The rate.
  ///   - terms: What it comes from.
  ///   - runtimes: How many runtimes shared it when that was last known.
  ///   - lostAt: When the outage began; nothing that comes later begins it anew.
  init(_ rate: RateParameters, _ terms: QuotaTerms, runtimes: Int, lostAt: Int64) {
    switch terms.quota?.failurePolicy {
    case .localShare:
      share = rate.share(among: Int64(runtimes))
      allowed = 0
      until = 0
      // What was used before is not known; a share that starts empty cannot add to it.
      if let share { arrival = share.arrival(used: share.burst, now: lostAt) }
    case .allowBounded(let amount, let seconds):
      share = nil
      allowed = amount
      until = lostAt.addingSaturating(seconds.multipliedSaturating(by: 1_000_000_000))
    case .deny, .lastLease, nil:
      // A rate holds nothing beforehand, so there is nothing left to spend.
      share = nil
      allowed = 0
      until = 0
    }
  }

  /// Decides on a request.
  mutating func decide(_ cost: Int64, now: Int64) -> RateParameters.Outcome {
    if let share {
      let outcome = share.decide(cost: cost, arrival: arrival, now: now)
      if case .admitted(let next) = outcome { arrival = next }
      return outcome
    }
    guard now < until, cost <= allowed else { return .denied(retryAfter: RateFallback.pause) }
    allowed -= cost
    return .admitted(arrival: 0)
  }

  /// When to come back in an outage, whose end nobody knows: a second.
  static let pause: Int64 = 1_000_000_000
}
