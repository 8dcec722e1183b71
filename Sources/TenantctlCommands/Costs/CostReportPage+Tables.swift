// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel

extension CostReportPage {
  /// Every row of one currency, and the sum that they add up to.
  func table(_ currency: CurrencyCode) -> String {
    let rows = report.rows.filter { $0.cost.currency == currency }
    let billed = Money(report.billed[currency], currency)
    let amounts = rows.map(\.cost.amount) + [billed.amount]
    return """
      <table style="--fine:\(Self.fineDigits(amounts, currency))ch">
      <caption>All rows by \(report.grouping.rawValue), in \(currency); they add up to the bill exactly</caption>
      <thead><tr><th scope="col">\(Self.heading(report.grouping))</th><th scope="col">Remark</th>\
      <th scope="col" class="num">Amount</th><th scope="col" class="num">Share</th></tr></thead>
      <tbody>
      \(rows.map { tableRow($0, of: billed) }.joined(separator: "\n"))
      </tbody>
      <tfoot><tr><th scope="row" colspan="2">Billed</th><td class="num">\(HTML.amount(billed))</td>\
      <td class="num">\(billed.amount.isZero ? "" : "100.00 %")</td></tr></tfoot>
      </table>
      """
  }

  private func tableRow(_ row: CostReport.Row, of billed: Money) -> String {
    let remark = row.reason.map { "<abbr title=\"\(HTML.escape($0.explanation))\">\($0.rawValue)</abbr>" } ?? ""
    let share = row.cost.amount.percent(of: billed.amount).map { "\($0) %" } ?? ""
    return """
      <tr\(row.reason == nil ? "" : " class=\"rest\"")><th scope="row">\(HTML.escape(row.name ?? "—"))</th>\
      <td>\(remark)</td><td class="num">\(HTML.amount(row.cost))</td><td class="num">\(share)</td></tr>
      """
  }

  private static func heading(_ grouping: CostGrouping) -> String {
    grouping == .period ? "Month" : grouping.rawValue.prefix(1).uppercased() + grouping.rawValue.dropFirst()
  }

  /// Room for the decimals that are printed lighter, so that the points of a column are below each other.
  private static func fineDigits(_ amounts: [ExactAmount], _ currency: CurrencyCode) -> Int {
    let decimals = amounts.map { $0.description.split(separator: ".").dropFirst().first?.count ?? 0 }.max() ?? 0
    return max(0, decimals - currency.displayDecimals) + (currency.displayDecimals == 0 && decimals > 0 ? 1 : 0)
  }

  /// By which runs and rules the figures came about, so that the page can be checked against the store.
  var evidence: String {
    guard !report.runs.isEmpty else { return "" }
    return """
      <footer>
      <h2>How these figures came about</h2>
      <p>Each line of a bill is split by the first rule that matches it. Parts are rounded towards zero and the units that
      are left go to the largest remainders, so the shares of a line add up to the line, and all rows to the bill. Tiers and
      pools are those at the time of the attribution. <code>tenantctl cost explain TENANT</code> traces every figure to bill
      line, rule and weights.</p>
      \(rulesTable)
      \(runsTable)
      </footer>
      """
  }

  private var rulesTable: String {
    let rules = Set(report.runs.flatMap(\.rules)).compactMap { document in
      try? CostRule(document: JSONValue(parsing: document), createdAt: overview.madeAt)
    }.sorted { $0.precedes($1) }
    guard !rules.isEmpty else { return "<p>There were no rules.</p>" }
    let rows = rules.map { rule in
      let conditions =
        rule.conditions.isEmpty ? "every line" : rule.conditions.map(\.description).joined(separator: " and ")
      return """
        <tr><td class="num">\(rule.priority)</td><th scope="row">\(rule.name)</th><td>\(HTML.escape(conditions))</td>\
        <td>\(rule.method.name.rawValue)</td><td>\(HTML.escape(rule.method.summary))</td></tr>
        """
    }
    return """
      <table>
      <caption>Rules, in the order in which they were tried</caption>
      <thead><tr><th scope="col" class="num">Priority</th><th scope="col">Rule</th><th scope="col">Lines</th>\
      <th scope="col">Method</th><th scope="col">Weights</th></tr></thead>
      <tbody>
      \(rows.joined(separator: "\n"))
      </tbody>
      </table>
      """
  }

  private var runsTable: String {
    let rows = report.runs.map { run in
      let bills = run.bills.map(\.rawValue).joined(separator: ", ")
      return """
        <tr><th scope="row">\(run.period)</th><td>\(HTML.escape(bills))</td><td class="num">\(run.lines)</td>\
        <td><time>\(run.attributedAt)</time></td><td><code class="hash">\(HTML.escape(run.hash))</code></td></tr>
        """
    }
    return """
      <table>
      <caption>Attributions; equal hashes mean equal lines, rules, weights and results</caption>
      <thead><tr><th scope="col">Month</th><th scope="col">Bills</th><th scope="col" class="num">Lines</th>\
      <th scope="col">Attributed</th><th scope="col">Hash</th></tr></thead>
      <tbody>
      \(rows.joined(separator: "\n"))
      </tbody>
      </table>
      """
  }
}
