// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin

/// `cost rule list`.
package struct CostRuleList: TenantctlSubcommand {
  package static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List cost rules in the order in which they are tried",
    discussion: """
      Examples:
        tenantctl cost rule list
        tenantctl cost rule list --filter method=direct --json
      """,
    aliases: ["ls"])
  package static let effect = CommandEffect.reads

  @OptionGroup(title: "List Options") var listing: ListingOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    try context.list(context.administration(Self.effect).costRules(), listing, of: "cost rules")
  }
}
