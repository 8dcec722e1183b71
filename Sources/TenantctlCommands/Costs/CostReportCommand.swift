// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

/// `cost report`.
package struct CostReportCommand: TenantctlSubcommand {
  package static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Report what bills cost, by tenant, service, tier, pool or month",
    discussion: """
      The rows add up to the imported bills, exactly. What no tenant owes is a row with the reason. Tiers and pools are
      those that tenants were in when the month was attributed. --html writes a page that needs nothing but itself and
      prints well.

      Examples:
        tenantctl cost report --by tenant --limit 20
        tenantctl cost report --by service --period 2024-09..2024-11 --output csv
        tenantctl cost report --by tenant --period 2024-09 --html costs-2024-09.html
      """)
  package static let effect = CommandEffect.reads

  @Option(help: "Rows: tenant, service, tier, pool or period.")
  var by: CostGrouping = .tenant

  @Option(
    help: ArgumentHelp("Billing months: 2024-09, 2024-09..2024-11 or all.", valueName: "months"),
    transform: Parse.billingPeriods)
  var period: BillingPeriodRange = .all

  @OptionGroup(title: "List Options") var listing: ListingOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    let administration = try context.administration(Self.effect)
    let report = try administration.costReport(by: by, in: period)
    try context.list(CostReportRow.schema(by: by), listing, of: "costs") { emit in
      for row in report.rows {
        if try !emit(CostReportRow.record(of: row, in: report)) { return }
      }
    }
    guard !report.rows.isEmpty else { return }
    context.say("total \(report.billed), as billed; \(report.attributed) attributed to tenants")
    if !report.notAttributed.entries.isEmpty {
      context.say(
        "warning: \(report.notAttributed) not attributed yet; run 'tenantctl cost attribute --period \(period)'")
    }
  }
}
