// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

@Suite struct RateParametersTests {
  @Test func aBucketPromisesBurstAndRate() {
    let rate = RateParameters(limit: 100, windowSeconds: 1, burst: 20, mode: .bucket)
    #expect(rate.interval == 10_000_000)
    #expect(rate.burst == 20)
    #expect(rate.tolerance == 200_000_000)
    #expect(RateParameters(limit: 100, windowSeconds: 1, burst: nil, mode: .bucket).burst == 100)
    // A third of a second is no whole number of nanoseconds; it is rounded to the slower side.
    #expect(RateParameters(limit: 3, windowSeconds: 1, burst: nil, mode: .bucket).interval == 333_333_334)
  }

  @Test func aHardRateIsSmallAndSlowEnoughForAnyWindow() {
    let rate = RateParameters(limit: 100, windowSeconds: 1, burst: nil, mode: .hard)
    #expect(rate.burst == 50)
    #expect(rate.burst + (1_000_000_000 - 1) / rate.interval == 100)
    let single = RateParameters(limit: 1, windowSeconds: 60, burst: nil, mode: .hard)
    #expect(single == RateParameters(limit: 1, windowSeconds: 60, burst: 1, mode: .bucket))
    #expect(single.interval == 60_000_000_000)
    let whole = RateParameters(limit: 10, windowSeconds: 1, burst: 10, mode: .hard)
    #expect(whole.burst == 10)
    #expect(whole.interval == 1_000_000_000)
    #expect(
      RateParameters(limit: 7, windowSeconds: 1, burst: nil, mode: .rolling)
        == RateParameters(limit: 7, windowSeconds: 1, burst: nil, mode: .hard))
  }

  @Test func noWindowOfABucketHasMoreThanBurstAndRate() {
    forEachRun { rate, generator in
      let parameters = rate.parameters(.bucket)
      let bound = parameters.burst + (rate.window - 1) / parameters.interval
      #expect(worst(parameters, rate, using: &generator) <= bound, "\(rate)")
    }
  }

  @Test func noWindowOfAHardRateHasMoreThanTheLimit() {
    forEachRun { rate, generator in
      #expect(worst(rate.parameters(.hard), rate, using: &generator) <= rate.limit, "\(rate)")
    }
  }

  @Test func greedyTenantsReachTheBoundSoItIsNotIdle() {
    for mode in [RateMode.bucket, .hard] {
      let rate = RateSamples.Rate(limit: 20, windowSeconds: 1, burst: nil)
      let parameters = rate.parameters(mode)
      var (log, arrival) = (SlidingLog(), Int64(0))
      for time in stride(from: Int64(0), to: rate.window * 3, by: 500_000) {
        if case .admitted(let next) = parameters.decide(cost: 1, arrival: arrival, now: time) {
          arrival = next
          log.admit(1, at: time)
        }
      }
      let bound = parameters.burst + (rate.window - 1) / parameters.interval
      // Asking every half millisecond misses the instant of a unit by as much, and so one unit of a window.
      #expect(log.worst(window: rate.window) >= bound - 1)
    }
  }

  @Test func decisionsAreThoseOfATokenBucket() {
    forEachRun { rate, generator in
      let parameters = rate.parameters(.bucket)
      var now = Int64.random(in: 0...1_000_000, using: &generator)
      var bucket = TokenBucket(parameters, at: now)
      var arrival: Int64 = 0
      for _ in 0..<80 {
        now += RateSamples.gap(rate, interval: parameters.interval, using: &generator)
        let cost = Int64.random(in: 1...min(4, parameters.burst), using: &generator)
        let outcome = parameters.decide(cost: cost, arrival: arrival, now: now)
        let isAdmitted = bucket.takes(cost, at: now)
        if case .admitted(let next) = outcome {
          #expect(isAdmitted, "\(rate)")
          arrival = next
          let answer = QuotaDecision(
            withinRate: rate.limit, room: parameters.tolerance - (next - now), interval: parameters.interval,
            revision: 1, windowSeconds: 1)
          #expect(answer.remaining == bucket.tokens)
          #expect(answer.resetsIn == parameters.nextUnit(arrival: next, now: now))
        } else {
          #expect(!isAdmitted, "\(rate)")
        }
        #expect(parameters.remaining(arrival: arrival, now: now) == bucket.tokens)
        #expect(parameters.used(arrival: arrival, now: now) == parameters.burst - bucket.tokens)
      }
    }
  }

  @Test func waitsAreExact() {
    forEachRun { rate, generator in
      let parameters = rate.parameters(Bool.random(using: &generator) ? .bucket : .hard)
      var (arrival, now) = (Int64(0), Int64(5))
      for _ in 0..<40 {
        now += RateSamples.gap(rate, interval: parameters.interval, using: &generator)
        let cost = Int64.random(in: 1...parameters.burst, using: &generator)
        switch parameters.decide(cost: cost, arrival: arrival, now: now) {
        case .admitted(let next): arrival = next
        case .denied(let wait):
          #expect(wait >= 1)
          #expect(isAdmitted(parameters.decide(cost: cost, arrival: arrival, now: now + wait)))
          #expect(!isAdmitted(parameters.decide(cost: cost, arrival: arrival, now: now + wait - 1)))
        case .neverSatisfiable: Issue.record("\(cost) of \(rate)")
        }
        let remaining = parameters.remaining(arrival: arrival, now: now)
        if let wait = parameters.nextUnit(arrival: arrival, now: now) {
          #expect(parameters.remaining(arrival: arrival, now: now + wait) == remaining + 1)
          #expect(parameters.remaining(arrival: arrival, now: now + wait - 1) == remaining)
        } else {
          #expect(remaining == parameters.burst)
        }
      }
    }
  }

  @Test func moreThanTheBurstIsNeverSatisfiable() {
    let rate = RateParameters(limit: 100, windowSeconds: 1, burst: 20, mode: .bucket)
    #expect(isAdmitted(rate.decide(cost: 20, arrival: 0, now: 0)))
    #expect(rate.decide(cost: 21, arrival: 0, now: .max) == .neverSatisfiable)
    let nothing = RateParameters(limit: 0, windowSeconds: 1, burst: nil, mode: .bucket)
    #expect(nothing.decide(cost: 1, arrival: 0, now: 0) == .neverSatisfiable)
    #expect(nothing.decide(cost: 0, arrival: 7, now: 0) == .admitted(arrival: 7))
    #expect(nothing.remaining(arrival: 0, now: 0) == 0)
    #expect(nothing.nextUnit(arrival: 5, now: 0) == nil)
  }

  @Test func refundsGiveBackNoMoreThanWasTaken() {
    forEachRun { rate, generator in
      let parameters = rate.parameters(.bucket)
      var now = Int64.random(in: 0...1_000_000, using: &generator)
      var arrival = now + Int64.random(in: 0...parameters.tolerance, using: &generator)
      for _ in 0..<20 {
        let cost = Int64.random(in: 1...parameters.burst, using: &generator)
        guard case .admitted(let taken) = parameters.decide(cost: cost, arrival: arrival, now: now) else {
          now += parameters.interval
          continue
        }
        now += Int64.random(in: 0...parameters.interval * 2, using: &generator)
        let refunded = parameters.refunded(cost: cost, arrival: taken, now: now)
        let untouched = parameters.remaining(arrival: arrival, now: now)
        #expect(parameters.remaining(arrival: refunded, now: now) <= untouched)
        #expect(parameters.remaining(arrival: refunded, now: now) >= parameters.remaining(arrival: taken, now: now))
        arrival = taken
      }
    }
    let rate = RateParameters(limit: 10, windowSeconds: 1, burst: nil, mode: .bucket)
    #expect(rate.refunded(cost: 3, arrival: 1_000, now: 2_000) == 1_000)
    #expect(rate.refunded(cost: .max, arrival: 1_000, now: 500) == 500)
    #expect(rate.refunded(cost: -3, arrival: 1_000, now: 500) == 1_000)
  }

  @Test func useIsCarriedOverUnitByUnit() {
    let old = RateParameters(limit: 100, windowSeconds: 1, burst: nil, mode: .bucket)
    let new = RateParameters(limit: 10, windowSeconds: 1, burst: nil, mode: .bucket)
    let used = old.used(arrival: 1_500_000_000, now: 500_000_000)
    #expect(used == 100)
    let arrival = new.arrival(used: used, now: 500_000_000)
    // All hundred are still owed, ten times as long; what is shown as left is nothing, not minus ninety.
    #expect(new.used(arrival: arrival, now: 500_000_000) == 100)
    #expect(new.remaining(arrival: arrival, now: 500_000_000) == 0)
    #expect(new.nextUnit(arrival: arrival, now: 500_000_000) == 9_100_000_000)
    forEachRun { rate, generator in
      let parameters = rate.parameters(.bucket)
      let units = Int64.random(in: 0...1_000, using: &generator)
      let now = Int64.random(in: 0...1 << 50, using: &generator)
      #expect(parameters.used(arrival: parameters.arrival(used: units, now: now), now: now) == units)
    }
  }

  @Test(arguments: RateMode.allCases)
  func extremesDoNotTrap(_ mode: RateMode) {
    let numbers: [Int64] = [.min, -1, 0, 1, 2, 1_000_000_000, 1 << 57, .max - 1, .max]
    for limit in numbers {
      for window in [Int64.min, 0, 1, 86_400, .max] {
        for burst in [nil, .min, 0, 1, .max] as [Int64?] {
          let rate = RateParameters(limit: limit, windowSeconds: window, burst: burst, mode: mode)
          #expect(rate.interval >= 1)
          #expect(rate.burst >= (limit > 0 ? 1 : 0))
          #expect((0...1 << 57).contains(rate.tolerance))
          for arrival in numbers {
            for now in numbers {
              for cost in numbers { check(rate, cost: cost, arrival: arrival, now: now) }
            }
          }
        }
      }
    }
  }

  private func check(_ rate: RateParameters, cost: Int64, arrival: Int64, now: Int64) {
    let remaining = rate.remaining(arrival: arrival, now: now)
    var isSound = (0...rate.burst).contains(remaining) && rate.used(arrival: arrival, now: now) >= 0
    switch rate.decide(cost: cost, arrival: arrival, now: now) {
    case .admitted(let next): isSound = isSound && next >= arrival && cost <= remaining
    case .denied(let wait): isSound = isSound && wait >= 1 && cost > remaining
    case .neverSatisfiable: isSound = isSound && cost > rate.burst
    }
    isSound = isSound && rate.refunded(cost: cost, arrival: arrival, now: now) <= max(arrival, now)
    isSound = isSound && rate.arrival(used: cost, now: now) >= now
    isSound = isSound && rate.nextUnit(arrival: arrival, now: now) ?? 1 >= 1
    if !isSound { Issue.record("\(rate), cost \(cost), arrival \(arrival), now \(now)") }
  }

  private func isAdmitted(_ outcome: RateParameters.Outcome) -> Bool {
    if case .admitted = outcome { true } else { false }
  }

  private func worst(
    _ parameters: RateParameters, _ rate: RateSamples.Rate, using generator: inout SeededGenerator
  ) -> Int64 {
    var (log, arrival, now) = (SlidingLog(), Int64(0), Int64(0))
    for _ in 0..<200 {
      now += RateSamples.gap(rate, interval: parameters.interval, using: &generator)
      let cost = Bool.random(using: &generator) ? 1 : Int64.random(in: 1...parameters.burst, using: &generator)
      if case .admitted(let next) = parameters.decide(cost: cost, arrival: arrival, now: now) {
        arrival = next
        log.admit(cost, at: now)
      }
    }
    return log.worst(window: rate.window)
  }

  private func forEachRun(_ body: (RateSamples.Rate, inout SeededGenerator) -> Void) {
    var generator = SeededGenerator(seed: 0x6CA)
    for _ in 0..<150 { body(RateSamples.rate(using: &generator), &generator) }
  }
}
