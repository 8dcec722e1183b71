// SPDX-License-Identifier: Apache-2.0

import TenantModel
import Testing

@Suite struct FlagEvaluatorTests {
  private let start = FlagSamples.start

  private func override(
    _ variant: VariantName, user: String? = nil, tenant: UInt128 = 1, until expiry: Timestamp? = nil
  ) throws -> FlagOverride {
    try FlagOverride(
      tenant: TenantID(bits: tenant), flag: FlagSamples.key("checkout"), user: user, variant: variant, expiresAt: expiry
    )
  }

  @Test func aFlagWithoutConditionsIsStatic() throws {
    let served = try FlagSamples.evaluate(FlagSamples.flag())
    #expect(served.variant == .on && served.value == .bool(true) && served.reason == .static)
    #expect(served.rule == nil && served.trace.isEmpty)
  }

  @Test func anUnknownFlagIsNothing() throws {
    #expect(
      FlagEvaluator.evaluate(
        try FlagSamples.key("other"), in: .empty, for: try FlagSamples.request(), at: start) == nil)
  }

  @Test func eachStepStandsAboveTheNext() throws {
    // Everything that could decide does; taking the uppermost away hands the decision to the next.
    var flag = try FlagSamples.flag(rules: ["tier = pro => ruled"])
    let names = ["default", "disabled", "overridden", "user", "ruled", "rolled"]
    flag = FeatureFlag(
      key: flag.key, kind: .string,
      variants: try names.map { FlagVariant(name: try FlagSamples.variant($0), value: .string($0)) },
      defaultVariant: try FlagSamples.variant("default"), offVariant: try FlagSamples.variant("disabled"),
      createdAt: start)
    flag.rules = try [FlagRule(parsing: "tier = pro => ruled")]
    flag.rollout = try FlagRollout(FlagWeights(parsing: "rolled=1,default=0"))
    flag.isKilled = true
    flag.state = .off
    flag.window = try FlagWindow(from: start.advanced(by: .seconds(1)), until: nil)
    flag.entitledTiers = [try Slug(parsing: "enterprise")]
    flag.prerequisites = [try FlagPrerequisite(parsing: "base=on")]
    var base = try FlagSamples.flag("base")
    base.state = .off
    var overrides = [
      try override(FlagSamples.variant("overridden")), try override(FlagSamples.variant("user"), user: "u1"),
    ]
    let request = try FlagSamples.request(user: "u1")

    func expect(_ variant: String, _ reason: FlagReason) throws {
      let served = try FlagSamples.evaluate(flag, among: [base], overrides: overrides, for: request)
      #expect(served.variant.rawValue == variant && served.reason == reason)
      // An explanation must not change the answer.
      let explained = try FlagSamples.evaluate(
        flag, among: [base], overrides: overrides, for: request, isExplained: true)
      #expect(explained.variant == served.variant && explained.reason == reason)
      #expect(explained.trace.filter { $0.outcome == .decided }.count == 1)
      #expect(explained.trace.last?.outcome == .decided)
    }
    try expect("disabled", .killed)
    flag.isKilled = false
    try expect("disabled", .disabled)
    flag.state = .on
    try expect("disabled", .scheduled)
    flag.window = try FlagWindow(from: start, until: nil)
    try expect("disabled", .notEntitled)
    flag.entitledTiers = [try Slug(parsing: "pro")]
    try expect("disabled", .prerequisiteFailed)
    base.state = .on
    try expect("user", .override)
    overrides.removeLast()
    try expect("overridden", .override)
    overrides = []
    try expect("ruled", .targetingMatch)
    flag.rules = [try FlagRule(parsing: "tier = free => ruled")]
    try expect("rolled", .targetingMatch)
    flag.rollout = nil
    try expect("default", .default)
  }

  @Test func theScheduleIsHalfOpen() throws {
    var flag = try FlagSamples.flag()
    let end = try #require(start.advanced(by: .seconds(10)))
    flag.window = try FlagWindow(from: start, until: end)
    #expect(try FlagSamples.evaluate(flag, at: start).reason == .default)
    #expect(try FlagSamples.evaluate(flag, at: #require(start.advanced(by: .microseconds(-1)))).reason == .scheduled)
    #expect(try FlagSamples.evaluate(flag, at: #require(end.advanced(by: .microseconds(-1)))).reason == .default)
    #expect(try FlagSamples.evaluate(flag, at: end).reason == .scheduled)
    #expect(throws: TenantError.self) { try FlagWindow(from: end, until: end) }
  }

  @Test func overridesEndWhenTheyExpire() throws {
    var flag = try FlagSamples.flag()
    flag.defaultVariant = .off
    let end = try #require(start.advanced(by: .seconds(10)))
    let overrides = [try override(.on, until: end)]
    #expect(try FlagSamples.evaluate(flag, overrides: overrides, at: start).reason == .override)
    #expect(
      try FlagSamples.evaluate(flag, overrides: overrides, at: #require(end.advanced(by: .microseconds(-1)))).variant
        == .on)
    let after = try FlagSamples.evaluate(flag, overrides: overrides, at: end, isExplained: true)
    #expect(after.variant == .off)
    #expect(after.trace.contains { $0.stage == "override of the tenant" && $0.outcome == .skipped })
  }

  @Test func anOverrideOfAnotherTenantOrUserIsNeverServed() throws {
    var flag = try FlagSamples.flag()
    flag.defaultVariant = .off
    let foreign = try override(.on, tenant: 2)
    #expect(try FlagSamples.evaluate(flag, overrides: [foreign]).variant == .off)
    // Even where the caller hands in a set that was made for the other tenant.
    let other = FlagOverrideSet([foreign], of: TenantID(bits: 2))
    let served = FlagEvaluator.evaluate(
      flag.key, in: try FlagSet([flag]), overrides: other, for: try FlagSamples.request(), at: start)
    #expect(served?.variant == .off)
    // Nor may it push the tenant's own out of the set.
    let mixed = [try override(.on), try override(.off, tenant: 2)]
    #expect(try FlagSamples.evaluate(flag, overrides: mixed).reason == .override)
    #expect(try FlagSamples.evaluate(flag, overrides: [override(.on, user: "u1")]).variant == .off)
    let request = try FlagSamples.request(user: "u2")
    #expect(try FlagSamples.evaluate(flag, overrides: [override(.on, user: "u1")], for: request).variant == .off)
  }

  @Test func anOverrideWithAVariantThatIsGoneIsSkipped() throws {
    let flag = try FlagSamples.flag()
    let served = try FlagSamples.evaluate(flag, overrides: [override(FlagSamples.variant("gone"))])
    #expect(served.variant == .on && served.reason == .static)
  }

  @Test func aPrerequisiteSeesTheSameRequest() throws {
    var flag = try FlagSamples.flag()
    flag.prerequisites = [try FlagPrerequisite(parsing: "base=on")]
    var base = try FlagSamples.flag("base", rules: ["tier = enterprise => on"])
    base.defaultVariant = .off
    #expect(try FlagSamples.evaluate(flag, among: [base]).reason == .prerequisiteFailed)
    let request = try FlagSamples.request(tier: "enterprise")
    #expect(try FlagSamples.evaluate(flag, among: [base], for: request).variant == .on)
    let granted = try FlagOverride(tenant: TenantID(bits: 1), flag: base.key, variant: .on)
    #expect(try FlagSamples.evaluate(flag, among: [base], overrides: [granted]).variant == .on)
  }

  @Test func theFirstMatchingRuleInForceDecides() throws {
    let flag = try FlagSamples.flag(rules: [
      "tier = pro => off until 2001-01-01", "tier = pro and x = 1 => off", "tier = pro => on", "always => off",
    ])
    let served = try FlagSamples.evaluate(flag, isExplained: true)
    #expect(served.variant == .on && served.rule == 3 && served.reason == .targetingMatch)
    #expect(
      served.trace.map { "\($0.stage): \($0.expected) | \($0.actual) | \($0.outcome.rawValue)" } == [
        "kill switch: not thrown | not thrown | passed",
        "state: on | on | passed",
        "rule 1: until 2001-01-01T00:00:00Z | 2023-11-14T22:13:20Z | skipped",
        "rule 1: tier = pro | pro | passed",
        "rule 2: tier = pro | pro | passed",
        "rule 2: x = 1 | missing | skipped",
        "rule 3: tier = pro | pro | passed",
        "rule 3: => on | all hold | decided",
      ])
  }

  @Test func aRuleCanSplit() throws {
    let flag = try FlagSamples.flag(rules: ["always => off=0,on=1 by user", "always => off"])
    let served = try FlagSamples.evaluate(flag, for: FlagSamples.request(user: "u"), isExplained: true)
    #expect(served.variant == .on && served.rule == 1)
    #expect(served.trace.last?.actual.hasPrefix("bucket 0 of 1 for u") == true)
    // The rule matches but has nobody to bucket: as in flagd that is the default, not the next rule.
    #expect(try FlagSamples.evaluate(flag).reason == .default)
  }
}
