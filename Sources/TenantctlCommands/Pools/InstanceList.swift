// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

/// `instance list`.
package struct InstanceList: TenantctlSubcommand {
  package static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List instances by pool and name, with what is on them",
    discussion: """
      Examples:
        tenantctl instance list
        tenantctl instance list --pool cells-us --filter state=ready
      """,
    aliases: ["ls"])
  package static let effect = CommandEffect.reads

  @Option(
    help: ArgumentHelp("Only instances of this pool.", valueName: "pool"), completion: StoreCompletion.pools,
    transform: Parse.slug)
  var pool: Slug?

  @OptionGroup(title: "List Options") var listing: ListingOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    try context.list(context.administration(Self.effect).instances(of: pool), listing, of: "instances")
  }
}
