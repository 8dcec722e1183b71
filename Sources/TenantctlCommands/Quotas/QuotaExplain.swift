// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel
import TenantRuntime
import TerminalOutput

/// `quota explain`.
package struct QuotaExplain: TenantctlSubcommand {
  package static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Explain what a quota answers now, why, and what would turn the answer",
    discussion: """
      Shows each level's definition and why it applies or not, grants, the change that is to come, how the limit is held, what
      is used and where that number comes from, what happens beyond the limit and in an outage, alerts of the period, which
      runtimes of this host serve the newest change, and the nearest changes that would turn the answer.

      With --at, today's definitions are looked at with the grants and in the period of that instant; what a request would be
      answered is not known then. The status is 0 whatever the answer is; 'quota check' tells by its status.

      Examples:
        tenantctl quota explain acme api.requests
        tenantctl quota explain acme llm.tokens --cost 1500
        tenantctl quota explain acme api.requests --user u-17 --json
        tenantctl quota explain acme llm.tokens --at 2026-12-24
      """)
  package static let effect = CommandEffect.reads

  @Argument(
    help: ArgumentHelp("Slug, id or kind:external-id of the tenant.", valueName: "tenant"),
    completion: StoreCompletion.tenants, transform: Parse.tenant)
  var tenant: TenantSelector

  @Argument(
    help: ArgumentHelp("Name of the quota.", valueName: "quota"), completion: StoreCompletion.quotas,
    transform: Parse.quotaKey)
  var quota: QuotaKey

  @Option(help: ArgumentHelp("A user of the tenant.", valueName: "user"))
  var user: String?

  @Option(
    help: ArgumentHelp("What the request costs, like 1 or 5k; 1 by default.", valueName: "n"), transform: Parse.amount)
  var cost: Int64 = 1

  @Option(help: ArgumentHelp("When; now by default.", valueName: "time"), transform: Parse.timestamp)
  var at: Timestamp?

  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    let explanation = try context.administration(Self.effect).quotaExplanation(quota, of: tenant, user: user, at: at)
    // Before a runtime is opened to ask, which is none of those that serve.
    let reach = context.reach(of: explanation.lastChange)
    let page = QuotaPage(
      explanation: explanation, cost: cost, moment: at == nil ? try moment(explanation, context) : nil, reach: reach)
    let isForAPerson = context.settings.output == .table
    try context.show(isForAPerson ? page.readableRecord : page.record, schema: QuotaPage.recordSchema)
  }

  /// What a service would answer now; `nil` for a tenant that has left, which is asked for nothing any more.
  private func moment(_ explanation: QuotaExplanation, _ context: CommandContext) throws -> QuotaPage.Moment? {
    let report = explanation.report
    do {
      return try context.withRuntime { runtime in
        let quotas = try runtime.scope(of: report.tenant.id).quotas
        let whole = quotas.peek(quota, cost: cost)
        // Where the tenant as a whole has no room, its own quota decides and not the user's.
        let decides = user == nil || !whole.isAllowed ? nil : user
        return QuotaPage.Moment(
          decision: quotas.peek(quota, cost: cost, user: decides),
          remaining: quotas.peek(quota, cost: 0, user: decides).remaining,
          effective: (decides == nil ? report.resolution.tenant : nil) ?? report.effective)
      }
    } catch let error as TenantError where error.code == .tenantInactive {
      guard report.tenant.state == .suspended else { return nil }
      return QuotaPage.Moment(
        decision: QuotaDecision(outcome: .rejected, reason: .suspended), remaining: nil, effective: report.effective)
    }
  }
}
