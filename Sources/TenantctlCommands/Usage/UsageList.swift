// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel
import TerminalOutput

/// `usage list`.
package struct UsageList: TenantctlSubcommand {
  package static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the events that were counted for a tenant, by time",
    discussion: """
      A reversal is listed behind the event it takes back, with negative quantities.

      Examples:
        tenantctl usage list acme --limit 20
        tenantctl usage list acme --meter http.requests --period 2026-11-05 --output jsonl
      """,
    aliases: ["ls"])
  package static let effect = CommandEffect.reads

  @Argument(
    help: ArgumentHelp("The tenant: slug, id or KIND:EXTERNAL-ID.", valueName: "tenant"),
    completion: StoreCompletion.tenants, transform: Parse.tenant)
  var tenant: TenantSelector

  @Option(help: ArgumentHelp("Only events of this source.", valueName: "name"))
  var source: String?

  @OptionGroup(title: "Selection Options") var selection: UsageSelectionOptions
  @OptionGroup(title: "List Options") var listing: ListingOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    var filter = UsageEventFilter()
    filter.meter = selection.meter
    filter.source = source
    filter.span = try selection.span()
    let administration = try context.administration(Self.effect)
    try context.list(Self.schema, listing, of: "events") { emit in
      try administration.forEachUsageEvent(of: tenant, filter) { try emit(Self.record($0)) }
    }
  }

  private static let schema = RecordSchema(
    identity: "id",
    columns: [
      Column("time", priority: 9), Column("source", priority: 4), Column("id", priority: 8),
      Column("quantities", priority: 7), Column("reverses", inTable: false), Column("ingestedAt", inTable: false),
    ])

  private static func record(_ event: StoredUsageEvent) -> Record {
    Record([
      "time": .text(event.payload.time.description),
      "source": .text(event.key.source),
      "id": .text(event.key.id),
      "quantities": .object(
        event.payload.quantities.map { Field(name: $0.meter.rawValue, value: .integer($0.amount)) }),
      "reverses": .optional(event.payload.reverses),
      "ingestedAt": .text(event.ingestedAt.description),
    ])
  }
}
