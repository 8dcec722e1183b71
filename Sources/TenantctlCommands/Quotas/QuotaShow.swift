// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel
import TerminalOutput

/// `quota show`.
package struct QuotaShow: WatchableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show what a quota is for a tenant or a user, why, and what is left of it",
    discussion: """
      The tenant's own definition replaces its tier's; grants in force are added to the limit. A user's own quota is nested in
      the tenant's: a request needs room in both. Where a limit was lowered and does not hold yet, what it will be is shown as
      comingAllowance, and from when on as effectiveAt. With --at, today's definitions are looked at with the grants and in the
      period of that instant.

      inForceOn says on how many runtimes of this host the newest change is in force that can have made the quota what it is.

      Examples:
        tenantctl quota show api.requests.monthly --tenant acme
        tenantctl quota show api.requests --tenant acme --user u-17
        tenantctl quota show llm.tokens --tenant acme --at 2026-12-24 --json
        tenantctl quota show api.requests.monthly --tenant acme --watch
      """,
    aliases: ["get"])
  package static let effect = CommandEffect.reads

  @Argument(
    help: ArgumentHelp("Name of the quota.", valueName: "quota"), completion: StoreCompletion.quotas,
    transform: Parse.quotaKey)
  var quota: QuotaKey

  @Option(
    help: ArgumentHelp("Slug, id or kind:external-id of the tenant.", valueName: "tenant"),
    completion: StoreCompletion.tenants, transform: Parse.tenant)
  var tenant: TenantSelector

  @Option(help: ArgumentHelp("A user of the tenant.", valueName: "user"))
  var user: String?

  @Option(help: ArgumentHelp("When; now by default.", valueName: "time"), transform: Parse.timestamp)
  var at: Timestamp?

  @OptionGroup(title: "Watch Options") package var watching: WatchOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    let administration = try context.administration(Self.effect)
    let report = try administration.quotaReport(quota, of: tenant, user: user, at: at)
    let isForAPerson = context.settings.output == .table
    var record = isForAPerson ? report.readableRecord : report.record
    let reach = try context.reach(of: administration.lastChange(of: quota, for: report.tenant))
    record.fields.append(
      Field(name: "inForceOn", value: isForAPerson ? .text(reach.text) : reach.value))
    var schema = QuotaReport.recordSchema
    schema.columns.append(Column("inForceOn"))
    try context.show(record, schema: schema)
  }
}
