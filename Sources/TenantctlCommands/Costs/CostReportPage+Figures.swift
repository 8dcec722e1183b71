// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import TerminalOutput

extension CostReportPage {
  /// The three sums that a reader looks for first.
  func figures(_ currency: CurrencyCode) -> String {
    let billed = Money(report.billed[currency], currency)
    let attributed = Money(report.attributed[currency], currency)
    let tiles = [
      tile("Billed", billed, note: "\(lines) lines of \(bills)"),
      tile("Attributed to tenants", attributed, note: share(attributed, of: billed)),
    ]
    return "<div class=\"tiles\">\((tiles + [remainderTile(currency, billed)]).joined())</div>"
  }

  private func remainderTile(_ currency: CurrencyCode, _ billed: Money) -> String {
    // The difference of two sums that were held against each other already, so it cannot leave the range.
    let rest = (try? billed.amount.subtracting(report.attributed[currency])) ?? .zero
    let reasons = Set(report.rows.filter { $0.cost.currency == currency }.compactMap(\.reason?.rawValue)).sorted()
    return tile(
      "Charged to nobody", Money(rest, currency),
      note: reasons.isEmpty ? "nothing is left" : reasons.joined(separator: ", "))
  }

  private func tile(_ label: String, _ money: Money, note: String) -> String {
    """
    <div class="tile"><p class="label">\(label)</p>\
    <p class="figure">\(HTML.amount(money)) <span class="unit">\(money.currency)</span></p>\
    <p class="note">\(HTML.escape(note))</p></div>
    """
  }

  private func share(_ part: Money, of whole: Money) -> String {
    part.amount.percent(of: whole.amount).map { "\($0) % of the bill" } ?? "of nothing"
  }

  private var lines: Int64 { report.runs.reduce(0) { $0 + $1.lines } }

  private var bills: String {
    let count = Set(report.runs.flatMap(\.bills)).count
    return count == 1 ? "1 bill, attributed" : "\(count) bills, attributed"
  }
}

extension CostReportPage {
  /// The charts of one currency.
  func charts(_ currency: CurrencyCode) -> String {
    var charts = [StackedBar(title: "Where the bill went", parts: parts(currency)).svg(width: 960)]
    charts.append(Self.bars("By \(report.grouping.rawValue)", report.rows.filter { $0.cost.currency == currency }))
    if report.grouping != .service {
      charts.append(Self.bars("By service, charged to tenants or not", Self.merged(overview.services, currency)))
    }
    let months = Self.merged(overview.periods, currency).sorted { ($0.name ?? "") < ($1.name ?? "") }
    if report.grouping != .period, months.count > 1 {
      charts.append(Self.bars("By month, charged to tenants or not", months))
    }
    return charts.map { "<figure>\($0)</figure>" }.joined(separator: "\n")
  }

  /// One row for each name, whatever part of it is charged to nobody, the greatest first.
  private static func merged(_ report: CostReport, _ currency: CurrencyCode) -> [CostReport.Row] {
    var sums: [String?: ExactAmount] = [:]
    for row in report.rows where row.cost.currency == currency {
      sums[row.name] = sum([sums[row.name, default: .zero], row.cost.amount])
    }
    return sums.map { CostReport.Row(name: $0.key, tenant: nil, reason: nil, cost: Money($0.value, currency)) }
      .sorted { left, right in
        left.cost == right.cost ? (left.name ?? "") < (right.name ?? "") : left.cost.amount > right.cost.amount
      }
  }

  /// A sum of rows of a report whose whole sum is in range; only wildly opposite signs could leave the range on the way.
  private static func sum(_ amounts: [ExactAmount]) -> ExactAmount? {
    try? amounts.reduce(.zero) { try $0.adding($1) }
  }

  /// What tenants are charged, and what nobody is, by reason.
  private func parts(_ currency: CurrencyCode) -> [ChartRow] {
    var sums: [RemainderReason: ExactAmount] = [:]
    for row in report.rows where row.cost.currency == currency {
      if let reason = row.reason { sums[reason] = Self.sum([sums[reason, default: .zero], row.cost.amount]) }
    }
    let tenants = Self.row("tenants", Money(report.attributed[currency], currency), series: 0)
    let rest = RemainderReason.allCases.enumerated().compactMap { index, reason in
      sums[reason].map { Self.row(reason.rawValue, Money($0, currency), series: index + 1) }
    }
    return [tenants] + rest
  }

  /// The greatest rows that are charged, one bar for all others, and what is charged to nobody.
  private static func bars(_ title: String, _ rows: [CostReport.Row]) -> String {
    let charged = rows.filter { $0.reason == nil }
    let shown = charged.count > greatestRows + 1 ? charged.prefix(greatestRows) : charged[...]
    var bars = shown.map { row(label($0), $0.cost, series: 0) }
    let others = charged[shown.endIndex...]
    if let first = others.first, let sum = sum(others.map(\.cost.amount)) {
      bars.append(row("\(others.count) others", Money(sum, first.cost.currency), series: 4))
    }
    bars += rows.filter { $0.reason != nil }.map { row(label($0), $0.cost, series: 7) }
    return BarChart(title: title, rows: bars).svg(width: 960)
  }

  private static func label(_ row: CostReport.Row) -> String {
    let words = [row.name, row.reason?.rawValue].compactMap(\.self)
    return words.isEmpty ? "none" : words.joined(separator: ", ")
  }

  private static func row(_ label: String, _ cost: Money, series: Int) -> ChartRow {
    ChartRow(label: label, value: Double(cost.amount.units) / 1e12, text: cost.description, series: series)
  }
}
