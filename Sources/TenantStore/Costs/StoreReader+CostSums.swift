// SPDX-License-Identifier: Apache-2.0

package import TenantModel

extension StoreReader {
  /// Adds up what is attributed, from the monthly sums; a fleet-wide report.
  ///
  /// The sums are made here and not by the engine, which would add decimals as floating point.
  ///
  /// - Parameters:
  ///   - grouping: What there is a row for.
  ///   - range: Which months.
  /// - Returns: One row for each group, reason and currency, in no order.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/overflow`` where a sum is beyond the range.
  package func attributedSums(by grouping: CostGrouping, in range: BillingPeriodRange) throws -> [CostSum] {
    let (condition, parameters) = range.condition
    var sums = SumTable()
    try forEach(
      "SELECT \(Self.column(of: grouping)), tier, currency, amount, party FROM cost_rollup WHERE \(condition)",
      parameters
    ) { row in
      // Every tenant is of a tier, so rows without one are the remainders.
      let reason: String? = row.text(1).isEmpty ? row.text(4) : nil
      let name: String? = reason == nil || grouping.coversRemainders ? row.text(0) : nil
      try sums.add(try row.amount(3), name: name, reason: reason, currency: row.text(2))
    }
    return try sums.rows()
  }

  /// Adds up the lines that were imported since their month was attributed.
  ///
  /// - Parameters:
  ///   - grouping: What there is a row for.
  ///   - range: Which months.
  /// - Returns: One row for each group and currency, all with the reason that says so, in no order.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/overflow`` where a sum is beyond the range.
  package func notAttributedSums(by grouping: CostGrouping, in range: BillingPeriodRange) throws -> [CostSum] {
    var attributed: [BillingPeriod: Set<BillID>] = [:]
    for run in try costRuns(in: range) { attributed[run.period] = Set(run.bills) }
    var sums = SumTable()
    let (condition, parameters) = range.condition
    try forEach(
      "SELECT bill, period, currency, service, amount FROM cost_bill_total WHERE \(condition)", parameters
    ) { row in
      let period: BillingPeriod = try row.parsed(1)
      if try attributed[period, default: []].contains(row.parsed(0)) { return }
      let name: String? =
        switch grouping {
        case .service: row.text(3)
        case .period: period.rawValue
        case .tenant, .tier, .pool: nil
        }
      try sums.add(
        try row.amount(4), name: name, reason: RemainderReason.notAttributed.rawValue, currency: row.text(2))
    }
    return try sums.rows()
  }

  /// The sums of all imported lines.
  package func billedTotals(in range: BillingPeriodRange) throws -> MoneyTotals {
    let (condition, parameters) = range.condition
    var totals = MoneyTotals()
    try forEach("SELECT amount, currency FROM cost_bill_total WHERE \(condition)", parameters) {
      try totals.add(try $0.money(0, 1))
    }
    return totals
  }

  /// What a party got of each service, by month.
  package func costTotals(of party: CostParty, in range: BillingPeriodRange) throws -> [BillingPeriod: [CostTotal]] {
    var totals: [BillingPeriod: [CostTotal]] = [:]
    try forEach(
      "SELECT period, currency, service, amount FROM cost_rollup WHERE party = ?1 ORDER BY period, currency, service",
      [.text(party.description)]
    ) { row in
      let period: BillingPeriod = try row.parsed(0)
      guard range.contains(period) else { return }
      totals[period, default: []].append(
        CostTotal(party: party, service: row.text(2), cost: try row.money(3, 1)))
    }
    return totals
  }

  /// The slug of a tenant, whatever its state; `nil` where the store does not know it any more.
  package func slug(of tenant: TenantID) throws -> Slug? {
    try first("SELECT slug FROM tenant WHERE tenant = ?1", [SQLValue(tenant)]) { try $0.parsed(0) }
  }

  private static func column(of grouping: CostGrouping) -> String {
    switch grouping {
    case .tenant: "party"
    case .service: "service"
    case .tier: "tier"
    case .pool: "pool"
    case .period: "period"
    }
  }
}

extension CostGrouping {
  /// Whether what belongs to no tenant still belongs to one of the groups.
  var coversRemainders: Bool {
    switch self {
    case .service, .period: true
    case .tenant, .tier, .pool: false
    }
  }
}

/// Sums by group, kept as the texts that come out of the store until all are made.
private struct SumTable {
  private struct Key: Hashable {
    let name: String?
    let reason: String?
    let currency: String
  }

  private var amounts: [Key: ExactAmount] = [:]

  mutating func add(_ amount: ExactAmount, name: String?, reason: String?, currency: String) throws {
    let key = Key(name: name, reason: reason, currency: currency)
    amounts[key] = try amounts[key, default: .zero].adding(amount)
  }

  func rows() throws -> [CostSum] {
    try amounts.map { key, amount in
      let reason = try key.reason.map { raw in
        guard let reason = RemainderReason(rawValue: raw) else {
          throw StoredValueFault.unreadable(raw, as: "reason of a remainder")
        }
        return reason
      }
      return CostSum(name: key.name, reason: reason, cost: Money(amount, try CurrencyCode(parsing: key.currency)))
    }
  }
}
