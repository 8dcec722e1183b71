// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

/// `migration start`.
package struct MigrationStart: ChangingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "start", abstract: "Move a tenant that has no data of its own in the pool",
    discussion: """
      One transaction: the new place, a higher placement epoch and the journal rows, or nothing at all. It is refused where
      residency, isolation or capacity forbid it. A tenant that has no place yet is given one.

      Examples:
        tenantctl migration start acme --to vault-eu --reason 'enterprise contract'
        tenantctl migration start acme --to cells-us --instance cell-2
      """)
  package static let effect = CommandEffect.changes

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

  @OptionGroup(title: "Change Options") package var change: ChangeOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    let outcome = try context.administration(Self.effect).migrate(tenant, to: pool, instance: instance)
    try context.report(outcome, "moved tenant '\(outcome.value.slug)' to '\(outcome.value.to.path)'")
  }
}
