// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TerminalOutput

/// The outcome of a simulation or a replay as one page that needs no other file and no script, in the style of the cost report.
///
/// Nothing on it says when or by whom it was made, so that the same options make the same page.
struct SimulationPage {
  let result: SimulationResult

  init(_ result: SimulationResult) {
    self.result = result
  }

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
    <title>\(HTML.escape("Simulation of \(result.key)"))</title>
    <style>\(CostReportPage.style)</style>
    </head>
    <body>
    <main>
    <header>
    <p class="kicker">Simulation of \(HTML.escape(result.key.rawValue)), held as \(result.mode.rawValue)</p>
    <h1>\(HTML.escape(result.subject))</h1>
    <p class="meta">\(HTML.escape(result.remarks.joined(separator: "; ")))</p>
    </header>
    \(tiles)
    <figure>\(timeChart)</figure>
    <figure>\(tierChart)</figure>
    \(table(.tier, caption: "All requests by tier", heading: "Tier"))
    \(table(.time, caption: "All requests over time", heading: "From"))
    \(footer)
    </main>
    </body>
    </html>

    """
  }

  private var tiles: String {
    let tally = result.report.overall.tally
    let tiles = [
      tile("Offered", Grouped.text(tally.offered), note: "requests"),
      tile("Admitted", Grouped.text(tally.admitted), note: admittedNote(tally)),
      tile(
        "Denied", Grouped.text(tally.denied),
        note: SimulationResult.percent(tally).map { "\($0) % of the requests" } ?? "of nothing"),
      tile(
        "Fairness", SimulationResult.fairness(result.report.overall) ?? "—",
        note: "1 where every tenant was admitted the same part"),
    ]
    return "<div class=\"tiles\">\(tiles.joined())</div>"
  }

  private func admittedNote(_ tally: SimulationTally) -> String {
    var parts: [String] = []
    if tally.delayed > 0 { parts.append("\(Grouped.text(tally.delayed)) later") }
    if tally.beyond > 0 { parts.append("\(Grouped.text(tally.beyond)) beyond the limit") }
    return parts.isEmpty ? "all of them at once" : parts.joined(separator: ", ")
  }

  private func tile(_ label: String, _ figure: String, note: String) -> String {
    """
    <div class="tile"><p class="label">\(label)</p><p class="figure">\(figure)</p>\
    <p class="note">\(HTML.escape(note))</p></div>
    """
  }

  private var timeChart: String {
    let columns = result.report.steps.map { step in
      ColumnChart.Column(label: result.label(of: step), parts: parts(of: step.tally))
    }
    return ColumnChart(title: "Offered over time: admitted and denied", columns: columns).svg(width: 960)
  }

  private func parts(of tally: SimulationTally) -> [ChartRow] {
    let atOnce = tally.admitted - tally.delayed - tally.beyond
    var parts = [ChartRow(label: "admitted", value: Double(atOnce), text: Grouped.text(atOnce), series: 0)]
    let overall = result.report.overall.tally
    if overall.delayed > 0 {
      parts.append(
        ChartRow(label: "later", value: Double(tally.delayed), text: Grouped.text(tally.delayed), series: 4))
    }
    if overall.beyond > 0 {
      parts.append(
        ChartRow(label: "beyond", value: Double(tally.beyond), text: Grouped.text(tally.beyond), series: 1))
    }
    parts.append(ChartRow(label: "denied", value: Double(tally.denied), text: Grouped.text(tally.denied), series: 5))
    return parts
  }

  private var tierChart: String {
    let rows = result.report.tiers.map { group in
      ChartRow(
        label: group.tier ?? "all", value: Double(group.tally.deniedPerTenThousand ?? 0),
        text: "\(SimulationResult.percent(group.tally) ?? "0.00") %", series: 5)
    }
    return BarChart(title: "Denied, in percent of the tier's requests", rows: rows).svg(width: 960)
  }

  private func table(_ grouping: SimulationGrouping, caption: String, heading: String) -> String {
    let rows: [(name: String, tally: SimulationTally, isSum: Bool)] =
      grouping == .tier
      ? (result.report.tiers + [result.report.overall]).map { ($0.tier ?? "All", $0.tally, $0.tier == nil) }
      : result.report.steps.map { (result.label(of: $0), $0.tally, false) }
    return """
      <table>
      <caption>\(caption)</caption>
      <thead><tr><th scope="col">\(heading)</th>\(headings)</tr></thead>
      <tbody>
      \(rows.filter { !$0.isSum }.map { Self.row($0.name, $0.tally) }.joined(separator: "\n"))
      </tbody>
      <tfoot>\(rows.filter(\.isSum).map { Self.row($0.name, $0.tally) }.joined())</tfoot>
      </table>
      """
  }

  private var headings: String {
    ["Offered", "Admitted", "Later", "Beyond", "Denied", "Denied %", "Worst wait"]
      .map { "<th scope=\"col\" class=\"num\">\($0)</th>" }.joined()
  }

  private static func row(_ name: String, _ tally: SimulationTally) -> String {
    let cells = [
      Grouped.text(tally.offered), Grouped.text(tally.admitted), Grouped.text(tally.delayed),
      Grouped.text(tally.beyond), Grouped.text(tally.denied), SimulationResult.percent(tally) ?? "",
      "\(Grouped.text(tally.worstWaitMilliseconds)) ms",
    ]
    let numbers = cells.map { "<td class=\"num\">\($0)</td>" }.joined()
    return "<tr><th scope=\"row\">\(HTML.escape(name))</th>\(numbers)</tr>"
  }

  private var footer: String {
    let rates = result.rules.map { tier in
      let window = QuotaAllowance(limit: tier.rules.limit, window: .rate(seconds: tier.rules.windowSeconds))
      return
        "<tr><th scope=\"row\">\(tier.name)</th><td>\(window)</td><td class=\"num\">\(Grouped.text(tier.rules.burst))</td>"
        + "<td>\(tier.rules.onExceed.rawValue)</td><td class=\"num\">\(Grouped.text(tier.weight))</td></tr>"
    }
    let table = """
      <table>
      <caption>Rates</caption>
      <thead><tr><th scope="col">Tier</th><th scope="col">Rate</th><th scope="col" class="num">Burst</th>\
      <th scope="col">Beyond it</th><th scope="col" class="num">Weight</th></tr></thead>
      <tbody>
      \(rates.joined(separator: "\n"))
      </tbody>
      </table>
      """
    return """
      <footer>
      <h2>How these figures came about</h2>
      <p>Every request was decided by the rules that services use, on a clock of nanoseconds that only exists here. Every
      request that was offered was either admitted or denied. A wait is how long a request was held back, or how long a refused one
      was told to wait. Fairness is Jain’s index of the part of its requests that each tenant was admitted.</p>
      \(rates.isEmpty ? "" : table)
      </footer>
      """
  }
}
