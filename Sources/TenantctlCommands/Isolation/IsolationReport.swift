// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
package import TenantModel
import TenantRuntime
package import TerminalOutput

/// `isolation report`.
package struct IsolationReport: TenantctlSubcommand {
  package static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Count what was refused to keep tenants apart",
    discussion: """
      Identity tokens that 'tenantctl context issue' refused are counted by the journal, whatever the host. What the services
      of this host refused, also those that have ended, they count together: at the boundary between tenants, and as
      context.*, identity.*, event.*, statement.* and transaction.* what was not accepted for that reason. They count without
      tenants, and only since the host or their file of limits was new; a period that begins later, or has ended, leaves them
      out. A refusal is the boundary at work: the status is 0.

      Examples:
        tenantctl isolation report
        tenantctl isolation report --since 2026-11-01 --until 2026-12-01 --output csv
        tenantctl isolation report --filter wall=checks --sort count:desc --json
      """)
  package static let effect = CommandEffect.reads

  @Option(help: ArgumentHelp("Only refusals at or after this instant.", valueName: "time"), transform: Parse.timestamp)
  var since: Timestamp?

  @Option(help: ArgumentHelp("Only refusals before this instant.", valueName: "time"), transform: Parse.timestamp)
  var until: Timestamp?

  @Option(
    help: ArgumentHelp("Only refusals that concern this tenant; services count without.", valueName: "tenant"),
    completion: StoreCompletion.tenants, transform: Parse.tenant)
  var tenant: TenantSelector?

  @OptionGroup(title: "List Options") var listing: ListingOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    let administration = try context.administration(Self.effect)
    var services = try EnforcementRuntime.refusals(store: .path(context.storePath()), at: context.now())
    if let counted = services, until.map({ $0 <= context.now() }) ?? false || since.map({ counted.since < $0 }) ?? false
    {
      context.say("what services count since \(counted.since) is not of this period, and left out")
      services = nil
    }
    let refusals = try administration.refusals(
      since: since, until: until, of: tenant, services: services.map { ($0.counts, $0.refusals, $0.since) })
    try context.list(refusals, listing, of: "refusals")
  }
}

extension IsolationRefusal: RecordConvertible {
  package static let recordSchema = RecordSchema(
    identity: "kind",
    columns: [
      Column("source", priority: 7), Column("wall", priority: 8), Column("kind", priority: 10),
      Column("tenant", priority: 6), Column("count", alignment: .right, priority: 9), Column("since", priority: 5),
    ])

  package var record: Record {
    Record([
      "source": .text(source.rawValue), "wall": .text(wall.rawValue), "kind": .text(kind),
      "tenant": .optional(tenant?.rawValue), "count": .integer(count), "since": .optional(since?.description),
    ])
  }
}
