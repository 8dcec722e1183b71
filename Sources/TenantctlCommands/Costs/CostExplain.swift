// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel
import TerminalOutput

/// `cost explain`.
package struct CostExplain: TenantctlSubcommand {
  package static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Trace every figure that a tenant is charged to bill line, rule and weights",
    discussion: """
      Each share is computed again from the stored lines and weights and held against the report. A share is the line's
      amount times weight, divided by total weight; the last units go to the largest remainders, so that the shares of a
      line add up to it. --reason explains what nobody is charged.

      Examples:
        tenantctl cost explain acme --period 2024-09
        tenantctl cost explain acme --summary
        tenantctl cost explain acme --filter service=Storage --sort amount:desc --limit 10 --json
        tenantctl cost explain --reason no-owner
      """)
  package static let effect = CommandEffect.reads

  @Argument(
    help: ArgumentHelp("Slug, id or kind:external-id of the tenant.", valueName: "tenant"),
    completion: StoreCompletion.tenants, transform: Parse.tenant)
  var tenant: TenantSelector?

  @Option(
    help: ArgumentHelp("Explain what nobody is charged for this reason, instead of a tenant.", valueName: "reason"),
    completion: .list(RemainderReason.allCases.map(\.rawValue)), transform: Parse.remainderReason)
  var reason: RemainderReason?

  @Option(
    help: ArgumentHelp("Billing months: 2024-09, 2024-09..2024-11 or all.", valueName: "months"),
    transform: Parse.billingPeriods)
  var period: BillingPeriodRange = .all

  @Flag(help: "One row for each month, service and rule, instead of each line.")
  var summary = false

  @OptionGroup(title: "List Options") var listing: ListingOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func validate() throws {
    if (tenant == nil) == (reason == nil) { throw ValidationError("name either a tenant or a --reason") }
  }

  package func run(_ context: CommandContext) throws {
    let administration = try context.administration(Self.effect)
    let explanation =
      if let tenant {
        try administration.explainCosts(of: tenant, in: period)
      } else {
        try administration.explainCosts(of: reason ?? .noRule, in: period)
      }
    if summary {
      try context.list(ShareSummary.summaries(of: explanation.shares), listing, of: "costs")
    } else {
      try context.list(explanation.shares, listing, of: "costs")
    }
    guard !explanation.shares.isEmpty else { return }
    context.say("total \(explanation.total) over \(explanation.shares.count) lines, as reported")
  }
}
