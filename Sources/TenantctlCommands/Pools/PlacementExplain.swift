// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

/// `placement explain`.
package struct PlacementExplain: TenantctlSubcommand {
  package static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Say where a tenant would be placed, and why nowhere else",
    discussion: """
      Every place with what became of it: the chosen one first, then the other ones that would do in the order of preference,
      then those that miss a condition. A tenant that lives somewhere is treated as if it came today.

      With --output json every condition is listed with what was compared.

      Examples:
        tenantctl placement explain acme
        tenantctl placement explain --tier pro --region eu-west-1 --allow-region eu-west-1 --allow-region eu-central-1
        tenantctl placement explain --tier enterprise --region eu-west-1 --json
      """)
  package static let effect = CommandEffect.reads

  @Argument(
    help: ArgumentHelp("Slug, id or kind:external-id of the tenant.", valueName: "tenant"),
    completion: StoreCompletion.tenants, transform: Parse.tenant)
  var tenant: TenantSelector?

  @Option(
    help: ArgumentHelp("Tier of a new tenant.", valueName: "tier"), completion: StoreCompletion.tiers,
    transform: Parse.slug)
  var tier: Slug?

  @Option(help: ArgumentHelp("Home region of a new tenant.", valueName: "region"), transform: Parse.region)
  var region: Region?

  @Option(
    name: .customLong("allow-region"),
    help: ArgumentHelp(
      "Region the data of a new tenant may live in; repeatable. Only the home region where none is named.",
      valueName: "region"),
    transform: Parse.region)
  var allowedRegions: [Region] = []

  @Option(
    help: ArgumentHelp("Only this pool.", valueName: "pool"), completion: StoreCompletion.pools, transform: Parse.slug)
  var pool: Slug?

  @OptionGroup(title: "List Options") var listing: ListingOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func validate() throws {
    let isNew = tier != nil || region != nil || !allowedRegions.isEmpty
    guard (tenant != nil) != isNew, !isNew || (tier != nil && region != nil) else {
      throw ValidationError("either a tenant, or both --tier and --region are needed")
    }
  }

  package func run(_ context: CommandContext) throws {
    let administration = try context.administration(Self.effect)
    let decision: PlacementDecision
    if let tenant {
      decision = try administration.explainPlacement(of: tenant, pool: pool)
    } else if let tier, let region {
      decision = try administration.explainPlacement(
        onTier: tier, homeRegion: region, allowedRegions: allowedRegions, pool: pool)
    } else {
      throw TenantError(.usage, "either a tenant, or both --tier and --region are needed")
    }
    try context.list(decision.assessments, listing, of: "pools")
    context.say(decision.choice.map { "would be placed in '\($0.path)'" } ?? "would not be placed anywhere")
  }
}
