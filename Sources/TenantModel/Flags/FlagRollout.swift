// SPDX-License-Identifier: Apache-2.0

/// The split that is served where no rule matches, and how it changes in time.
public struct FlagRollout: Hashable, Sendable {
  /// Weights that apply from an instant on.
  public struct Step: Hashable, Sendable {
    /// First instant at which the weights apply.
    public let from: Timestamp
    /// The weights.
    public let weights: FlagWeights

    /// Creates a step.
    ///
    /// - Parameters:
    ///   - from: First instant at which the weights apply.
    ///   - weights: The weights.
    public init(from: Timestamp, weights: FlagWeights) {
      self.from = from
      self.weights = weights
    }
  }

  /// The weights before the first step.
  public let weights: FlagWeights
  /// Later weights, ascending in time.
  public let steps: [Step]
  /// What decides who gets which; the same for all steps, or subjects would change sides at random from one to the next.
  public let bucketing: FlagBucketing

  /// Creates a rollout.
  ///
  /// - Parameters:
  ///   - weights: The weights before the first step.
  ///   - steps: Later weights, at most 100, strictly ascending in time.
  ///   - bucketing: What decides who gets which.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where there are too many steps or they are out of order.
  public init(_ weights: FlagWeights, steps: [Step] = [], bucketing: FlagBucketing = .byTenant) throws {
    guard steps.count <= 100 else {
      throw TenantError(.invalidValue, "a rollout has at most 100 steps, not \(steps.count)")
    }
    for (earlier, later) in zip(steps, steps.dropFirst()) where later.from <= earlier.from {
      throw TenantError(
        .invalidValue, "the step at '\(later.from)' does not come after the one at '\(earlier.from)'",
        hint: "give the steps in the order of their times", details: ["from": "\(later.from)"])
    }
    self.weights = weights
    self.steps = steps
    self.bucketing = bucketing
  }

  /// The position among ``steps`` of the one that applies at an instant, or `nil` before the first.
  func step(at instant: Timestamp) -> Int? {
    steps.lastIndex { $0.from <= instant }
  }
}

extension FlagRollout: CustomStringConvertible {
  /// The split, followed by `then WEIGHTS from TIME` for each step.
  public var description: String {
    let split = "\(FlagSplit(weights, bucketing: bucketing))"
    return steps.reduce(into: split) { $0 += ", then \($1.weights) from \($1.from)" }
  }
}
