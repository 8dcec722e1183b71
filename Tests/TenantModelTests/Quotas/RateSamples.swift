// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport

/// Rates, and requests that try to get more out of them than they promise.
enum RateSamples {
  struct Rate: CustomStringConvertible {
    let limit: Int64
    let windowSeconds: Int64
    let burst: Int64?

    var window: Int64 { windowSeconds * 1_000_000_000 }
    var description: String { "\(limit) per \(windowSeconds) s, burst \(burst.map(String.init) ?? "default")" }

    func parameters(_ mode: RateMode) -> RateParameters {
      RateParameters(limit: limit, windowSeconds: windowSeconds, burst: burst, mode: mode)
    }
  }

  static func rate(using generator: inout SeededGenerator) -> Rate {
    let limit = Int64.random(in: 1...30, using: &generator)
    let windows: [Int64] = [1, 2, 3, 7, 60, 3_600, 86_400]
    return Rate(
      limit: limit, windowSeconds: windows[Int.random(in: 0..<windows.count, using: &generator)],
      burst: Bool.random(using: &generator) ? nil : Int64.random(in: 1...40, using: &generator))
  }

  /// Waits before the next request: often none, often to within a nanosecond of a window's or a unit's end.
  static func gap(_ rate: Rate, interval: Int64, using generator: inout SeededGenerator) -> Int64 {
    let window = rate.window
    let nearly = Int64.random(in: -1...1, using: &generator)
    switch Int.random(in: 0..<9, using: &generator) {
    case 0, 1, 2: return 0
    case 3: return max(0, window + nearly)
    case 4: return max(0, window - interval + nearly)
    case 5: return max(0, interval + nearly)
    case 6: return window / 8
    case 7: return Int64.random(in: 0...window, using: &generator)
    default: return Int64.random(in: 0...interval, using: &generator)
    }
  }
}

/// Everything that was admitted, and nothing else: the slow answer to how much was admitted in a window.
struct SlidingLog {
  private(set) var entries: [(time: Int64, cost: Int64)] = []

  mutating func admit(_ cost: Int64, at time: Int64) {
    entries.append((time, cost))
  }

  /// The most in any half-open window of a length; only windows that begin with an admission need to be looked at.
  func worst(window: Int64) -> Int64 {
    var worst: Int64 = 0
    var (end, sum) = (0, Int64(0))
    for start in entries.indices {
      while end < entries.count, entries[end].time - entries[start].time < window {
        sum += entries[end].cost
        end += 1
      }
      worst = max(worst, sum)
      sum -= entries[start].cost
    }
    return worst
  }
}

/// A token bucket that counts up instead of ahead, in billionths of what a unit costs: nothing of it is shared with the
/// algorithm under test.
struct TokenBucket {
  let interval: Int128
  let capacity: Int128
  var level: Int128
  var time: Int64

  init(_ rate: RateParameters, at time: Int64) {
    interval = Int128(rate.interval)
    capacity = Int128(rate.burst) * Int128(rate.interval)
    level = capacity
    self.time = time
  }

  mutating func takes(_ cost: Int64, at now: Int64) -> Bool {
    level = min(capacity, level + Int128(now) - Int128(time))
    time = now
    guard Int128(cost) * interval <= level else { return false }
    level -= Int128(cost) * interval
    return true
  }

  var tokens: Int64 { Int64(level / interval) }
}
