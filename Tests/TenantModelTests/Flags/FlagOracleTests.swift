// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

/// The evaluator against a naive one, written from the documentation alone, on random flags and requests.
@Suite struct FlagOracleTests {
  @Test func theEvaluatorAgreesWithANaiveOne() throws {
    var generator = SeededGenerator(seed: 2_024)
    var reasons: Set<FlagReason> = []
    for _ in 0..<3_000 {
      let flags = try Self.flags(&generator)
      let request = try Self.request(&generator)
      let overrides = try Self.overrides(&generator, of: request.tenant)
      let instant = Timestamp(seconds: Int64.random(in: 0...100, using: &generator))
      let set = try FlagSet(flags)
      let own = FlagOverrideSet(overrides, of: request.tenant)
      for flag in flags {
        let served = FlagEvaluator.evaluate(flag.key, in: set, overrides: own, for: request, at: instant)
        let expected = Self.oracle(flag, flags, overrides, request, instant)
        #expect(served?.variant == expected.0 && served?.reason == expected.1, "\(flag.document) \(request) \(instant)")
        reasons.insert(expected.1)
        // The short ways that services take most often.
        let truth = set.resolve(flag.key).flatMap {
          FlagEvaluator.truth($0, overrides: own, for: request, at: instant)
        }
        #expect(truth == served?.value.bool)
        let constant = set.constantTruth(flag.key, own)
        #expect(constant == nil || constant == truth)
        let explained = FlagEvaluator.evaluate(
          flag.key, in: set, overrides: own, for: request, at: instant, isExplained: true)
        #expect(explained?.variant == served?.variant && explained?.reason == served?.reason)
      }
    }
    #expect(reasons == Set(FlagReason.allCases))
  }

  // MARK: The oracle

  private static func oracle(
    _ flag: FeatureFlag, _ flags: [FeatureFlag], _ overrides: [FlagOverride], _ request: FlagRequest,
    _ instant: Timestamp
  ) -> (VariantName, FlagReason) {
    if flag.isKilled { return (flag.offVariant, .killed) }
    if flag.state == .off { return (flag.offVariant, .disabled) }
    if !isIn(flag.window, instant) { return (flag.offVariant, .scheduled) }
    if !flag.entitledTiers.isEmpty && !flag.entitledTiers.contains(request.tier) {
      return (flag.offVariant, .notEntitled)
    }
    for needed in flag.prerequisites {
      guard let other = flags.first(where: { $0.key == needed.flag }),
        oracle(other, flags, overrides, request, instant).0 == needed.variant
      else { return (flag.offVariant, .prerequisiteFailed) }
    }
    let mine = overrides.filter {
      $0.flag == flag.key && $0.tenant == request.tenant && ($0.expiresAt == nil || instant < $0.expiresAt ?? instant)
    }
    if let found = mine.first(where: { $0.user != nil && $0.user == request.user })
      ?? mine.first(where: { $0.user == nil })
    {
      return (found.variant, .override)
    }
    for rule in flag.rules where isIn(rule.window, instant) && rule.conditions.allSatisfy({ holds($0, request) }) {
      switch rule.outcome {
      case .variant(let variant): return (variant, .targetingMatch)
      case .split(let split):
        if let variant = bucket(split.weights, split.bucketing, flag, request) { return (variant, .targetingMatch) }
        return (flag.defaultVariant, .default)
      }
    }
    if let rollout = flag.rollout {
      let weights = rollout.steps.filter { $0.from <= instant }.max { $0.from < $1.from }?.weights ?? rollout.weights
      if let variant = bucket(weights, rollout.bucketing, flag, request) { return (variant, .targetingMatch) }
    }
    let dependsOnNothing =
      flag.window == .always && flag.entitledTiers.isEmpty && flag.prerequisites.isEmpty && flag.rules.isEmpty
      && flag.rollout == nil
    return (flag.defaultVariant, dependsOnNothing ? .static : .default)
  }

  private static func isIn(_ window: FlagWindow, _ instant: Timestamp) -> Bool {
    (window.from.map { $0 <= instant } ?? true) && (window.until.map { instant < $0 } ?? true)
  }

  private static func holds(_ condition: FlagCondition, _ request: FlagRequest) -> Bool {
    let actual: String? =
      switch condition.attribute {
      case .tenant: request.slug.rawValue
      case .tier: request.tier.rawValue
      case .region: request.region.rawValue
      case .label(let name): request.labels[name]
      case .user: request.user
      case .userAttribute(let name): request.userAttributes[name]?.description
      case .context(let name): request.context[name]?.description
      }
    switch condition.operator {
    case .equals, .isIn: return actual.map(condition.operands.contains) ?? false
    case .notEquals, .notIn: return !(actual.map(condition.operands.contains) ?? false)
    case .exists: return actual != nil
    case .absent: return actual == nil
    case .startsWith: return actual?.hasPrefix(condition.operands[0]) ?? false
    case .lessThan: return (actual.flatMap { Double($0) } ?? .infinity) < (Double(condition.operands[0]) ?? 0)
    case .atLeast: return (actual.flatMap { Double($0) } ?? -.infinity) >= (Double(condition.operands[0]) ?? 0)
    default: return false
    }
  }

  private static func bucket(
    _ weights: FlagWeights, _ bucketing: FlagBucketing, _ flag: FeatureFlag, _ request: FlagRequest
  ) -> VariantName? {
    let subject: String? =
      switch bucketing.subject {
      case .tenant: request.tenant.rawValue
      case .user: request.user
      case .attribute(.label(let name)): request.labels[name]
      case .attribute: nil
      }
    guard let subject, !subject.isEmpty else { return nil }
    let hash = Murmur3((bucketing.seed ?? flag.key.rawValue) + subject).hash
    let total = weights.shares.reduce(0) { $0 + $1.weight }
    // The first share whose upper end lies above hash ÷ 2³², compared without division.
    var end: Int64 = 0
    for share in weights.shares {
      end += share.weight
      if UInt64(hash) * UInt64(total) < UInt64(end) << 32 { return share.variant }
    }
    return nil
  }

  // MARK: Random input

  private static func flags(_ generator: inout SeededGenerator) throws -> [FeatureFlag] {
    var flags: [FeatureFlag] = []
    for number in 0..<3 {
      var flag = try FlagSamples.flag("f\(number)")
      func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &generator) < percent }
      flag.isKilled = chance(5)
      flag.state = chance(90) ? .on : .off
      if chance(30) { flag.defaultVariant = .off }
      if chance(25) {
        flag.window = try FlagWindow(from: Timestamp(seconds: 20), until: chance(50) ? Timestamp(seconds: 80) : nil)
      }
      if chance(25) { flag.entitledTiers = [try Slug(parsing: "pro")] }
      if number > 0, chance(40) {
        flag.prerequisites = [try FlagPrerequisite(parsing: "f\(number - 1)=\(chance(50) ? "on" : "off")")]
      }
      flag.rules = try (0..<Int.random(in: 0...3, using: &generator)).map { _ in
        try FlagRule(parsing: rules.randomElement(using: &generator) ?? "always => on")
      }
      if chance(40) {
        flag.rollout = try FlagRollout(
          FlagWeights(parsing: "on=40,off=60"),
          steps: chance(50)
            ? [FlagRollout.Step(from: Timestamp(seconds: 50), weights: FlagWeights(parsing: "on=90,off=10"))] : [],
          bucketing: FlagBucketing(by: chance(50) ? .tenant : .user))
      }
      flags.append(flag)
    }
    return flags
  }

  private static let rules = [
    "tier = pro => off", "tier in free,starter => on", "region != eu-west-1 => on=1,off=1",
    "label.group exists and user absent => off", "user.age >= 18 => on=3,off=1 by user",
    "x starts-with a => on=1,off=2 by label.group seed s", "x not in a,ab => off from 1970-01-01T00:00:30Z",
    "tenant = acme and user.age < 30 => on until 1970-01-01T00:01:00Z", "tier = pro => on=1,off=1 by user",
  ]

  private static func request(_ generator: inout SeededGenerator) throws -> FlagRequest {
    let tenant = try FlagSamples.tenant(
      UInt128.random(in: 0...20, using: &generator),
      slug: ["acme", "globex"].randomElement(using: &generator) ?? "acme",
      tier: ["free", "pro", "enterprise"].randomElement(using: &generator) ?? "pro",
      region: ["eu-west-1", "us-east-1"].randomElement(using: &generator) ?? "eu-west-1",
      labels: Bool.random(using: &generator) ? ["group": "g\(generator.next() % 9)"] : [:])
    var request = FlagRequest(tenant: tenant)
    if Bool.random(using: &generator) {
      request.user = "u\(generator.next() % 9)"
      request.userAttributes = ["age": .number(Double(generator.next() % 60))]
    }
    if Bool.random(using: &generator) {
      request.context = ["x": .string(["a", "ab", "b"].randomElement(using: &generator) ?? "a")]
    }
    return request
  }

  private static func overrides(_ generator: inout SeededGenerator, of tenant: TenantID) throws -> [FlagOverride] {
    guard Int.random(in: 0..<4, using: &generator) == 0 else { return [] }
    return try [nil, "u1", "u2"].map { user in
      try FlagOverride(
        tenant: tenant, flag: FlagSamples.key("f\(generator.next() % 3)"), user: user,
        variant: Bool.random(using: &generator) ? .on : .off,
        expiresAt: Bool.random(using: &generator) ? Timestamp(seconds: 60) : nil)
    }
  }
}
