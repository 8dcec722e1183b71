// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

/// `tier update`.
package struct TierUpdate: ChangingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "update", abstract: "Change a tier, and with it every tenant on it",
    discussion: """
      Examples:
        tenantctl tier update pro --weight 10
        tenantctl tier update pro --add-entitlement audit-export --reason 'new plan'
      """)
  package static let effect = CommandEffect.changes

  @Argument(
    help: ArgumentHelp("Name of the tier.", valueName: "tier"), completion: StoreCompletion.tiers, transform: Parse.slug
  )
  var tier: Slug

  @OptionGroup var attributes: TierOptions

  @Option(
    name: .customLong("add-entitlement"), help: ArgumentHelp("Feature to include; repeatable.", valueName: "name"))
  var addedEntitlements: [String] = []

  @Option(
    name: .customLong("remove-entitlement"), help: ArgumentHelp("Feature to leave out; repeatable.", valueName: "name"))
  var removedEntitlements: [String] = []

  @Option(help: ArgumentHelp("Refuse unless the tier still has this version.", valueName: "n"))
  var ifVersion: Int64?

  @OptionGroup(title: "Change Options") package var change: ChangeOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    var attributes = attributes.attributes
    attributes.addedEntitlements = addedEntitlements
    attributes.removedEntitlements = removedEntitlements
    let outcome = try context.administration(Self.effect).updateTier(tier, attributes, ifVersion: ifVersion)
    try context.report(outcome, "updated tier '\(tier)'")
  }
}
