// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

/// `tenant list`.
package struct TenantList: TenantctlSubcommand {
  package static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List tenants in the order of their slugs",
    discussion: """
      Tenants that have left are listed only with --state offboarded.

      Examples:
        tenantctl tenant list
        tenantctl tenant list --tier pro --label industry=energy --output json
        tenantctl tenant list --sort createdAt:desc --limit 10 --fields slug,createdAt
      """,
    aliases: ["ls"])
  package static let effect = CommandEffect.reads

  @Option(name: .customLong("state"), help: "Only tenants in this state; repeatable.")
  var states: [TenantState] = []

  @Option(
    help: ArgumentHelp("Only tenants of this tier.", valueName: "tier"), completion: StoreCompletion.tiers,
    transform: Parse.slug)
  var tier: Slug?

  @Option(help: ArgumentHelp("Only tenants whose home is this region.", valueName: "region"), transform: Parse.region)
  var region: Region?

  @Option(
    name: .customLong("label"), help: ArgumentHelp("Only tenants with this label; repeatable.", valueName: "key=value"),
    transform: Parse.assignment)
  var labels: [Assignment] = []

  @OptionGroup(title: "List Options") var listing: ListingOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    var selection = TenantFilter()
    selection.states = states.isEmpty ? Set(TenantState.allCases.filter(\.isPresent)) : Set(states)
    selection.tier = tier
    selection.homeRegion = region
    selection.labels = try labels.dictionary("--label")
    let administration = try context.administration(Self.effect)
    // A mistyped tier would pass for one without tenants.
    if let tier { _ = try administration.tier(tier) }
    try context.list(Tenant.recordSchema, listing, of: "tenants") { emit in
      try administration.forEachTenant(selection) { try emit($0.record) }
    }
  }
}
