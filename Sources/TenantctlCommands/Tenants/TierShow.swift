// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

/// `tier show`.
package struct TierShow: TenantctlSubcommand {
  package static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show one tier",
    discussion: """
      Its quotas are listed by 'tenantctl quota list --tier NAME'.

      Examples:
        tenantctl tier show pro
      """,
    aliases: ["get"])
  package static let effect = CommandEffect.reads

  @Argument(
    help: ArgumentHelp("Name of the tier.", valueName: "tier"), completion: StoreCompletion.tiers, transform: Parse.slug
  )
  var tier: Slug

  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    try context.show(context.administration(Self.effect).tier(tier))
  }
}
