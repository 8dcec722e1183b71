// SPDX-License-Identifier: Apache-2.0

/// Decides which lines of a bill are split by which weights: the same answer for the same lines, rules and facts, in
/// whatever order they come.
public enum Attribution {
  /// Applies rules to the lines of one billing period.
  ///
  /// - Parameters:
  ///   - rules: The rules, in any order.
  ///   - lines: All lines of the period, in any order.
  ///   - period: The period.
  ///   - facts: Owners, use and active time.
  /// - Returns: Each line with the weights it is split by, or the reason why it is not.
  /// - Throws: What the facts throw.
  public static func run(
    _ rules: [CostRule], over lines: [BillLine], of period: BillingPeriod, facts: any AttributionFacts
  ) throws -> AttributionRun {
    let ordered = lines.sorted { $0.precedes($1) }
    var builder = BasisBuilder(period: period, facts: facts)
    let ranked = rules.sorted { $0.precedes($1) }
    let outcomes = try ordered.map { line in
      if let rule = ranked.first(where: { $0.matches(line) }) {
        try builder.outcome(of: rule, for: line)
      } else {
        LineOutcome.unallocated(rule: nil, .noRule)
      }
    }
    return AttributionRun(period: period, lines: ordered, outcomes: outcomes, bases: builder.bases)
  }
}

/// Makes each set of weights once, when the first line asks for it.
private struct BasisBuilder {
  let period: BillingPeriod
  let facts: any AttributionFacts
  private(set) var bases: [CostBasis] = []

  private struct Key: Hashable {
    let rule: Slug
    /// The identifier of the owner, where the rule charges lines directly.
    let owner: String?
    /// When use counts, where the rule shares by use.
    let span: UsageSpan?
  }

  private var outcomes: [Key: LineOutcome] = [:]

  init(period: BillingPeriod, facts: any AttributionFacts) {
    self.period = period
    self.facts = facts
  }

  mutating func outcome(of rule: CostRule, for line: BillLine) throws -> LineOutcome {
    var owner: String?
    var span: UsageSpan?
    switch rule.method {
    case .direct(_, let field):
      guard let value = line[field] else { return .unallocated(rule: rule.name, .noOwner) }
      owner = value
    case .proportional(_, let window, _): span = window.span(of: line)
    case .even, .fixed: break
    }
    let key = Key(rule: rule.name, owner: owner, span: span)
    if let known = outcomes[key] { return known }
    let made = try basis(of: rule, owner: owner, span: span ?? period.span)
    let outcome: LineOutcome
    if let made {
      outcome = .weighed(basis: bases.count)
      bases.append(made)
    } else {
      outcome = .unallocated(rule: rule.name, .noOwner)
    }
    outcomes[key] = outcome
    return outcome
  }

  private func basis(of rule: CostRule, owner value: String?, span: UsageSpan) throws -> CostBasis? {
    switch rule.method {
    case .direct(let key, let field):
      guard let value, let owner = try facts.owner(by: key, value) else { return nil }
      return basis(of: rule, "\(field) '\(value)' is \(key) of the tenant", WeightVector([owner: 1]))
    case .proportional(let meter, _, let capacity):
      return try proportional(rule, meter: meter, span: span, capacity: capacity)
    case .even(.time):
      return basis(of: rule, "active seconds in \(period)", WeightVector(try facts.activeSeconds(in: period)))
    case .even(.head):
      let heads = Dictionary(try facts.heads().map { ($0, UInt64(1)) }) { first, _ in first }
      return basis(of: rule, "1 for each tenant that is not offboarded", WeightVector(heads))
    case .fixed(let shares):
      let assigned = shares.values.reduce(0, +)
      let vector = WeightVector(shares, undistributed: CostMethod.wholeInParts - assigned)
      return basis(of: rule, "declared parts per million", vector, undistributed: .unassignedShare)
    }
  }

  private func proportional(
    _ rule: CostRule, meter: MeterName, span: UsageSpan, capacity: UInt64?
  ) throws -> CostBasis {
    let usage = try facts.usage(of: meter, in: span)
    let used = WeightVector(usage)
    let month = BillingPeriod(containing: span.from)
    var summary =
      month?.span == span ? "\(meter) in \(month?.rawValue ?? "")" : "\(meter) from \(span.from) until \(span.until)"
    guard let capacity else { return basis(of: rule, summary, used) }
    summary += ", capacity \(capacity)"
    // Above its capacity a line has no idle part, and the users share all of it.
    let idle = used.total < UInt128(capacity) ? capacity - UInt64(used.total) : 0
    if used.total > UInt128(capacity) { summary += " (overcommitted)" }
    return basis(of: rule, summary, WeightVector(usage, undistributed: idle), undistributed: .idle)
  }

  private func basis(
    of rule: CostRule, _ summary: String, _ vector: WeightVector, undistributed: RemainderReason = .zeroWeight
  ) -> CostBasis {
    CostBasis(
      rule: rule.name, method: rule.method.name, summary: summary, vector: vector,
      remainderReason: vector.total == 0 ? .zeroWeight : undistributed)
  }
}
