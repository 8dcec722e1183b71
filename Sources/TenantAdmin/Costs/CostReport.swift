// SPDX-License-Identifier: Apache-2.0

package import TenantModel
import TenantStore

/// What bills cost, by what an operator asked for.
///
/// The rows add up to the bills, always.
package struct CostReport: Sendable {
  /// A row of the report.
  package struct Row: Equatable, Sendable {
    /// What the row is for, as an operator names it; `nil` for a remainder that is of no group.
    package let name: String?
    /// The tenant's id, where the row is for a tenant.
    package let tenant: TenantID?
    /// Why nobody is charged, where nobody is.
    package let reason: RemainderReason?
    /// How much.
    package let cost: Money

    /// Creates a row.
    package init(name: String?, tenant: TenantID?, reason: RemainderReason?, cost: Money) {
      self.name = name
      self.tenant = tenant
      self.reason = reason
      self.cost = cost
    }
  }

  /// What there is a row for.
  package let grouping: CostGrouping
  /// Which months.
  package let range: BillingPeriodRange
  /// By currency; what is charged before what is not, the greatest first.
  package let rows: [Row]
  /// What the imported bills add up to.
  package let billed: MoneyTotals
  /// What tenants are charged.
  package let attributed: MoneyTotals
  /// What was imported since its month was attributed.
  package let notAttributed: MoneyTotals
  /// What is known of the attributed months.
  package let runs: [CostRun]
}

extension Administration {
  /// Reports what bills cost.
  ///
  /// - Parameters:
  ///   - grouping: What there is a row for.
  ///   - range: Which months.
  /// - Returns: The report; lines that are not attributed are rows with that reason.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/storeCorrupt`` where the rows do not add up to the bills.
  package func costReport(by grouping: CostGrouping, in range: BillingPeriodRange) throws -> CostReport {
    try store.read { try costReport(by: grouping, in: range, $0) }
  }

  func costReport(by grouping: CostGrouping, in range: BillingPeriodRange, _ reader: StoreReader) throws -> CostReport {
    let attributed = try reader.attributedSums(by: grouping, in: range)
    let notAttributed = try reader.notAttributedSums(by: grouping, in: range)
    let billed = try reader.billedTotals(in: range)
    let rows = attributed + notAttributed
    try Self.requireConservation(rows, billed: billed, range)
    return CostReport(
      grouping: grouping, range: range,
      rows: try rows.map { try Self.row($0, grouping, reader) }.sorted(by: Self.precedes), billed: billed,
      attributed: try Self.total(attributed.filter { $0.reason == nil }), notAttributed: try Self.total(notAttributed),
      runs: try reader.costRuns(in: range))
  }

  private static func row(
    _ sum: CostSum, _ grouping: CostGrouping, _ reader: StoreReader
  ) throws -> CostReport.Row {
    guard grouping == .tenant, let name = sum.name else {
      // No name at all is how the store keeps "in no pool" and "the bill names no service".
      let name = sum.name.flatMap { $0.isEmpty ? nil : $0 }
      return CostReport.Row(name: name, tenant: nil, reason: sum.reason, cost: sum.cost)
    }
    let tenant = try TenantID(parsing: name)
    return CostReport.Row(
      name: try reader.slug(of: tenant)?.rawValue ?? name, tenant: tenant, reason: sum.reason, cost: sum.cost)
  }

  private static func precedes(_ left: CostReport.Row, _ right: CostReport.Row) -> Bool {
    if left.cost.currency != right.cost.currency { return left.cost.currency < right.cost.currency }
    if (left.reason == nil) != (right.reason == nil) { return left.reason == nil }
    if left.cost.amount != right.cost.amount { return left.cost.amount > right.cost.amount }
    return (left.name ?? "", left.reason?.rawValue ?? "") < (right.name ?? "", right.reason?.rawValue ?? "")
  }

  private static func total(_ rows: [CostSum]) throws -> MoneyTotals {
    var total = MoneyTotals()
    for row in rows { try total.add(row.cost) }
    return total
  }

  private static func requireConservation(_ rows: [CostSum], billed: MoneyTotals, _ range: BillingPeriodRange) throws {
    let reported = try total(rows)
    guard reported == billed else {
      throw TenantError(
        .storeCorrupt, "the attributed costs of '\(range)' are \(reported), but the bills are \(billed)",
        hint: "attribute the months again with 'tenantctl cost attribute --period \(range)'",
        details: ["reported": reported.description, "billed": billed.description])
    }
  }
}
