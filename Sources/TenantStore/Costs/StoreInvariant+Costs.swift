// SPDX-License-Identifier: Apache-2.0

extension StoreInvariant {
  /// Sums of decimals are checked by every report; here is what the engine can compare.
  static let costInvariants = [
    StoreInvariant(
      name: "cost-bill-lines", finding: "the bill does not have as many lines as were imported",
      advice: "import the bill again with 'tenantctl cost import --replace', then attribute its months",
      sql: """
        SELECT bill FROM cost_bill
        WHERE lines <> (SELECT count(*) FROM cost_line WHERE cost_line.bill = cost_bill.bill)
          OR lines <> (SELECT coalesce(sum(lines), 0) FROM cost_bill_total WHERE cost_bill_total.bill = cost_bill.bill)
        """),
    StoreInvariant(
      name: "cost-outcomes", finding: "an attributed line or its weights are missing",
      advice: "attribute the month again with 'tenantctl cost attribute'",
      sql: """
        SELECT o.period || ' ' || o.bill || ' line ' || o.line FROM cost_outcome o
        LEFT JOIN cost_line l ON l.bill = o.bill AND l.line = o.line AND l.period = o.period
        LEFT JOIN cost_basis b ON b.period = o.period AND b.basis = o.basis
        WHERE l.line IS NULL OR (o.basis IS NOT NULL AND b.basis IS NULL)
        """),
    StoreInvariant(
      name: "cost-parties", finding: "costs are charged to a tenant that never was",
      advice: "attribute the months again with 'tenantctl cost attribute'",
      sql: """
        SELECT DISTINCT party FROM cost_rollup LEFT JOIN tenant ON tenant.tenant = cost_rollup.party
        WHERE cost_rollup.tier <> '' AND tenant.tenant IS NULL
        """),
  ]
}
