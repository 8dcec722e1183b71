// SPDX-License-Identifier: Apache-2.0

import Crypto
package import TenantModel
import TenantStore

extension Administration {
  /// Attributes imported bills to tenants, month by month, and replaces what was attributed of these months before.
  ///
  /// A month whose lines, rules, weights and tenants have not changed stays as it is.
  ///
  /// - Parameters:
  ///   - range: Which months.
  ///   - isForced: Whether a month is replaced even where that takes from a tenant that has left what it was charged.
  /// - Returns: What is known of each month.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/notFound`` where no imported line is billed in the range, with
  ///   ``TenantErrorCode/inUse`` where a tenant has left and took the record of its use along.
  package func attributeCosts(in range: BillingPeriodRange, isForced: Bool = false) throws -> Outcome<[CostRun]> {
    try change("cost.attribute", request: [range.description, String(isForced)]) { writer in
      let periods = try writer.billedPeriods().filter(range.contains)
      guard !periods.isEmpty else {
        throw TenantError(
          .notFound, "no imported bill has lines in '\(range)'",
          hint: "run 'tenantctl cost bill list' to see what was imported", details: ["period": range.description])
      }
      let rules = try writer.costRules()
      return try periods.map { try attribute($0, rules, isForced: isForced, writer) }
    }
  }

  private func attribute(
    _ period: BillingPeriod, _ rules: [CostRule], isForced: Bool, _ writer: StoreWriter
  ) throws -> CostRun {
    let run = try Attribution.run(
      rules, over: writer.billLines(of: period), of: period, facts: StoredFacts(reader: writer))
    let totals = try run.totals()
    let positions = try positions(of: totals, writer)
    let summary = try CostRun(
      run, totals: totals, rules: rules, hash: Self.hash(run, positions), attributedAt: writer.change.time)
    let before = try writer.costRuns(in: BillingPeriodRange(period)).first
    if let before, before.hash == summary.hash, before.rules == summary.rules { return before }
    if !isForced { try requireNoLoss(in: totals, of: period, writer) }
    try writer.replaceAttribution(summary, run, totals: totals, positions: positions)
    try writer.record(.costAttribute, key: period.rawValue, before: before, after: summary)
    return summary
  }

  /// Refuses to charge others with the share of a tenant whose use was purged when it left.
  ///
  /// What such a tenant was charged for a service must not become less, whatever its use was and by whichever rule.
  private func requireNoLoss(in totals: [CostTotal], of period: BillingPeriod, _ reader: StoreReader) throws {
    for tenant in try reader.offboardedCostBearers(of: period) {
      let party = CostParty.tenant(tenant)
      for before in try reader.costTotals(of: party, in: BillingPeriodRange(period))[period, default: []] {
        let after = totals.first {
          $0.party == party && $0.service == before.service && $0.cost.currency == before.cost.currency
        }
        if let after, after.cost.amount >= before.cost.amount { continue }
        let name = try reader.slug(of: tenant)?.rawValue ?? tenant.rawValue
        throw TenantError(
          .inUse,
          "tenant '\(name)' has left, and attributing \(period) again would charge others with its share of "
            + "'\(before.service)', \(before.cost)",
          hint: "leave the month as it is, or use --force", details: ["tenant": name, "period": period.rawValue])
      }
    }
  }

  private func positions(of totals: [CostTotal], _ reader: StoreReader) throws -> [TenantID: TenantPosition] {
    var positions: [TenantID: TenantPosition] = [:]
    for case .tenant(let tenant) in totals.map(\.party) where positions[tenant] == nil {
      positions[tenant] = try reader.costPosition(of: tenant)
    }
    return positions
  }

  private static func hash(_ run: AttributionRun, _ positions: [TenantID: TenantPosition]) -> String {
    var hash = SHA256()
    run.forEachCanonicalPiece { hash.update(data: Array($0.utf8)) }
    for (tenant, position) in positions.sorted(by: { $0.key < $1.key }) {
      hash.update(data: Array("position \(tenant) \(position.tier) \(position.pool)\n".utf8))
    }
    return Hexadecimal.text(hash.finalize())
  }
}
