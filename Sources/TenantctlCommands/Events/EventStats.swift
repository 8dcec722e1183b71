// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

/// `event stats`.
package struct EventStats: WatchableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "stats", abstract: "Show the streams of tenants, and what waits in each",
    discussion: """
      A stream is as far behind as the slowest of its subscriptions; where that reaches the backlog, publishing is refused.

      Examples:
        tenantctl event stats
        tenantctl event stats acme --watch
        tenantctl event stats --sort behind:desc --limit 10
      """)
  package static let effect = CommandEffect.reads

  @Argument(
    help: ArgumentHelp("The tenant: slug, id or KIND:EXTERNAL-ID; all by default.", valueName: "tenant"),
    completion: StoreCompletion.tenants, transform: Parse.tenant)
  var tenant: TenantSelector?

  @OptionGroup package var watching: WatchOptions
  @OptionGroup(title: "List Options") var listing: ListingOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    try context.list(context.administration(Self.effect).streamStandings(of: tenant), listing, of: "streams")
  }
}
