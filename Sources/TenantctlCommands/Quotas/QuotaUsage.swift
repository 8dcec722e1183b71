// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

/// `quota usage`.
package struct QuotaUsage: WatchableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "usage", abstract: "List what applies to a tenant, and how much of it is used",
    discussion: """
      Use is known for quotas per period: what counts against the limit, be it ingested, admitted by services, or charged because
      a service died with it in hand; what was metered alone is in the field metered. Rates and what is held at once are counted
      where they are enforced.

      Examples:
        tenantctl quota usage --tenant acme
        tenantctl quota usage --tenant acme --sort percent:desc --limit 3
        tenantctl quota usage --tenant acme --fields quota,used,limit,resetsAt --output csv
        tenantctl quota usage --tenant acme --watch
      """)
  package static let effect = CommandEffect.reads

  @Option(
    help: ArgumentHelp("Slug, id or kind:external-id of the tenant.", valueName: "tenant"),
    completion: StoreCompletion.tenants, transform: Parse.tenant)
  var tenant: TenantSelector

  @Option(help: ArgumentHelp("When; now by default.", valueName: "time"), transform: Parse.timestamp)
  var at: Timestamp?

  @OptionGroup(title: "List Options") var listing: ListingOptions
  @OptionGroup(title: "Watch Options") package var watching: WatchOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    let reports = try context.administration(Self.effect).quotaReports(of: tenant, at: at)
    try context.list(reports, listing, of: "quotas")
  }
}
