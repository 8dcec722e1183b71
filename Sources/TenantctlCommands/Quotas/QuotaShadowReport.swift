// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel
package import TerminalOutput

/// `quota shadow-report`.
package struct QuotaShadowReportCommand: TenantctlSubcommand {
  package static let configuration = CommandConfiguration(
    commandName: "shadow-report", abstract: "List what definitions that are only watched would have refused",
    discussion: """
      Services count it for tenants in the share of 'quota set --shadow' (variant 'definition') and of 'tier shadow'
      (variant 'tier:NAME'), by day in UTC. The percentage is rounded up, so 0 means that nothing would have been refused.

      Examples:
        tenantctl quota shadow-report
        tenantctl quota shadow-report --quota api.requests --from 2026-11-01 --sort percent:desc
        tenantctl quota shadow-report --tenant acme --output csv
      """)
  package static let effect = CommandEffect.reads

  @Option(
    help: ArgumentHelp("Only this tenant.", valueName: "tenant"), completion: StoreCompletion.tenants,
    transform: Parse.tenant)
  var tenant: TenantSelector?

  @Option(
    help: ArgumentHelp("Only this quota.", valueName: "quota"), completion: StoreCompletion.quotas,
    transform: Parse.quotaKey)
  var quota: QuotaKey?

  @Option(
    help: ArgumentHelp("Only days that begin at or after this instant.", valueName: "time"), transform: Parse.timestamp)
  var from: Timestamp?

  @Option(
    help: ArgumentHelp("Only days that begin before this instant.", valueName: "time"), transform: Parse.timestamp)
  var until: Timestamp?

  @OptionGroup(title: "List Options") var listing: ListingOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func validate() throws {
    if let from, let until, from >= until { throw ValidationError("--until must be after --from") }
  }

  package func run(_ context: CommandContext) throws {
    let reports = try context.administration(Self.effect)
      .shadowReports(of: tenant, quota: quota, from: from, until: until)
    try context.list(reports, listing, of: "shadow decisions")
  }
}

extension QuotaShadowReport: RecordConvertible {
  package static let recordSchema = RecordSchema(
    identity: "tenant",
    columns: [
      Column("tenant", priority: 10),
      Column("tenantId", inTable: false),
      Column("quota", priority: 10),
      Column("variant", priority: 9),
      Column("checked", alignment: .right, priority: 7),
      Column("denied", alignment: .right, priority: 9),
      Column("percent", heading: "DENIED %", alignment: .right, priority: 8),
      Column("days", alignment: .right, priority: 5),
      Column("deniedDays", heading: "DAYS WITH DENIALS", alignment: .right, priority: 4),
      Column("firstDay", inTable: false),
      Column("lastDay", inTable: false),
    ])

  package var record: Record {
    Record([
      "tenant": .text(slug.rawValue),
      "tenantId": .text(tenant.rawValue),
      "quota": .text(quota.rawValue),
      "variant": .text(variant),
      "checked": .integer(checked),
      "denied": .integer(denied),
      "percent": .integer(percent),
      "days": .integer(days),
      "deniedDays": .integer(deniedDays),
      "firstDay": .text(firstDay.description),
      "lastDay": .text(lastDay.description),
    ])
  }
}
