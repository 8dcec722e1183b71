// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import TerminalOutput

/// A report on costs as one page that needs no other file and no script: read on a screen, sent by mail, printed.
///
/// Every figure on it is exact. Lengths of bars are drawn from floating point, and are the only thing that is.
struct CostReportPage {
  let overview: CostOverview
  /// Bars that a chart has at most; what is beyond is one more bar.
  static let greatestRows = 20

  init(_ overview: CostOverview) {
    self.overview = overview
  }

  var report: CostReport { overview.report }

  /// The page.
  var text: String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
    <meta name="generator" content="tenantctl">
    <title>\(HTML.escape(title))</title>
    <style>\(Self.style)</style>
    </head>
    <body>
    <main>
    <header>
    <p class="kicker">Costs by \(report.grouping.rawValue)</p>
    <h1>\(HTML.escape(months))</h1>
    <p class="meta">Made by \(HTML.escape(overview.actor)) at <time>\(overview.madeAt)</time></p>
    </header>
    \(body)
    \(evidence)
    </main>
    </body>
    </html>

    """
  }

  private var title: String { "Costs by \(report.grouping.rawValue), \(months)" }

  /// The months that the page is about, as far as there are bills.
  private var months: String {
    let billed = overview.periods.rows.compactMap(\.name).sorted()
    guard let first = billed.first, let last = billed.last else { return report.range.description }
    return first == last ? first : "\(first) to \(last)"
  }

  private var body: String {
    let currencies = report.billed.entries.map(\.currency)
    guard !currencies.isEmpty else { return "<p class=\"empty\">No bills were imported for these months.</p>" }
    return currencies.map(section).joined(separator: "\n")
  }

  private func section(_ currency: CurrencyCode) -> String {
    """
    <section aria-label="Costs in \(currency)">
    \(figures(currency))
    \(charts(currency))
    \(table(currency))
    </section>
    """
  }
}

/// Text that is safe inside HTML.
enum HTML {
  static func escape(_ text: String) -> String { SVG.escape(text) }

  /// An exact amount: the decimals beyond those in which the currency is paid are printed lighter, not left out.
  static func amount(_ money: Money) -> String {
    let digits = money.amount.description.split(separator: ".")
    let places = money.currency.displayDecimals
    let fraction = digits.count > 1 ? String(digits[1]) : ""
    let paid = fraction.prefix(places) + String(repeating: "0", count: max(0, places - fraction.count))
    let whole = digits[0] + (paid.isEmpty ? "" : "." + paid)
    // Where the currency is paid in whole units, the point belongs to what is printed lighter.
    let rest = fraction.dropFirst(places)
    return "\(whole)<i>\(paid.isEmpty && !rest.isEmpty ? "." : "")\(rest)</i>"
  }
}
