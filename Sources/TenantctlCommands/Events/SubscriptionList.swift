// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

/// `subscription list`.
package struct SubscriptionList: WatchableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the subscriptions of a tenant, and how far each is behind",
    discussion: """
      Examples:
        tenantctl subscription list acme
        tenantctl subscription list acme --filter stream=orders --watch
      """,
    aliases: ["ls"])
  package static let effect = CommandEffect.reads

  @Argument(
    help: ArgumentHelp("Slug, id or kind:external-id of the tenant.", valueName: "tenant"),
    completion: StoreCompletion.tenants, transform: Parse.tenant)
  var tenant: TenantSelector

  @OptionGroup package var watching: WatchOptions
  @OptionGroup(title: "List Options") var listing: ListingOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    try context.list(context.administration(Self.effect).subscriptions(of: tenant), listing, of: "subscriptions")
  }
}
