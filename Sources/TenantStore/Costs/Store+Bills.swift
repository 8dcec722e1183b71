// SPDX-License-Identifier: Apache-2.0

package import TenantModel

extension StoreReader {
  /// All bills, by name.
  package func bills() throws -> [Bill] {
    try rows("SELECT bill FROM cost_bill ORDER BY bill") { try $0.parsed(0, as: BillID.self) }.compactMap(bill)
  }

  /// The bill with the given name, or `nil`.
  package func bill(_ id: BillID) throws -> Bill? {
    let totals = try rows(
      "SELECT period, currency, amount, lines FROM cost_bill_total WHERE bill = ?1 ORDER BY period, currency",
      [SQLValue(id)]
    ) { Bill.PeriodTotal(period: try $0.parsed(0), cost: try $0.money(2, 1), lines: $0.integer(3)) }
    return try first(
      "SELECT source, layout, digest, lines, imported_at FROM cost_bill WHERE bill = ?1", [SQLValue(id)]
    ) {
      Bill(
        id: id, source: $0.text(0), layout: $0.text(1), digest: $0.text(2), lines: $0.integer(3),
        totals: try Self.merged(totals), importedAt: $0.timestamp(4))
    }
  }

  /// The name of the bill that was imported with the given digest, or `nil`.
  package func bill(digest: String) throws -> BillID? {
    try first("SELECT bill FROM cost_bill WHERE digest = ?1", [.text(digest)]) { try $0.parsed(0) }
  }

  /// The name of the bill that was imported from a file with the given digest, or `nil`.
  package func bill(fileDigest: String) throws -> BillID? {
    try first("SELECT bill FROM cost_bill WHERE file_digest = ?1", [.text(fileDigest)]) { try $0.parsed(0) }
  }

  /// The months that imported bills have lines in, in order.
  package func billedPeriods() throws -> [BillingPeriod] {
    try rows("SELECT DISTINCT period FROM cost_bill_total ORDER BY period") { try $0.parsed(0) }
  }

  /// The lines of one month, in the order of bills and their lines.
  package func billLines(of period: BillingPeriod) throws -> [BillLine] {
    try billLines("WHERE period = ?1 ORDER BY bill, line", [SQLValue(period)])
  }

  /// The lines that no attribution has seen, in the order of months, bills and their lines.
  package func unattributedLines(in range: BillingPeriodRange) throws -> [BillLine] {
    let (condition, parameters) = range.condition
    return try billLines(
      """
      WHERE \(condition) AND NOT EXISTS
        (SELECT 1 FROM cost_outcome o WHERE o.bill = cost_line.bill AND o.line = cost_line.line)
      ORDER BY period, bill, line
      """, parameters)
  }

  private func billLines(_ selection: String, _ parameters: [SQLValue]) throws -> [BillLine] {
    try rows(
      """
      SELECT bill, line, amount, currency, service, provider, billing_account, sub_account, category, charge_category,
        region, resource, summary, charge_start, charge_end, tags, period
      FROM cost_line \(selection)
      """, parameters
    ) { row in
      var line = BillLine(
        bill: try row.parsed(0), number: row.integer(1), period: try row.parsed(16), cost: try row.money(2, 3),
        service: row.text(4))
      line.provider = row.optionalText(5)
      line.billingAccount = row.optionalText(6)
      line.subAccount = row.optionalText(7)
      line.category = row.optionalText(8)
      line.chargeCategory = row.optionalText(9)
      line.region = row.optionalText(10)
      line.resource = row.optionalText(11)
      line.summary = row.optionalText(12)
      line.chargeStart = row.optionalTimestamp(13)
      line.chargeEnd = row.optionalTimestamp(14)
      line.tags = try TextMap.value(row.text(15))
      return line
    }
  }

  /// Adds the services of a month up; the rows come in order of month and currency.
  private static func merged(_ totals: [Bill.PeriodTotal]) throws -> [Bill.PeriodTotal] {
    try totals.reduce(into: []) { merged, total in
      guard let last = merged.last, last.period == total.period, last.cost.currency == total.cost.currency else {
        return merged.append(total)
      }
      merged[merged.count - 1] = Bill.PeriodTotal(
        period: last.period, cost: try last.cost.adding(total.cost), lines: last.lines + total.lines)
    }
  }
}

extension StoreWriter {
  /// Adds a bill without its lines and sums; it must not exist.
  package func insert(_ bill: Bill, fileDigest: String = "") throws {
    try run(
      """
      INSERT INTO cost_bill (bill, source, layout, digest, file_digest, lines, imported_at)
      VALUES (?1, ?2, ?3, ?4, ?7, ?5, ?6)
      """,
      [
        SQLValue(bill.id), .text(bill.source), .text(bill.layout), .text(bill.digest), .integer(bill.lines),
        SQLValue(bill.importedAt), .text(fileDigest),
      ])
  }

  /// Adds a line of a bill.
  package func insert(_ line: BillLine) throws {
    try run(
      """
      INSERT INTO cost_line (bill, line, period, amount, currency, service, provider, billing_account, sub_account,
        category, charge_category, region, resource, summary, charge_start, charge_end, tags)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)
      """,
      [
        SQLValue(line.bill), .integer(line.number), SQLValue(line.period), SQLValue(line.cost.amount),
        SQLValue(line.cost.currency), .text(line.service), SQLValue(line.provider), SQLValue(line.billingAccount),
        SQLValue(line.subAccount), SQLValue(line.category), SQLValue(line.chargeCategory), SQLValue(line.region),
        SQLValue(line.resource), SQLValue(line.summary), SQLValue(line.chargeStart), SQLValue(line.chargeEnd),
        .text(TextMap.text(line.tags)),
      ])
  }

  /// Adds the sum of one month's lines of a bill for one service.
  package func insertTotal(
    of bill: BillID, period: BillingPeriod, service: String, cost: Money, lines: Int64
  ) throws {
    try run(
      """
      INSERT INTO cost_bill_total (bill, period, currency, service, amount, lines) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
      """,
      [
        SQLValue(bill), SQLValue(period), SQLValue(cost.currency), .text(service), SQLValue(cost.amount),
        .integer(lines),
      ])
  }

  /// Removes a bill with its lines and sums.
  package func deleteBill(_ id: BillID) throws {
    for table in ["cost_bill_total", "cost_line", "cost_bill"] {
      try run("DELETE FROM \(table) WHERE bill = ?1", [SQLValue(id)])
    }
  }
}
