// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

@Suite struct FlagRolloutTests {
  /// The vectors of flagd's own tests: four colours of 25 each, by the user's address.
  @Test(arguments: [
    ("headerColor", "rachel@faas.com", "blue"), ("headerColor", "monica@faas.com", "yellow"),
    ("headerColor", "joey@faas.com", "red"), ("headerColor", "ross@faas.com", "blue"),
    ("my-seed", "rachel@faas.com", "green"), ("my-seed", "monica@faas.com", "red"),
    ("my-seed", "joey@faas.com", "blue"), ("my-seed", "ross@faas.com", "green"),
  ])
  func bucketsAreThoseOfFlagd(seed: String, user: String, expected: String) throws {
    let rollout = try FlagRollout(
      FlagWeights(parsing: "red=25,blue=25,green=25,yellow=25"), bucketing: FlagBucketing(by: .user, seed: seed))
    let served = try FlagSamples.evaluate(
      FlagSamples.colors(rollout), for: FlagSamples.request(user: user))
    #expect(served.variant.rawValue == expected)
    #expect(served.reason == .targetingMatch)
  }

  @Test func theKeyIsTheSeedWhereNoneIsGiven() throws {
    let weights = try FlagWeights(parsing: "red=25,blue=25,green=25,yellow=25")
    let plain = try FlagSamples.colors(FlagRollout(weights, bucketing: FlagBucketing(by: .user)))
    let seeded = try FlagSamples.colors(
      FlagRollout(weights, bucketing: FlagBucketing(by: .user, seed: "header.color")))
    for number in 0..<50 {
      let request = try FlagSamples.request(user: "user-\(number)")
      #expect(
        try FlagSamples.evaluate(plain, for: request).variant == FlagSamples.evaluate(seeded, for: request).variant)
    }
  }

  @Test func sharesAreCloseToTheirWeights() throws {
    let flag = try FlagSamples.colors(FlagRollout(FlagWeights(parsing: "red=10,blue=20,green=30,yellow=40")))
    let set = try FlagSet([flag])
    var counts: [String: Int] = [:]
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<20_000 {
      let id = UInt128(generator.next()) << 64 | UInt128(generator.next())
      let request = FlagRequest(tenant: try FlagSamples.tenant(id))
      let served = try #require(FlagEvaluator.evaluate(flag.key, in: set, for: request, at: FlagSamples.start))
      counts[served.variant.rawValue, default: 0] += 1
    }
    for (name, share) in [("red", 2_000), ("blue", 4_000), ("green", 6_000), ("yellow", 8_000)] {
      // Five standard deviations of the widest share.
      #expect(abs((counts[name] ?? 0) - share) < 350, "\(name): \(counts[name] ?? 0)")
    }
  }

  @Test func whoeverIsInStaysInWhenThePercentageGrows() throws {
    let percentages = ["0%", "0.5%", "1%", "10%", "12.5%", "20%", "33.33333%", "50%", "99.9%", "100%"]
    let sets = try percentages.map { text in
      var flag = try FlagSamples.flag()
      flag.rollout = try FlagRollout(FlagWeights(percentage: text, of: .on, rest: .off))
      return try FlagSet([flag])
    }
    let key = try FlagSamples.key("checkout")
    var generator = SeededGenerator(seed: 6)
    for _ in 0..<1_000 {
      let request = FlagRequest(tenant: try FlagSamples.tenant(UInt128(generator.next())))
      let isOn = try sets.map {
        try #require(FlagEvaluator.evaluate(key, in: $0, for: request, at: FlagSamples.start)).value == .bool(true)
      }
      #expect(isOn == isOn.sorted { !$0 && $1 })
      #expect(isOn.first == false && isOn.last == true)
    }
  }

  @Test func stepsReplaceTheWeightsFromTheirInstantOn() throws {
    let later = try #require(FlagSamples.start.advanced(by: .seconds(60)))
    var flag = try FlagSamples.flag()
    flag.rollout = try FlagRollout(
      FlagWeights(parsing: "on=0,off=1"),
      steps: [FlagRollout.Step(from: later, weights: FlagWeights(parsing: "on=1,off=0"))])
    let before = try #require(later.advanced(by: .microseconds(-1)))
    #expect(try FlagSamples.evaluate(flag, at: before).variant == .off)
    #expect(try FlagSamples.evaluate(flag, at: later).variant == .on)
    let again = FlagRollout.Step(from: later, weights: try FlagWeights(parsing: "on=1,off=1"))
    #expect(throws: TenantError.self) {
      try FlagRollout(FlagWeights(parsing: "on=1,off=1"), steps: [again, again])
    }
  }

  @Test func withoutTheSubjectTheDefaultIsServed() throws {
    let rollout = try FlagRollout(FlagWeights(parsing: "blue=1,green=0"), bucketing: FlagBucketing(by: .user))
    let flag = try FlagSamples.colors(rollout)
    let missing = try FlagSamples.evaluate(flag, for: FlagSamples.request(), isExplained: true)
    #expect(missing.variant.rawValue == "red")
    #expect(missing.reason == .default)
    #expect(missing.trace.contains { $0.stage == "rollout" && $0.actual == "no user" && $0.outcome == .skipped })
    #expect(try FlagSamples.evaluate(flag, for: FlagSamples.request(user: "")).reason == .default)
    #expect(try FlagSamples.evaluate(flag, for: FlagSamples.request(user: "u")).variant.rawValue == "blue")
  }

  @Test func theLargestWeightsDoNotOverflow() throws {
    let weights = try FlagWeights(parsing: "on=2147483646,off=1")
    #expect(weights.total == FractionalBucket.maximumTotal)
    #expect(FractionalBucket.bucket(of: .max, total: weights.total) == 2_147_483_646)
    #expect(FractionalBucket.bucket(of: 0, total: weights.total) == 0)
    #expect(FractionalBucket.position(of: 2_147_483_646, in: [2_147_483_646, 1]) == 1)
    #expect(FractionalBucket.position(of: 2_147_483_647, in: [2_147_483_646, 1]) == nil)
  }

  @Test(arguments: [
    "on=10", "on=0,off=0", "on=1,on=2", "on=-1,off=2", "on=2147483647,off=1", "on=1.5,off=1", "on=,off=1", "on,off",
    "on=1 off=2", "on=99999999999999999999,off=1", "",
  ])
  func badWeightsAreRefused(text: String) throws {
    #expect(try FlagSamples.error { try FlagWeights(parsing: text) }.code == .invalidValue)
  }

  @Test(arguments: [
    ("25%", "on=25,off=75"), ("0%", "on=0,off=100"), ("100%", "on=100,off=0"), ("12.5%", "on=125,off=875"),
    ("0.00001%", "on=1,off=9999999"), ("100.0%", "on=1000,off=0"),
  ])
  func percentagesBecomeWeights(text: String, expected: String) throws {
    #expect("\(try FlagWeights(percentage: text, of: .on, rest: .off))" == expected)
  }

  @Test(arguments: ["25", "101%", "-1%", "1e1%", "%", ".5%", "5.%", "1.000001%", "1000%", "1.2.3%", "²%", "+5%"])
  func badPercentagesAreRefused(text: String) throws {
    #expect(
      try FlagSamples.error { try FlagWeights(percentage: text, of: .on, rest: .off) }.message
        == "'\(text)' is not a percentage")
  }
}
