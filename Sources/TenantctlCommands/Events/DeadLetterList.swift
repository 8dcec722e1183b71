// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

/// `event dead-letter list`.
package struct DeadLetterList: TenantctlSubcommand {
  package static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the events of a tenant that were given up",
    discussion: """
      Examples:
        tenantctl event dead-letter list acme
        tenantctl event dead-letter list acme --subscription indexer --output json
      """,
    aliases: ["ls"])
  package static let effect = CommandEffect.reads

  @Argument(
    help: ArgumentHelp("Slug, id or kind:external-id of the tenant.", valueName: "tenant"),
    completion: StoreCompletion.tenants, transform: Parse.tenant)
  var tenant: TenantSelector

  @Option(help: ArgumentHelp("Only those of this subscription.", valueName: "name"), transform: Parse.subscription)
  var subscription: EventSubscriptionName?

  @OptionGroup(title: "List Options") var listing: ListingOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    try context.list(
      context.administration(Self.effect).deadLetters(of: tenant, for: subscription), listing, of: "dead letters")
  }
}
