// SPDX-License-Identifier: Apache-2.0

/// What one party got of one line, with everything that the figure was computed from.
public struct LineShare: Equatable, Sendable {
  /// The line.
  public let line: BillLine
  /// The rule that the line obeys, where one matched.
  public let rule: Slug?
  /// The weights that the line was split by, where it was.
  public let basis: CostBasis?
  /// The party's own weight.
  public let weight: UInt64
  /// What the party got.
  public let amount: ExactAmount
}

extension LineShare {
  /// Creates the share of nobody in a line that was not attributed yet: all of it.
  ///
  /// - Parameter line: The line.
  public init(unattributed line: BillLine) {
    self.init(line: line, rule: nil, basis: nil, weight: 0, amount: line.cost.amount)
  }
}

extension AttributionRun {
  /// Computes again what one party got of each line.
  ///
  /// - Parameter party: The party.
  /// - Returns: The lines of which the party has a share, in the order of bills and their lines; a share may be zero
  ///   where the line is.
  public func shares(of party: CostParty) -> [LineShare] {
    var apportioners: [Int: Apportioner] = [:]
    return zip(lines, outcomes).compactMap { line, outcome in
      switch outcome {
      case .unallocated(let rule, let reason):
        return party == .remainder(reason)
          ? LineShare(line: line, rule: rule, basis: nil, weight: 0, amount: line.cost.amount) : nil
      case .weighed(let index):
        let basis = bases[index]
        guard isEntitled(party, by: basis) else { return nil }
        let amount = Self.share(of: party, in: line, split: &apportioners[index, default: Apportioner(basis.vector)])
        return LineShare(
          line: line, rule: basis.rule, basis: basis, weight: basis.weight(of: party), amount: amount)
      }
    }
  }

  private func isEntitled(_ party: CostParty, by basis: CostBasis) -> Bool {
    if basis.vector.total == 0 { return party == .remainder(basis.remainderReason) }
    return basis.weight(of: party) > 0
  }

  private static func share(
    of party: CostParty, in line: BillLine, split apportioner: inout Apportioner
  ) -> ExactAmount {
    apportioner.split(line.cost.amount)
    switch party {
    case .tenant(let tenant): return apportioner.vector.index(of: tenant).map { apportioner.shares[$0] } ?? .zero
    case .remainder: return apportioner.undistributed
    }
  }
}
