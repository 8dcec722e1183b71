// SPDX-License-Identifier: Apache-2.0

package import TenantModel

/// Where a tenant stood when its costs were attributed.
package struct TenantPosition: Equatable, Sendable {
  /// Name of its tier.
  package let tier: String
  /// Name of its pool, empty where it was in none.
  package let pool: String

  /// Where a tenant stands of which nothing is left but its id.
  package static let unknown = TenantPosition(tier: "unknown", pool: "")

  /// Creates a position.
  package init(tier: String, pool: String) {
    self.tier = tier
    self.pool = pool
  }
}

extension StoreReader {
  /// What is known of the attributed months, in order.
  package func costRuns(in range: BillingPeriodRange = .all) throws -> [CostRun] {
    let (condition, parameters) = range.condition
    return try rows("SELECT document FROM cost_run WHERE \(condition) ORDER BY period", parameters) {
      try CanonicalJSON.value(CostRun.self, from: $0.text(0))
    }
  }

  /// The attribution of a month as it was computed, or `nil` where the month is not attributed.
  ///
  /// Lines that were imported later are not part of it.
  package func attribution(of period: BillingPeriod) throws -> AttributionRun? {
    guard try first("SELECT 1 FROM cost_run WHERE period = ?1", [SQLValue(period)], { _ in true }) == true else {
      return nil
    }
    var outcomes: [LineKey: LineOutcome] = [:]
    try forEach(
      "SELECT bill, line, basis, rule, reason FROM cost_outcome WHERE period = ?1", [SQLValue(period)]
    ) { row in
      outcomes[LineKey(bill: row.text(0), line: row.integer(1))] =
        if let basis = row.optionalInteger(2) {
          .weighed(basis: Int(basis))
        } else {
          .unallocated(rule: row.isNull(3) ? nil : try row.parsed(3), try row.choice(4))
        }
    }
    let lines = try billLines(of: period).compactMap { line in
      outcomes[LineKey(bill: line.bill.rawValue, line: line.number)].map { (line, $0) }
    }
    guard lines.count == outcomes.count else {
      throw StoredValueFault.unreadable("\(outcomes.count - lines.count) outcomes without line", as: "attribution")
    }
    return AttributionRun(
      period: period, lines: lines.map(\.0), outcomes: lines.map(\.1), bases: try costBases(of: period))
  }

  private struct LineKey: Hashable {
    let bill: String
    let line: Int64
  }

  private func costBases(of period: BillingPeriod) throws -> [CostBasis] {
    var weights: [Int64: [TenantID: UInt64]] = [:]
    try forEach(
      "SELECT basis, party, weight FROM cost_weight WHERE period = ?1 ORDER BY basis, party", [SQLValue(period)]
    ) { row in
      weights[row.integer(0), default: [:]][try row.parsed(1)] = try row.weight(2)
    }
    return try rows(
      """
      SELECT basis, rule, method, summary, undistributed, remainder_reason FROM cost_basis
      WHERE period = ?1 ORDER BY basis
      """, [SQLValue(period)]
    ) { row in
      CostBasis(
        rule: try row.parsed(1), method: try row.choice(2), summary: row.text(3),
        vector: WeightVector(weights[row.integer(0), default: [:]], undistributed: try row.weight(4)),
        remainderReason: try row.choice(5))
    }
  }
}

extension StoreWriter {
  /// Replaces everything that is attributed of one month.
  ///
  /// - Parameters:
  ///   - summary: What is known of the run.
  ///   - run: The run.
  ///   - totals: Its totals.
  ///   - positions: Where each tenant stands.
  /// - Throws: ``TenantError`` from the store.
  package func replaceAttribution(
    _ summary: CostRun, _ run: AttributionRun, totals: [CostTotal], positions: [TenantID: TenantPosition]
  ) throws {
    try deleteAttribution(of: summary.period)
    let period = SQLValue(summary.period)
    try self.run(
      "INSERT INTO cost_run (period, hash, document) VALUES (?1, ?2, ?3)",
      [period, .text(summary.hash), .text(try CanonicalJSON.text(of: summary))])
    for (index, basis) in run.bases.enumerated() { try insert(basis, at: Int64(index), period) }
    for (line, outcome) in zip(run.lines, run.outcomes) { try insert(outcome, of: line, period) }
    for total in totals {
      // No tier marks what belongs to no tenant, so a tenant must never be without one.
      var position = TenantPosition(tier: "", pool: "")
      if case .tenant(let tenant) = total.party { position = positions[tenant, default: .unknown] }
      try self.run(
        """
        INSERT INTO cost_rollup (party, period, currency, service, tier, pool, amount)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        """,
        [
          .text(total.party.description), period, SQLValue(total.cost.currency), .text(total.service),
          .text(position.tier), .text(position.pool), SQLValue(total.cost.amount),
        ])
    }
  }

  /// Forgets everything that is attributed of one month; its lines stay.
  package func deleteAttribution(of period: BillingPeriod) throws {
    for table in ["cost_rollup", "cost_outcome", "cost_weight", "cost_basis", "cost_run"] {
      try run("DELETE FROM \(table) WHERE period = ?1", [SQLValue(period)])
    }
  }

  private func insert(_ basis: CostBasis, at index: Int64, _ period: SQLValue) throws {
    try run(
      """
      INSERT INTO cost_basis (period, basis, rule, method, summary, undistributed, remainder_reason)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
      """,
      [
        period, .integer(index), SQLValue(basis.rule), .text(basis.method.rawValue), .text(basis.summary),
        try SQLValue(weight: basis.vector.undistributed), .text(basis.remainderReason.rawValue),
      ])
    for (tenant, weight) in zip(basis.vector.tenants, basis.vector.weights) {
      try run(
        "INSERT INTO cost_weight (party, period, basis, weight) VALUES (?1, ?2, ?3, ?4)",
        [SQLValue(tenant), period, .integer(index), try SQLValue(weight: weight)])
    }
  }

  private func insert(_ outcome: LineOutcome, of line: BillLine, _ period: SQLValue) throws {
    var result: (basis: Int64?, rule: Slug?, reason: RemainderReason?)
    switch outcome {
    case .weighed(let basis): result.basis = Int64(basis)
    case .unallocated(let rule, let reason): (result.rule, result.reason) = (rule, reason)
    }
    try run(
      "INSERT INTO cost_outcome (bill, line, period, basis, rule, reason) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
      [
        SQLValue(line.bill), .integer(line.number), period, SQLValue(result.basis), SQLValue(result.rule),
        SQLValue(result.reason?.rawValue),
      ])
  }
}

extension BillingPeriodRange {
  /// A condition on the column `period`, and its parameters.
  var condition: (sql: String, parameters: [SQLValue]) {
    guard let first, let last else { return ("1 = 1", []) }
    return ("period BETWEEN ?1 AND ?2", [SQLValue(first), SQLValue(last)])
  }
}
