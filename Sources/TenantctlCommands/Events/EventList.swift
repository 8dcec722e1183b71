// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

/// `event list`.
package struct EventList: TenantctlSubcommand {
  package static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the events of a stream in their order",
    discussion: """
      The data are sealed by the tenant's key and are not shown; 'event tail --data' opens them.

      Examples:
        tenantctl event list acme orders
        tenantctl event list acme orders --after 4711 --filter type=com.example.paid --output jsonl
      """,
    aliases: ["ls"])
  package static let effect = CommandEffect.reads

  @OptionGroup var address: TenantStreamArguments

  @Option(help: ArgumentHelp("Only events with a greater sequence.", valueName: "n"))
  var after: Int64 = 0

  @OptionGroup(title: "List Options") var listing: ListingOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    let administration = try context.administration(Self.effect)
    try context.paged { context in
      try context.list(EventListing.recordSchema, listing, of: "events") { emit in
        try administration.forEachEvent(in: address.stream, of: address.tenant, after: after) {
          _ = try emit($0.record)
        }
      }
    }
  }
}
