// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

/// `usage show`.
package struct UsageShow: WatchableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show what a tenant used, by meter",
    discussion: """
      Quantities are whole numbers of the meter's smallest unit. Windows are half-open and in UTC; those in which nothing was
      used are left out. A window at an end that --from or --until cuts holds only the part inside.

      Examples:
        tenantctl usage show acme
        tenantctl usage show acme --meter http.requests --period 2026-11 --by day
        tenantctl usage show acme --from 2026-11-05T09:30:00Z --until 2026-11-05T10:15:00Z --json
        tenantctl usage show acme --period 2026-11 --watch --interval 1m
      """,
    aliases: ["get"])
  package static let effect = CommandEffect.reads

  @Argument(
    help: ArgumentHelp("The tenant: slug, id or KIND:EXTERNAL-ID.", valueName: "tenant"),
    completion: StoreCompletion.tenants, transform: Parse.tenant)
  var tenant: TenantSelector

  @Option(name: .customLong("by"), help: "One row for each hour, day or month.")
  var grain: UsageGrain?

  @OptionGroup(title: "Selection Options") var selection: UsageSelectionOptions
  @OptionGroup(title: "List Options") var listing: ListingOptions
  @OptionGroup(title: "Watch Options") package var watching: WatchOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    var wanted = UsageSelection()
    wanted.meter = selection.meter
    wanted.span = try selection.span()
    wanted.grain = grain
    let (tenant, windows) = try context.administration(Self.effect).usage(of: tenant, wanted)
    try context.list(
      windows.map { TenantUsageWindow(slug: tenant.slug, tenant: tenant.id, window: $0) }, listing, of: "usage")
  }
}
