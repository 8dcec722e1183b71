// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

/// `tenant resume`.
package struct TenantResume: ChangingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "resume", abstract: "Serve a suspended tenant again",
    discussion: """
      Examples:
        tenantctl tenant resume acme --reason 'paid'
      """)
  package static let effect = CommandEffect.changes

  @Argument(
    help: ArgumentHelp("Slug, id or kind:external-id of the tenant.", valueName: "tenant"),
    completion: StoreCompletion.tenants, transform: Parse.tenant)
  var tenant: TenantSelector

  @Option(help: ArgumentHelp("Refuse unless the tenant still has this version.", valueName: "n"))
  var ifVersion: Int64?

  @OptionGroup(title: "Change Options") package var change: ChangeOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    let outcome = try context.administration(Self.effect).resume(tenant, ifVersion: ifVersion)
    try context.report(outcome, "resumed tenant '\(outcome.value.slug)'")
  }
}
