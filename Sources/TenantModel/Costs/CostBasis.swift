// SPDX-License-Identifier: Apache-2.0

/// The weights that lines of one rule were split by, and where they come from.
public struct CostBasis: Equatable, Sendable {
  /// The rule.
  public let rule: Slug
  /// The rule's method.
  public let method: CostMethod.Name
  /// What the weights are, for a person: `http.requests in 2015-05`.
  public let summary: String
  /// The weights.
  public let vector: WeightVector
  /// Why a part belongs to nobody, where one does.
  public let remainderReason: RemainderReason

  /// Creates a basis from its stored parts.
  ///
  /// - Parameters:
  ///   - rule: The rule.
  ///   - method: The rule's method.
  ///   - summary: What the weights are, for a person.
  ///   - vector: The weights.
  ///   - remainderReason: Why a part belongs to nobody, where one does.
  public init(
    rule: Slug, method: CostMethod.Name, summary: String, vector: WeightVector, remainderReason: RemainderReason
  ) {
    self.rule = rule
    self.method = method
    self.summary = summary
    self.vector = vector
    self.remainderReason = remainderReason
  }

  /// The weight of a party.
  ///
  /// - Parameter party: The party.
  /// - Returns: The weight, zero where the party has none.
  public func weight(of party: CostParty) -> UInt64 {
    switch party {
    case .tenant(let tenant): vector.index(of: tenant).map { vector.weights[$0] } ?? 0
    case .remainder(let reason): reason == remainderReason ? vector.undistributed : 0
    }
  }
}
