// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

/// `tier delete`.
package struct TierDelete: ChangingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "delete", abstract: "Delete a tier that no tenant is on",
    discussion: """
      Examples:
        tenantctl tier delete trial --yes
        tenantctl tier delete trial --yes --if-exists
      """,
    aliases: ["rm"])
  package static let effect = CommandEffect.destroys

  @Argument(
    help: ArgumentHelp("Name of the tier.", valueName: "tier"), completion: StoreCompletion.tiers, transform: Parse.slug
  )
  var tier: Slug

  @Flag(help: "Accept a tier that does not exist.")
  var ifExists = false

  @Option(help: ArgumentHelp("Refuse unless the tier still has this version.", valueName: "n"))
  var ifVersion: Int64?

  @OptionGroup var confirmation: YesOption
  @OptionGroup(title: "Change Options") package var change: ChangeOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    let administration = try context.administration(Self.effect)
    if !ifExists { _ = try administration.tier(tier) }
    try context.confirm("delete tier '\(tier)' and its quotas?", confirmation)
    let outcome = try administration.deleteTier(tier, ifExists: ifExists, ifVersion: ifVersion)
    try context.reportDeletion(outcome, of: "tier '\(tier)'")
  }
}
