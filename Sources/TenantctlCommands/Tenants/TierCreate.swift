// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

/// The attributes of a tier that both `tier create` and `tier update` take.
package struct TierOptions: ParsableArguments {
  @Option(help: "What the tier is, for a person.")
  var summary: String?

  @Option(help: "Capacity units that one tenant takes in a pool, 1 to 1000000.")
  var weight: Int64?

  @Option(help: "How strictly tenants are kept apart: shared, pool or dedicated.")
  var isolation: IsolationPattern?

  package init() {}

  var attributes: TierAttributes {
    var attributes = TierAttributes()
    attributes.summary = summary
    attributes.weight = weight
    attributes.isolation = isolation
    return attributes
  }
}

/// `tier create`.
package struct TierCreate: ChangingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "create", abstract: "Create a tier",
    discussion: """
      Its quotas are set with 'tenantctl quota set QUOTA AMOUNT --tier NAME'.

      Examples:
        tenantctl tier create team --summary 'Up to 20 people' --weight 4 --entitlement api --entitlement sso
        tenantctl tier create regulated --isolation dedicated --weight 40 --if-not-exists
      """)
  package static let effect = CommandEffect.changes

  @Argument(help: ArgumentHelp("Name of the new tier.", valueName: "tier"), transform: Parse.slug)
  var tier: Slug

  @OptionGroup var attributes: TierOptions

  @Option(
    name: .customLong("entitlement"),
    help: ArgumentHelp("Feature that the tier includes; repeatable.", valueName: "name"))
  var entitlements: [String] = []

  @Flag(help: "Accept a tier of that name that exists already.")
  var ifNotExists = false

  @OptionGroup(title: "Change Options") package var change: ChangeOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    var attributes = attributes.attributes
    attributes.entitlements = entitlements.isEmpty ? nil : entitlements
    let outcome = try context.administration(Self.effect).createTier(tier, attributes, ifNotExists: ifNotExists)
    try context.report(outcome, "created tier '\(tier)'")
  }
}
