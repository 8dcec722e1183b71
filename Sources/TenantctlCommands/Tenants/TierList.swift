// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin

/// `tier list`.
package struct TierList: TenantctlSubcommand {
  package static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List tiers by name",
    discussion: """
      Examples:
        tenantctl tier list
        tenantctl tier list --sort weight:desc --output csv
      """,
    aliases: ["ls"])
  package static let effect = CommandEffect.reads

  @OptionGroup(title: "List Options") var listing: ListingOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    try context.list(context.administration(Self.effect).tiers(), listing, of: "tiers")
  }
}
