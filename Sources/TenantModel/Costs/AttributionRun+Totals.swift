// SPDX-License-Identifier: Apache-2.0

/// What one party got of one service's lines.
public struct CostTotal: Hashable, Sendable {
  /// To whom it goes.
  public let party: CostParty
  /// The service, empty where the bill names none.
  public let service: String
  /// How much.
  public let cost: Money

  /// Creates a total.
  ///
  /// - Parameters:
  ///   - party: To whom it goes.
  ///   - service: The service.
  ///   - cost: How much.
  public init(party: CostParty, service: String, cost: Money) {
    self.party = party
    self.service = service
    self.cost = cost
  }
}

extension AttributionRun {
  /// Splits every line and adds the parts up.
  ///
  /// - Returns: One total for each party, currency and service, in this order.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/overflow`` where a sum is beyond the range, and with
  ///   ``TenantErrorCode/internalFault`` where the parts do not add up to the lines, which must never happen.
  public func totals() throws -> [CostTotal] {
    var sums = PartySums()
    for (index, costs) in costsByBasis() {
      var apportioner = Apportioner(bases[index].vector)
      for (group, amounts) in costs {
        try sums.add(amounts, split: &apportioner, reason: bases[index].remainderReason, to: group)
      }
    }
    for (line, outcome) in zip(lines, outcomes) {
      if case .unallocated(_, let reason) = outcome {
        try sums.add(line.cost.amount, to: .remainder(reason), of: ServiceGroup(line))
      }
    }
    try requireConservation(sums)
    return sums.totals
  }

  private func costsByBasis() -> [Int: [ServiceGroup: [ExactAmount]]] {
    var costs: [Int: [ServiceGroup: [ExactAmount]]] = [:]
    for (line, outcome) in zip(lines, outcomes) {
      if case .weighed(let basis) = outcome {
        costs[basis, default: [:]][ServiceGroup(line), default: []].append(line.cost.amount)
      }
    }
    return costs
  }

  private func requireConservation(_ sums: PartySums) throws {
    let billed = try billed()
    var attributed = MoneyTotals()
    for total in sums.totals { try attributed.add(total.cost) }
    if billed != attributed {
      throw TenantError(
        .internalFault, "the attributed parts of \(period) are \(attributed), but the bill is \(billed)",
        hint: "nothing was written; report this together with the bill and the rules")
    }
  }
}

/// The lines that one figure of a report sums up.
private struct ServiceGroup: Hashable {
  let service: String
  let currency: CurrencyCode

  init(_ line: BillLine) {
    service = line.service
    currency = line.cost.currency
  }
}

private struct PartySums {
  private var amounts: [ServiceGroup: [CostParty: ExactAmount]] = [:]

  mutating func add(_ amount: ExactAmount, to party: CostParty, of group: ServiceGroup) throws {
    amounts[group, default: [:]][party] = try amounts[group]?[party, default: .zero].adding(amount) ?? amount
  }

  /// Adds up in arrays what many lines give to the same tenants, before the sums are looked up by tenant.
  mutating func add(
    _ costs: [ExactAmount], split apportioner: inout Apportioner, reason: RemainderReason, to group: ServiceGroup
  ) throws {
    var shares = apportioner.vector.tenants.map { _ in ExactAmount.zero }
    var undistributed = ExactAmount.zero
    for cost in costs {
      apportioner.split(cost)
      for index in shares.indices { shares[index] = try shares[index].adding(apportioner.shares[index]) }
      undistributed = try undistributed.adding(apportioner.undistributed)
    }
    for (tenant, share) in zip(apportioner.vector.tenants, shares) {
      try add(share, to: .tenant(tenant), of: group)
    }
    // A party that no weight entitles to anything is no row of the report.
    if apportioner.vector.undistributed > 0 || apportioner.vector.total == 0 {
      try add(undistributed, to: .remainder(reason), of: group)
    }
  }

  var totals: [CostTotal] {
    var totals: [CostTotal] = []
    for (group, parties) in amounts {
      for (party, amount) in parties {
        totals.append(CostTotal(party: party, service: group.service, cost: Money(amount, group.currency)))
      }
    }
    return totals.sorted(by: Self.precedes)
  }

  private static func precedes(_ left: CostTotal, _ right: CostTotal) -> Bool {
    if left.party != right.party { return left.party < right.party }
    if left.cost.currency != right.cost.currency { return left.cost.currency < right.cost.currency }
    return left.service.utf8.lexicographicallyPrecedes(right.service.utf8)
  }
}
