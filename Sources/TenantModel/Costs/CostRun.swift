// SPDX-License-Identifier: Apache-2.0

/// What is known of the attribution of one billing period beside its shares.
public struct CostRun: Codable, Equatable, Sendable {
  /// What one reason kept from being attributed.
  public struct Remainder: Codable, Equatable, Sendable {
    /// The reason.
    public let reason: RemainderReason
    /// How much, in one currency.
    public let cost: Money
  }

  /// The billing period.
  public let period: BillingPeriod
  /// SHA-256 over everything that the result depends on, hexadecimal: equal hashes mean equal results.
  public let hash: String
  /// When the period was attributed.
  public let attributedAt: Timestamp
  /// The bills whose lines were attributed, by name.
  public let bills: [BillID]
  /// What the rules said, as canonical JSON, in the order in which they were tried.
  public let rules: [String]
  /// Number of lines.
  public let lines: Int64
  /// Number of tenants that got a share.
  public let tenants: Int64
  /// The sums of the lines.
  public let billed: [Money]
  /// What went to tenants.
  public let attributed: [Money]
  /// What went to nobody, and why.
  public let remainders: [Remainder]

  /// Sums up a run.
  ///
  /// - Parameters:
  ///   - run: The run.
  ///   - totals: Its totals.
  ///   - rules: The rules, in the order in which they were tried.
  ///   - hash: SHA-256 over the run's canonical pieces, hexadecimal.
  ///   - attributedAt: When the period is attributed.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/overflow`` where a sum is beyond the range.
  public init(
    _ run: AttributionRun, totals: [CostTotal], rules: [CostRule], hash: String, attributedAt: Timestamp
  ) throws {
    period = run.period
    self.hash = hash
    self.attributedAt = attributedAt
    bills = Set(run.lines.map(\.bill)).sorted()
    self.rules = rules.map(\.document.description)
    lines = Int64(run.lines.count)
    billed = try run.billed().entries
    var tenants: Set<TenantID> = []
    var attributed = MoneyTotals()
    var remainders: [RemainderReason: MoneyTotals] = [:]
    for total in totals {
      switch total.party {
      case .tenant(let tenant):
        tenants.insert(tenant)
        try attributed.add(total.cost)
      case .remainder(let reason):
        try remainders[reason, default: MoneyTotals()].add(total.cost)
      }
    }
    self.tenants = Int64(tenants.count)
    self.attributed = attributed.entries
    self.remainders = RemainderReason.allCases.flatMap { reason in
      (remainders[reason]?.entries ?? []).map { Remainder(reason: reason, cost: $0) }
    }
  }
}
