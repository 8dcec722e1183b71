// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel
import TerminalOutput

/// `migration plan`.
package struct MigrationPlanning: TenantctlSubcommand {
  package static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Say what a move would do, and what stands in its way",
    discussion: """
      Ends with 5 where something stands in the way.

      Examples:
        tenantctl migration plan acme --to vault-eu
        tenantctl migration plan acme --to cells-us --instance cell-2 --json
      """)
  package static let effect = CommandEffect.reads

  @Argument(
    help: ArgumentHelp("Slug, id or kind:external-id of the tenant.", valueName: "tenant"),
    completion: StoreCompletion.tenants, transform: Parse.tenant)
  var tenant: TenantSelector

  @Option(
    name: .customLong("to"), help: ArgumentHelp("Pool to move to.", valueName: "pool"),
    completion: StoreCompletion.pools, transform: Parse.slug)
  var pool: Slug

  @Option(
    help: ArgumentHelp("Instance to be bound to, instead of the one placement would choose.", valueName: "instance"),
    completion: StoreCompletion.instances, transform: Parse.slug)
  var instance: Slug?

  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    let plan = try context.administration(Self.effect).planMigration(of: tenant, to: pool, instance: instance)
    try show(plan, context)
    guard let refusal = plan.refusal else {
      return context.say("tenant '\(plan.slug)' can move to '\(plan.to?.path ?? pool.rawValue)'")
    }
    context.say(refusal.description)
    throw EarlyExit(status: ExitStatus(refusal.code))
  }

  /// A person reads the checks as a table below the plan; a program finds them in it.
  private func show(_ plan: MigrationPlan, _ context: CommandContext) throws {
    let settings = context.settings
    guard settings.output == .table, !settings.quiet, settings.fields == nil else {
      return try context.show(plan)
    }
    var schema = MigrationPlan.recordSchema
    schema.columns.removeAll { $0.name == "checks" }
    try context.show(plan.record, schema: schema)
    try context.list(plan.checks, of: "checks")
  }
}
