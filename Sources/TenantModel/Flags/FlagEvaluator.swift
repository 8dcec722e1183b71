// SPDX-License-Identifier: Apache-2.0

/// Decides what a flag serves; a pure function of the flags, the tenant's overrides, the request and the instant.
///
/// The order of the steps is documented at ``FeatureFlag``.
public enum FlagEvaluator {
  struct Decision {
    let variant: Int
    let reason: FlagReason
    var rule: Int?
  }

  /// Evaluates a flag.
  ///
  /// - Parameters:
  ///   - key: The flag's name.
  ///   - flags: All flags, among which prerequisites are looked up.
  ///   - overrides: The overrides of the request's tenant.
  ///   - request: For whom the flag is evaluated.
  ///   - instant: When.
  ///   - isExplained: Whether to record each step; it costs time and memory.
  /// - Returns: What is served and why, or `nil` where there is no such flag.
  public static func evaluate(
    _ key: FlagKey, in flags: FlagSet, overrides: FlagOverrideSet = .none, for request: FlagRequest,
    at instant: Timestamp,
    isExplained: Bool = false
  ) -> FlagEvaluation? {
    flags.resolve(key).map {
      evaluate($0, overrides: overrides, for: request, at: instant, isExplained: isExplained)
    }
  }

  /// Evaluates a flag that was resolved before.
  ///
  /// - Parameters:
  ///   - flag: The flag.
  ///   - overrides: The overrides of the request's tenant.
  ///   - request: For whom the flag is evaluated.
  ///   - instant: When.
  ///   - isExplained: Whether to record each step; it costs time and memory.
  /// - Returns: What is served and why.
  public static func evaluate(
    _ flag: ResolvedFlag, overrides: FlagOverrideSet = .none, for request: FlagRequest, at instant: Timestamp,
    isExplained: Bool = false
  ) -> FlagEvaluation {
    var trace: [FlagTraceStep]? = isExplained ? [] : nil
    let decision = decide(flag.compiled, overrides, request, instant, &trace)
    let variant = flag.compiled.variants[decision.variant]
    return FlagEvaluation(
      variant: variant.name, value: variant.value, reason: decision.reason, rule: decision.rule, trace: trace ?? [])
  }

  /// The truth value that a flag serves, without the rest of an evaluation.
  ///
  /// - Parameters:
  ///   - flag: The flag.
  ///   - overrides: The overrides of the request's tenant.
  ///   - request: For whom the flag is evaluated.
  ///   - instant: When; read where it matters.
  /// - Returns: The value; `nil` where the flag serves a value of another kind.
  package static func truth(
    _ flag: ResolvedFlag, overrides: FlagOverrideSet, for request: FlagRequest, at instant: @autoclosure () -> Timestamp
  ) -> Bool? {
    let compiled = flag.compiled
    var trace: [FlagTraceStep]?
    // Overrides expire, also those of prerequisites.
    let moment = compiled.isTimed || !overrides.isEmpty ? instant() : Timestamp(microseconds: 0)
    return compiled.truths[decide(compiled, overrides, request, moment, &trace).variant]
  }

  // In here `trace?.append(…)` builds its argument only where a trace is kept.

  private static func decide(
    _ flag: CompiledFlag, _ overrides: FlagOverrideSet, _ request: FlagRequest, _ instant: Timestamp,
    _ trace: inout [FlagTraceStep]?
  ) -> Decision {
    if let reason = refusal(flag, overrides, request, instant, &trace) {
      return Decision(variant: flag.offVariant, reason: reason)
    }
    if let variant = overridden(flag, overrides, request, instant, &trace) {
      return Decision(variant: variant, reason: .override)
    }
    for index in flag.rules.indices {
      let rule = flag.rules[index]
      guard matches(rule, number: index + 1, request, instant, &trace) else { continue }
      switch rule.outcome {
      case .variant(let variant):
        trace?.append(
          FlagTraceStep("rule \(index + 1)", expected: "=> \(rule.source.outcome)", actual: "all hold", .decided))
        return Decision(variant: variant, reason: .targetingMatch, rule: index + 1)
      case .split(let weights, let bucketing):
        let variant = pick(weights, bucketing, "rule \(index + 1)", request, &trace)
        return variant.map { Decision(variant: $0, reason: .targetingMatch, rule: index + 1) } ?? fallback(flag, &trace)
      }
    }
    if let rollout = flag.rollout {
      let step = rollout.steps.isEmpty ? nil : rollout.source.step(at: instant)
      let weights = step.map { rollout.steps[$0].weights } ?? rollout.weights
      if let variant = pick(weights, rollout.bucketing, "rollout", request, &trace) {
        return Decision(variant: variant, reason: .targetingMatch)
      }
    }
    return fallback(flag, &trace)
  }

  private static func fallback(_ flag: CompiledFlag, _ trace: inout [FlagTraceStep]?) -> Decision {
    trace?.append(FlagTraceStep("default", expected: "\(flag.source.defaultVariant)", actual: "", .decided))
    return Decision(variant: flag.defaultVariant, reason: flag.isStatic ? .static : .default)
  }

  /// Steps 1 to 5: why the off variant is served, or `nil` where it is not.
  private static func refusal(
    _ flag: CompiledFlag, _ overrides: FlagOverrideSet, _ request: FlagRequest, _ instant: Timestamp,
    _ trace: inout [FlagTraceStep]?
  ) -> FlagReason? {
    if !flag.isServing || trace != nil {
      let isKilled = flag.source.isKilled
      trace?.append(
        FlagTraceStep(
          "kill switch", expected: "not thrown", actual: isKilled ? "thrown" : "not thrown",
          isKilled ? .decided : .passed))
      if isKilled { return .killed }
      let isOff = flag.source.state == .off
      trace?.append(
        FlagTraceStep("state", expected: "on", actual: flag.source.state.rawValue, isOff ? .decided : .passed))
      if isOff { return .disabled }
    }
    if flag.isStatic { return nil }
    if flag.window.isBounded {
      let isInForce = flag.window.contains(instant)
      trace?.append(
        FlagTraceStep("schedule", expected: "\(flag.window)", actual: "\(instant)", isInForce ? .passed : .decided))
      if !isInForce { return .scheduled }
    }
    let tiers = flag.source.entitledTiers
    if !tiers.isEmpty {
      let isEntitled = tiers.contains(request.tier)
      trace?.append(
        FlagTraceStep(
          "entitlement", expected: "tier in \(tiers.map(\.rawValue).joined(separator: ","))",
          actual: request.tier.rawValue, isEntitled ? .passed : .decided))
      if !isEntitled { return .notEntitled }
    }
    for prerequisite in flag.prerequisites {
      var untraced: [FlagTraceStep]?
      let served = decide(prerequisite.flag, overrides, request, instant, &untraced)
      let isMet = served.variant == prerequisite.variant
      trace?.append(
        FlagTraceStep(
          "prerequisite", expected: "\(prerequisite.source)",
          actual: "\(prerequisite.flag.variants[served.variant].name) (\(served.reason.rawValue))",
          isMet ? .passed : .decided))
      if !isMet { return .prerequisiteFailed }
    }
    return nil
  }

  private static func overridden(
    _ flag: CompiledFlag, _ overrides: FlagOverrideSet, _ request: FlagRequest, _ instant: Timestamp,
    _ trace: inout [FlagTraceStep]?
  ) -> Int? {
    guard let entry = overrides[flag.source.key] else { return nil }
    if let user = request.user, let override = entry.ofUsers[user],
      let variant = apply(override, "override of the user", flag, request, instant, &trace)
    {
      return variant
    }
    guard let override = entry.ofTenant else { return nil }
    return apply(override, "override of the tenant", flag, request, instant, &trace)
  }

  private static func apply(
    _ override: FlagOverride, _ stage: String, _ flag: CompiledFlag, _ request: FlagRequest, _ instant: Timestamp,
    _ trace: inout [FlagTraceStep]?
  ) -> Int? {
    // The set was made for one tenant; a request of another must not profit from it.
    guard override.tenant == request.tenant else { return nil }
    let variant = override.holds(at: instant) ? flag.position(of: override.variant) : nil
    trace?.append(
      FlagTraceStep(
        stage, expected: "\(override.variant)" + (override.expiresAt.map { " until \($0)" } ?? ""),
        actual: "\(instant)",
        variant == nil ? .skipped : .decided))
    return variant
  }

  private static func matches(
    _ rule: CompiledFlag.Rule, number: Int, _ request: FlagRequest, _ instant: Timestamp,
    _ trace: inout [FlagTraceStep]?
  ) -> Bool {
    var matches = true
    if rule.window.isBounded {
      matches = rule.window.contains(instant)
      trace?.append(
        FlagTraceStep(
          "rule \(number)", expected: "\(rule.window)", actual: "\(instant)", matches ? .passed : .skipped))
    }
    for condition in rule.conditions where matches || trace != nil {
      let value = request[condition.source.attribute]
      let holds = condition.holds(for: value)
      trace?.append(
        FlagTraceStep(
          "rule \(number)", expected: "\(condition.source)", actual: value.map { "\($0)" } ?? "missing",
          holds ? .passed : .skipped))
      if !holds { matches = false }
    }
    return matches
  }

  private static func pick(
    _ weights: CompiledFlag.Weights, _ bucketing: CompiledFlag.Bucketing, _ stage: String, _ request: FlagRequest,
    _ trace: inout [FlagTraceStep]?
  ) -> Int? {
    guard let text = request.bucketingText(of: bucketing.subject) else {
      trace?.append(
        FlagTraceStep(
          stage, expected: "\(weights.source) by \(bucketing.subject)", actual: "no \(bucketing.subject)", .skipped))
      return nil
    }
    var hasher = bucketing.prefix
    hasher.update(text)
    let bucket = FractionalBucket.bucket(of: hasher.hash, total: weights.total)
    guard let position = FractionalBucket.position(of: bucket, in: weights.weights) else { return nil }
    trace?.append(
      FlagTraceStep(
        stage, expected: "\(weights.source) by \(bucketing.subject)",
        actual: "bucket \(bucket) of \(weights.total) for \(text)", .decided))
    return weights.variants[position]
  }
}
