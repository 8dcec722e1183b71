// SPDX-License-Identifier: Apache-2.0

/// What became of one line of a bill.
public enum LineOutcome: Hashable, Sendable {
  /// The line is split by the weights at this position of ``AttributionRun/bases``.
  case weighed(basis: Int)
  /// The whole line belongs to nobody; the rule is the one that matched, where one did.
  case unallocated(rule: Slug?, RemainderReason)
}

/// The attribution of one billing period: its lines and the weights they are split by.
///
/// Shares are not kept but computed again whenever they are asked for, always to the same digits.
public struct AttributionRun: Equatable, Sendable {
  /// The billing period.
  public let period: BillingPeriod
  /// The period's lines, in the order of bills and their lines.
  public let lines: [BillLine]
  /// What became of each of ``lines``, in the same order.
  public let outcomes: [LineOutcome]
  /// The weights that lines are split by.
  public let bases: [CostBasis]

  /// Creates a run from its stored parts.
  ///
  /// - Parameters:
  ///   - period: The billing period.
  ///   - lines: The period's lines, in the order of bills and their lines.
  ///   - outcomes: What became of each line, in the same order.
  ///   - bases: The weights that lines are split by.
  public init(period: BillingPeriod, lines: [BillLine], outcomes: [LineOutcome], bases: [CostBasis]) {
    self.period = period
    self.lines = lines
    self.outcomes = outcomes
    self.bases = bases
  }

  /// The sums of the lines, before anything is split.
  ///
  /// - Returns: One sum for each currency.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/overflow`` where a sum is beyond the range.
  public func billed() throws -> MoneyTotals {
    var totals = MoneyTotals()
    for line in lines { try totals.add(line.cost) }
    return totals
  }

  /// Everything that the result depends on, piece by piece: a hash over the pieces identifies the run.
  ///
  /// - Parameter consume: Takes the next piece.
  public func forEachCanonicalPiece(_ consume: (String) -> Void) {
    consume("period \(period)\n")
    for (index, basis) in bases.enumerated() {
      let text = JSONValue.string(basis.summary)
      consume("basis \(index) \(basis.rule) \(basis.method.rawValue) \(text) \(basis.remainderReason.rawValue)\n")
      for (tenant, weight) in zip(basis.vector.tenants, basis.vector.weights) { consume("\(tenant) \(weight)\n") }
      consume("- \(basis.vector.undistributed)\n")
    }
    for (line, outcome) in zip(lines, outcomes) {
      let result =
        switch outcome {
        case .weighed(let basis): "basis \(basis)"
        case .unallocated(let rule, let reason): "\(reason.rawValue) \(rule?.rawValue ?? "-")"
        }
      consume("\(line.bill) \(line.number) \(line.cost) \(JSONValue.string(line.service)) \(result)\n")
    }
  }
}
