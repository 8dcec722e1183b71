// SPDX-License-Identifier: Apache-2.0

/// A flag as the evaluator wants it: variants by position, hashes of constant text taken, operands read.
///
/// Its parts are classes so that a decision retains one object at a time instead of copying a dozen arrays.
final class CompiledFlag: Sendable {
  struct Prerequisite: Sendable {
    let flag: CompiledFlag
    let variant: Int
    let source: FlagPrerequisite
  }

  final class Weights: Sendable {
    let variants: [Int]
    let weights: [Int64]
    let total: Int64
    let source: FlagWeights

    init(variants: [Int], weights: [Int64], total: Int64, source: FlagWeights) {
      self.variants = variants
      self.weights = weights
      self.total = total
      self.source = source
    }
  }

  struct Bucketing: Sendable {
    let subject: FlagBucketing.Subject
    let prefix: Murmur3
  }

  enum Outcome: Sendable {
    case variant(Int)
    case split(Weights, Bucketing)
  }

  final class Rule: Sendable {
    let conditions: [CompiledCondition]
    let outcome: Outcome
    let window: FlagWindow
    let source: FlagRule

    init(conditions: [CompiledCondition], outcome: Outcome, window: FlagWindow, source: FlagRule) {
      self.conditions = conditions
      self.outcome = outcome
      self.window = window
      self.source = source
    }
  }

  final class Rollout: Sendable {
    let weights: Weights
    let steps: [(from: Timestamp, weights: Weights)]
    let bucketing: Bucketing
    let source: FlagRollout

    init(weights: Weights, steps: [(from: Timestamp, weights: Weights)], bucketing: Bucketing, source: FlagRollout) {
      self.weights = weights
      self.steps = steps
      self.bucketing = bucketing
      self.source = source
    }
  }

  let source: FeatureFlag
  let variants: [FlagVariant]
  let defaultVariant: Int
  let offVariant: Int
  let isServing: Bool
  let isStatic: Bool
  /// Whether what is served depends on the instant, overrides aside.
  let isTimed: Bool
  /// What a caller who wants a truth value gets of each variant; `nil` where the value is none.
  let truths: [Bool?]
  let window: FlagWindow
  let prerequisites: [Prerequisite]
  let rules: [Rule]
  let rollout: Rollout?

  /// Compiles a flag; `prerequisites` answers the compiled form of a flag that this one needs.
  ///
  /// - Throws: ``TenantError`` where the flag names a variant that does not exist.
  init(_ flag: FeatureFlag, prerequisites resolve: (FlagKey) -> CompiledFlag?) throws {
    source = flag
    variants = flag.variants
    defaultVariant = try Self.position(of: flag.defaultVariant, in: flag)
    offVariant = try Self.position(of: flag.offVariant, in: flag)
    isServing = flag.state == .on && !flag.isKilled
    isStatic = flag.isStatic
    truths = flag.variants.map(\.value.bool)
    window = flag.window
    let prerequisites = try flag.prerequisites.map { prerequisite in
      guard let needed = resolve(prerequisite.flag) else {
        throw TenantError(.flagNotFound, "flag '\(prerequisite.flag)' not found")
      }
      return Prerequisite(
        flag: needed, variant: try Self.position(of: prerequisite.variant, in: needed.source), source: prerequisite)
    }
    self.prerequisites = prerequisites
    rules = try flag.rules.map { rule in
      let outcome: Outcome =
        switch rule.outcome {
        case .variant(let name): .variant(try Self.position(of: name, in: flag))
        case .split(let split):
          .split(try Self.compile(split.weights, of: flag), Self.compile(split.bucketing, of: flag))
        }
      return Rule(
        conditions: rule.conditions.map(CompiledCondition.init), outcome: outcome, window: rule.window, source: rule)
    }
    rollout = try flag.rollout.map { rollout in
      Rollout(
        weights: try Self.compile(rollout.weights, of: flag),
        steps: try rollout.steps.map { ($0.from, try Self.compile($0.weights, of: flag)) },
        bucketing: Self.compile(rollout.bucketing, of: flag), source: rollout)
    }
    isTimed =
      flag.window.isBounded || flag.rules.contains(where: \.window.isBounded)
      || flag.rollout.map { !$0.steps.isEmpty } ?? false || prerequisites.contains(where: \.flag.isTimed)
  }

  func position(of variant: VariantName) -> Int? {
    variants.firstIndex { $0.name == variant }
  }

  private static func position(of variant: VariantName, in flag: FeatureFlag) throws -> Int {
    try flag.require(variant, by: "flag '\(flag.key)'")
    return flag.variants.firstIndex { $0.name == variant } ?? 0
  }

  private static func compile(_ weights: FlagWeights, of flag: FeatureFlag) throws -> Weights {
    Weights(
      variants: try weights.shares.map { try position(of: $0.variant, in: flag) },
      weights: weights.shares.map(\.weight), total: weights.total, source: weights)
  }

  private static func compile(_ bucketing: FlagBucketing, of flag: FeatureFlag) -> Bucketing {
    Bucketing(subject: bucketing.subject, prefix: Murmur3(bucketing.seed ?? flag.key.rawValue))
  }
}
