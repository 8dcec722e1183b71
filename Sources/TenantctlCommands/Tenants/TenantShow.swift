// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

/// `tenant show`.
package struct TenantShow: WatchableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show one tenant",
    discussion: """
      A tenant is named by its slug, its id (t_…) or another system's identifier (billing:cus_123).

      Examples:
        tenantctl tenant show acme
        tenantctl tenant show billing:cus_123 --json
        tenantctl tenant show acme --watch --interval 10s
      """,
    aliases: ["get"])
  package static let effect = CommandEffect.reads

  @Argument(
    help: ArgumentHelp("Slug, id or kind:external-id of the tenant.", valueName: "tenant"),
    completion: StoreCompletion.tenants, transform: Parse.tenant)
  var tenant: TenantSelector

  @OptionGroup(title: "Watch Options") package var watching: WatchOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    try context.show(context.administration(Self.effect).tenant(tenant))
  }
}
