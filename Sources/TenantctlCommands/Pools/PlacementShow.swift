// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

/// `placement show`.
package struct PlacementShow: WatchableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show where a tenant lives",
    discussion: """
      Examples:
        tenantctl placement show acme
        tenantctl placement show acme --fields pool,endpoints
        tenantctl placement show acme --watch
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
    try context.show(context.administration(Self.effect).placement(of: tenant))
  }
}
