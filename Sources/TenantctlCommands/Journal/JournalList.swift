// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

/// `journal list`.
package struct JournalList: TenantctlSubcommand {
  package static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List changes, the newest first",
    discussion: """
      Examples:
        tenantctl journal list --limit 20
        tenantctl journal list --tenant acme --since 2026-11-01 --output json
        tenantctl journal list --kind tenant --actor alice@ops --oldest-first
      """,
    aliases: ["ls"])
  package static let effect = CommandEffect.reads

  @Option(
    help: ArgumentHelp("Only changes that concern this tenant.", valueName: "tenant"),
    completion: StoreCompletion.tenants, transform: Parse.tenant)
  var tenant: TenantSelector?

  @Option(help: ArgumentHelp("Only this kind (tenant.suspend), or every kind of a noun (tenant).", valueName: "kind"))
  var kind: String?

  @Option(help: ArgumentHelp("Only this object within its kind, like a slug or a flag's key.", valueName: "key"))
  var key: String?

  @Option(help: "Only changes by this actor.")
  var actor: String?

  @Option(help: ArgumentHelp("Only changes at or after this instant.", valueName: "time"), transform: Parse.timestamp)
  var since: Timestamp?

  @Option(help: ArgumentHelp("Only changes before this instant.", valueName: "time"), transform: Parse.timestamp)
  var until: Timestamp?

  @Flag(help: "List the oldest change first.")
  var oldestFirst = false

  @OptionGroup(title: "List Options") var listing: ListingOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    let administration = try context.administration(Self.effect)
    var filter = JournalFilter()
    filter.tenant = try tenant.map { try administration.tenant($0).id }
    filter.kind = kind
    filter.key = key
    filter.actor = actor
    filter.since = since
    filter.until = until
    filter.newestFirst = !oldestFirst
    try context.paged { context in
      try context.list(JournalEntry.recordSchema, listing, of: "changes") { emit in
        try administration.forEachJournalEntry(filter) { try emit($0.record) }
      }
    }
  }
}
