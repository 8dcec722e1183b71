// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

@testable import TenantctlCommands

@Suite struct CostReportPageTests {
  private let harness: CommandHarness

  init() throws {
    harness = try CommandHarness()
    harness.run("tenant onboard acme --tier pro --region eu-west-1 --external-id sub-account=11")
  }

  private func importBill(_ rows: String, as name: String = "bill") throws {
    let path = try harness.store.folder.write("Amount,Month,Product,Account,Currency\n" + rows, to: "\(name).csv")
    let result = harness.run([
      "cost", "import", path, "--format", "csv", "--map",
      "cost=Amount,period=Month,currency=Currency,service=Product,subAccount=Account",
    ])
    try #require(result.status == 0, "\(result.errors)")
  }

  private func page(_ options: String = "") throws -> String {
    let result = harness.run("cost report --html - \(options)")
    try #require(result.status == 0, "\(result.errors)")
    return result.output
  }

  /// The opening and closing tags of a page must pair; void elements have no end.
  private func unbalancedTags(_ html: String) -> [Substring] {
    var open: [Substring] = []
    for part in html.split(separator: "<").dropFirst() {
      let tag = part.prefix { $0 != ">" }
      let name = tag.drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber }
      if tag.hasPrefix("!") || tag.hasSuffix("/") || name == "meta" { continue }
      if tag.hasPrefix("/") {
        guard open.popLast() == name else { return [name] }
      } else {
        open.append(name)
      }
    }
    return open
  }

  @Test func thePageHoldsEveryFigureExactly() throws {
    try importBill("20.52022672899,2024-09,api,11,USD\n0.000000000001,2024-10,db,12,USD\n-1,2024-10,api,11,USD\n")
    harness.run("cost rule set own --method direct --owner external:sub-account")
    harness.run("cost attribute --period all")
    let html = try page()
    #expect(html.hasPrefix("<!DOCTYPE html>"))
    #expect(unbalancedTags(html).isEmpty)
    #expect(html.contains("<h1>2024-09 to 2024-10</h1>"))
    // What is billed, what acme pays, and what nobody pays.
    #expect(html.contains("<td class=\"num\">19.52<i>022672899</i></td>"))
    #expect(html.contains("<td class=\"num\">0.00<i>0000000001</i></td>"))
    #expect(html.contains("<td class=\"num\">19.52<i>0226728991</i></td>"))
    #expect(html.contains("<abbr title=\"no tenant carries the identifier on these lines"))
    #expect(html.contains("own"))
    let hash = try #require(try harness.json("cost attribute --period 2024-09").array?[0]["hash"]?.string)
    #expect(html.contains(hash))
    #expect(html.contains("Made by test@host at <time>2026-11-23T12:00:00Z</time>"))
  }

  @Test func thePageNeedsNothingButItself() throws {
    try importBill("1,2024-09,api,11,USD\n")
    let html = try page("--by service")
    for word in ["<script", "http://", "https://", "url(", "@import", "<link", "<img"] {
      let allowed = html.replacing("xmlns=\"http://www.w3.org/2000/svg\"", with: "")
      #expect(!allowed.contains(word), "\(word)")
    }
    #expect(html.contains("@media print"))
    #expect(html.contains("prefers-color-scheme: dark"))
    #expect(html.contains("default-src 'none'"))
  }

  @Test func foreignTextIsNeverMarkup() throws {
    try importBill("1,2024-09,\"<script>alert('x')</script> & <b\",11,USD\n")
    harness.run(["cost", "rule", "set", "odd", "--method", "even", "--match", "service^=<i>\"&"])
    harness.run("cost attribute --period all")
    for grouping in ["service", "tenant", "tier", "pool", "period"] {
      let html = try page("--by \(grouping)")
      #expect(!html.contains("<script"))
      #expect(!html.contains("<i>\"&"))
      #expect(html.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &lt;b"))
      #expect(unbalancedTags(html).isEmpty)
    }
  }

  @Test func currenciesHaveSectionsOfTheirOwn() throws {
    try importBill("1.5,2024-09,api,11,USD\n700,2024-09,api,11,JPY\n0.5,2024-09,db,11,JPY\n")
    let html = try page("--by period")
    #expect(html.contains("Costs in JPY") && html.contains("Costs in USD"))
    #expect(html.contains("700<i>.5</i>"))
    #expect(html.contains("1.50<i></i>"))
    #expect(unbalancedTags(html).isEmpty)
  }

  @Test func whatIsBeyondTheGreatestRowsIsOneBar() throws {
    let rows = (1...30).map { "0.\($0 + 10),2024-09,service-\($0),11,USD\n" }.joined()
    try importBill(rows)
    harness.run("cost rule set own --method direct --owner external:sub-account")
    harness.run("cost attribute --period all")
    let html = try page("--by service")
    let others = (1...10).reduce(0) { $0 + $1 + 10 }
    #expect(html.contains(">10 others</text>"))
    #expect(html.contains("10 others: \(others / 100).\(others % 100) USD"))
  }

  @Test func aPageWithoutBillsSaysSo() throws {
    let html = try page("--period 2024-09")
    #expect(html.contains("No bills were imported for these months."))
    #expect(unbalancedTags(html).isEmpty)
  }

  @Test func anExistingPageIsKeptUnlessForced() throws {
    let path = harness.store.folder.file("costs.html")
    try importBill("1,2024-09,api,11,USD\n")
    let written = harness.run(["cost", "report", "--html", path])
    #expect(written.status == 0)
    #expect(written.output.isEmpty)
    #expect(written.errors == "wrote '\(path)'\n")
    #expect(try harness.store.folder.read("costs.html").hasSuffix("</html>\n"))
    #expect(harness.run(["cost", "report", "--html", path]).status == 4)
    #expect(harness.run(["cost", "report", "--html", path, "--force"]).status == 0)
    #expect(harness.run(["cost", "report", "--html", harness.store.folder.file("none/costs.html")]).status == 1)
  }
}
