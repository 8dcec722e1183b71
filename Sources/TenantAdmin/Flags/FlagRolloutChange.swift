// SPDX-License-Identifier: Apache-2.0

package import TenantModel

/// What an operator wants a flag's rollout to be.
package struct FlagRolloutChange: Codable, Equatable, Sendable {
  /// A portion that applies from an instant on.
  package struct Step: Codable, Equatable, Sendable {
    /// First instant at which the portion applies.
    package let from: Timestamp
    /// A percentage or weights.
    package let portion: String

    /// Creates a step.
    package init(from: Timestamp, portion: String) {
      self.from = from
      self.portion = portion
    }
  }

  /// A percentage like `25%`, or weights like `blue=25,red=75`; `nil` removes the rollout.
  package var portion: String?
  /// The variant that percentages are of; the true one of a boolean flag where it is `nil`.
  package var variant: VariantName?
  /// Later portions, ascending in time; they replace all steps.
  package var steps: [Step] = []
  /// Who stays together; `nil` keeps what the flag has.
  package var subject: FlagBucketing.Subject?
  /// What stands in for the flag's key; `nil` keeps what the flag has.
  package var seed: String?

  /// Creates a change to a portion, or without one, the removal of the rollout.
  package init(portion: String?) {
    self.portion = portion
  }

  func rollout(for flag: FeatureFlag) throws -> FlagRollout? {
    guard let portion else { return nil }
    // What decides who is in must survive a change of the percentage, or everybody would be drawn anew.
    let bucketing = try FlagBucketing(
      by: subject ?? flag.rollout?.bucketing.subject ?? .tenant, seed: seed ?? flag.rollout?.bucketing.seed)
    return try FlagRollout(
      weights(portion, for: flag),
      steps: steps.map { FlagRollout.Step(from: $0.from, weights: try weights($0.portion, for: flag)) },
      bucketing: bucketing)
  }

  private func weights(_ portion: String, for flag: FeatureFlag) throws -> FlagWeights {
    guard portion.hasSuffix("%"), !portion.contains("=") else { return try FlagWeights(parsing: portion) }
    guard let variant = variant ?? flag.trueVariant else {
      throw TenantError(
        .invalidValue, "'\(portion)' does not say of which variant of flag '\(flag.key)'",
        hint: "name it with --variant, or give all weights like blue=25,red=75", details: ["flag": flag.key.rawValue])
    }
    try flag.require(variant, by: "the percentage")
    guard variant != flag.offVariant else {
      throw TenantError(
        .invalidValue, "a percentage of the off variant '\(variant)' leaves nothing for the rest",
        hint: "name another variant with --variant, or give all weights like blue=25,red=75",
        details: ["flag": flag.key.rawValue, "variant": variant.rawValue])
    }
    return try FlagWeights(percentage: portion, of: variant, rest: flag.offVariant)
  }
}
