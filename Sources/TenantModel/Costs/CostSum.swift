// SPDX-License-Identifier: Apache-2.0

/// A row of a report on costs: what belongs together, and how much it is.
public struct CostSum: Equatable, Sendable {
  /// What the row is for: a tenant's id, a service, a tier, a pool, a period; `nil` for a remainder that is of none.
  public let name: String?
  /// Why nobody is charged, where nobody is.
  public let reason: RemainderReason?
  /// How much.
  public let cost: Money

  /// Creates a row.
  ///
  /// - Parameters:
  ///   - name: What the row is for.
  ///   - reason: Why nobody is charged, where nobody is.
  ///   - cost: How much.
  public init(name: String?, reason: RemainderReason?, cost: Money) {
    self.name = name
    self.reason = reason
    self.cost = cost
  }
}
