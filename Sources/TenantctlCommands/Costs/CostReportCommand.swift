// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel
import TerminalOutput

/// `cost report`.
package struct CostReportCommand: TenantctlSubcommand {
  package static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Report what bills cost, by tenant, service, tier, pool or month",
    discussion: """
      The rows add up to the imported bills, exactly. What no tenant owes is a row with the reason. Tiers and pools are
      those that tenants were in when the month was attributed. --html writes a page with charts instead, one that needs no
      other file and prints well.

      Examples:
        tenantctl cost report --by tenant --limit 20
        tenantctl cost report --by service --period 2024-09..2024-11 --output csv
        tenantctl cost report --by tenant --period 2024-09 --html - > costs-2024-09.html
      """)
  package static let effect = CommandEffect.reads

  @Option(help: "Rows: tenant, service, tier, pool or period.")
  var by: CostGrouping = .tenant

  @Option(
    help: ArgumentHelp("Billing months: 2024-09, 2024-09..2024-11 or all.", valueName: "months"),
    transform: Parse.billingPeriods)
  var period: BillingPeriodRange = .all

  @OptionGroup var page: PageOptions

  @OptionGroup(title: "List Options") var listing: ListingOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    let administration = try context.administration(Self.effect)
    if let html = page.html {
      return try page.write(CostReportPage(try administration.costOverview(by: by, in: period)).text, to: html, context)
    }
    let report = try administration.costReport(by: by, in: period)
    try context.list(CostReportRow.schema(by: by), listing, of: "costs") { emit in
      for row in report.rows {
        if try !emit(CostReportRow.record(of: row, in: report)) { return }
      }
    }
    guard !report.rows.isEmpty else { return }
    let attributed = report.attributed.entries.isEmpty ? "nothing" : report.attributed.description
    context.say("total \(report.billed), as billed; \(attributed) attributed to tenants")
    if !report.notAttributed.entries.isEmpty {
      context.say(
        "warning: \(report.notAttributed) not attributed yet; run 'tenantctl cost attribute --period \(period)'")
    }
  }
}
