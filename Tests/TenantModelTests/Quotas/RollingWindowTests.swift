// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

@Suite struct RollingWindowTests {
  /// A ring and the rule of its use, as a service would hold them.
  private struct Ring {
    let rules: RollingWindow
    var words = [Int64](repeating: 0, count: RollingWindow.cells)

    mutating func admits(_ cost: Int64, at now: Int64) -> Bool {
      guard rules.used(words, now: now) + cost <= rules.limit else { return false }
      let index = rules.cell(at: now).index
      words[index] = rules.adding(cost, to: words[index], at: now)
      return true
    }
  }

  @Test func wordsHoldTimeAndCount() {
    let rules = RollingWindow(limit: 100, windowSeconds: 1)
    let cell = rules.cell(at: 0)
    #expect(cell.index == 0)
    // An eighth and a window, rounded up to whole 2²⁴ nanoseconds.
    #expect(cell.expiry == 1_140_850_688)
    let word = rules.adding(5, to: 0, at: 0)
    #expect(RollingWindow.count(word) == 5)
    #expect(RollingWindow.expiry(word) == cell.expiry)
    #expect(RollingWindow.count(rules.adding(2, to: word, at: 124_999_999)) == 7)
    #expect(rules.cell(at: 125_000_000).index == 1)
    // The tenth eighth takes the first cell over, and what it counted is gone.
    #expect(rules.cell(at: 1_125_000_000).index == 0)
    #expect(RollingWindow.count(rules.adding(2, to: word, at: 1_125_000_000)) == 2)
  }

  @Test func noWindowHasMoreThanTheLimit() {
    forEachRun { rate, generator in
      var ring = Ring(rules: RollingWindow(limit: rate.limit, windowSeconds: rate.windowSeconds))
      var (log, now) = (SlidingLog(), Int64.random(in: 0...rate.window, using: &generator))
      for _ in 0..<300 {
        now += RateSamples.gap(rate, interval: rate.window / 16, using: &generator)
        let cost = Bool.random(using: &generator) ? 1 : Int64.random(in: 1...rate.limit, using: &generator)
        if ring.admits(cost, at: now) { log.admit(cost, at: now) }
      }
      #expect(log.worst(window: rate.window) <= rate.limit, "\(rate)")
    }
  }

  @Test func theWholeLimitIsThereAtOnce() {
    var ring = Ring(rules: RollingWindow(limit: 100, windowSeconds: 1))
    let admitted = [(100, 999_999_999), (1, 1_000_000_000), (1, 1_999_999_998)].map { ring.admits($0, at: $1) }
    #expect(admitted == [true, false, false])
  }

  @Test func waitsAreExactAndNoLongerThanTheRingCosts() {
    forEachRun { rate, generator in
      var ring = Ring(rules: RollingWindow(limit: rate.limit, windowSeconds: rate.windowSeconds))
      var now = Int64.random(in: 0...rate.window, using: &generator)
      for _ in 0..<100 {
        now += RateSamples.gap(rate, interval: rate.window / 16, using: &generator)
        let cost = Int64.random(in: 1...rate.limit, using: &generator)
        let wait = ring.rules.retryAfter(ring.words, cost: cost, now: now)
        if ring.admits(cost, at: now) {
          #expect(wait == 0)
          continue
        }
        var later = ring
        #expect(wait >= 1)
        #expect(wait <= rate.window + rate.window / 8 + (1 << 24))
        #expect(ring.rules.used(ring.words, now: now + wait - 1) + cost > rate.limit)
        let isAdmitted = later.admits(cost, at: now + wait)
        #expect(isAdmitted)
      }
    }
  }

  @Test func extremesDoNotTrap() {
    let numbers: [Int64] = [.min, -1, 0, 1, 16_777_215, 16_777_216, .max - 1, .max]
    for limit in numbers {
      for window in numbers {
        let rules = RollingWindow(limit: limit, windowSeconds: window)
        #expect((0...RollingWindow.greatestLimit).contains(rules.limit))
        for now in numbers {
          #expect((0..<RollingWindow.cells).contains(rules.cell(at: now).index))
          #expect(rules.cell(at: now).expiry & 0xFF_FFFF == 0)
          #expect(rules.cell(at: now).expiry > 0)
          #expect(rules.used(numbers, now: now) >= 0)
          for cost in numbers {
            #expect(rules.retryAfter(numbers, cost: cost, now: now) >= 0)
            #expect(RollingWindow.count(rules.adding(cost, to: .max, at: now)) >= 0)
          }
        }
      }
    }
  }

  private func forEachRun(_ body: (RateSamples.Rate, inout SeededGenerator) -> Void) {
    var generator = SeededGenerator(seed: 0x219)
    for _ in 0..<150 { body(RateSamples.rate(using: &generator), &generator) }
  }
}
