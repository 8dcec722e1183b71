// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin

/// `flag list`.
package struct FlagList: TenantctlSubcommand {
  package static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List flags by key",
    discussion: """
      Examples:
        tenantctl flag list
        tenantctl flag list --filter state=on --fields key,rollout,rules
        tenantctl flag list --sort updatedAt:desc --limit 10 --output json
      """,
    aliases: ["ls"])
  package static let effect = CommandEffect.reads

  @OptionGroup(title: "List Options") var listing: ListingOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    try context.list(context.administration(Self.effect).flags(), listing, of: "flags")
  }
}
