// SPDX-License-Identifier: Apache-2.0

/// Weights, and who is bucketed by them.
public struct FlagSplit: Hashable, Sendable {
  /// How much each variant gets.
  public let weights: FlagWeights
  /// What decides who gets which.
  public let bucketing: FlagBucketing

  /// Creates a split.
  ///
  /// - Parameters:
  ///   - weights: How much each variant gets.
  ///   - bucketing: What decides who gets which.
  public init(_ weights: FlagWeights, bucketing: FlagBucketing = .byTenant) {
    self.weights = weights
    self.bucketing = bucketing
  }
}

extension FlagSplit: CustomStringConvertible {
  /// The split as rules spell it.
  public var description: String {
    let bucketing = "\(bucketing)"
    return bucketing.isEmpty ? "\(weights)" : "\(weights) \(bucketing)"
  }
}
