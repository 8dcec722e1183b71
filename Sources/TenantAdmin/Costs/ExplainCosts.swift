// SPDX-License-Identifier: Apache-2.0

package import TenantModel
import TenantStore

/// Every figure that a party is charged with, traced to bill line, rule and weights.
package struct CostExplanation: Sendable {
  /// The tenant, or `nil` for a remainder.
  package let tenant: Tenant?
  /// To whom the shares go.
  package let party: CostParty
  /// The shares, in order of months, bills and lines.
  package let shares: [LineShare]
  /// What they add up to.
  package let total: MoneyTotals
}

extension Administration {
  /// Explains what a tenant is charged.
  ///
  /// - Throws: ``TenantError`` where the tenant is unknown, or as ``explainCosts(of:tenant:in:)``.
  package func explainCosts(of selector: TenantSelector, in range: BillingPeriodRange) throws -> CostExplanation {
    let tenant = try tenant(selector)
    return try explainCosts(of: .tenant(tenant.id), tenant: tenant, in: range)
  }

  /// Explains what nobody is charged for one reason.
  ///
  /// - Throws: ``TenantError`` as ``explainCosts(of:tenant:in:)``.
  package func explainCosts(of reason: RemainderReason, in range: BillingPeriodRange) throws -> CostExplanation {
    guard reason == .notAttributed else { return try explainCosts(of: .remainder(reason), tenant: nil, in: range) }
    return try store.read { reader in
      let shares = try reader.unattributedLines(in: range).map(LineShare.init(unattributed:))
      var total = MoneyTotals()
      for share in shares { try total.add(share.line.cost) }
      return CostExplanation(tenant: nil, party: .remainder(reason), shares: shares, total: total)
    }
  }

  /// Splits the stored lines again by the stored weights, and holds the result against the stored sums.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/costNotAttributed`` where no month of the range is attributed, with
  ///   ``TenantErrorCode/storeCorrupt`` where the shares do not add up to what reports say.
  private func explainCosts(
    of party: CostParty, tenant: Tenant?, in range: BillingPeriodRange
  ) throws -> CostExplanation {
    try store.read { reader in
      let runs = try reader.costRuns(in: range)
      guard !runs.isEmpty else {
        throw TenantError(
          .costNotAttributed, "nothing is attributed in '\(range)'",
          hint: "run 'tenantctl cost attribute --period \(range)'", details: ["period": range.description])
      }
      let reported = try reader.costTotals(of: party, in: range)
      var shares: [LineShare] = []
      var total = MoneyTotals()
      for period in runs.map(\.period) where reported[period] != nil {
        let found = try reader.attribution(of: period)?.shares(of: party) ?? []
        try Self.requireAgreement(found, reported[period, default: []], period)
        shares += found
      }
      for share in shares { try total.add(Money(share.amount, share.line.cost.currency)) }
      return CostExplanation(tenant: tenant, party: party, shares: shares, total: total)
    }
  }

  private static func requireAgreement(
    _ shares: [LineShare], _ reported: [CostTotal], _ period: BillingPeriod
  ) throws {
    var sums: [String: MoneyTotals] = [:]
    for share in shares {
      try sums[share.line.service, default: MoneyTotals()].add(Money(share.amount, share.line.cost.currency))
    }
    for total in reported where sums[total.service]?[total.cost.currency] != total.cost.amount {
      throw TenantError(
        .storeCorrupt, "the shares of '\(total.service)' in \(period) do not add up to the reported \(total.cost)",
        hint: "attribute the month again with 'tenantctl cost attribute --period \(period)'",
        details: ["period": period.rawValue, "service": total.service])
    }
  }
}
