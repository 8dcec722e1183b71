// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

/// `tenant update`.
package struct TenantUpdate: ChangingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "update", abstract: "Change attributes of a tenant",
    discussion: """
      Only what is named changes. The slug and the id never do. Quotas that a new tier raises hold at once. Those that it
      lowers hold at the end of the period, unless their definitions or --decrease say otherwise, see 'quota set'.

      Examples:
        tenantctl tenant update acme --tier enterprise --reason 'signed 2026-11'
        tenantctl tenant update acme --tier free --decrease grace:14d
        tenantctl tenant update acme --label industry=energy --remove-label trial
        tenantctl tenant update acme --contact ops@acme.example --if-version 3
      """)
  package static let effect = CommandEffect.changes

  @Argument(
    help: ArgumentHelp("Slug, id or kind:external-id of the tenant.", valueName: "tenant"),
    completion: StoreCompletion.tenants, transform: Parse.tenant)
  var tenant: TenantSelector

  @Option(help: "Display name.")
  var name: String?

  @Option(help: ArgumentHelp("Tier.", valueName: "tier"), completion: StoreCompletion.tiers, transform: Parse.slug)
  var tier: Slug?

  @Option(
    help: ArgumentHelp(
      "With --tier: when quotas that it lowers hold: period-end, immediate, soft or grace:DURATION like grace:7d.",
      valueName: "timing"),
    completion: .list(["period-end", "immediate", "soft"]), transform: Parse.decreaseTiming)
  var decrease: QuotaDecreaseTiming?

  @Option(name: .customLong("region"), help: ArgumentHelp("Home region.", valueName: "region"), transform: Parse.region)
  var homeRegion: Region?

  @Option(
    name: .customLong("allow-region"),
    help: ArgumentHelp("Region the data may live in; repeatable, replaces all named before.", valueName: "region"),
    transform: Parse.region)
  var allowedRegions: [Region] = []

  @Option(
    name: .customLong("label"), help: ArgumentHelp("Label to set; repeatable.", valueName: "key=value"),
    transform: Parse.assignment)
  var labels: [Assignment] = []

  @Option(name: .customLong("remove-label"), help: ArgumentHelp("Label to remove; repeatable.", valueName: "key"))
  var removedLabels: [String] = []

  @Option(help: "Whom to write to; an empty text removes it.")
  var contact: String?

  @Option(
    name: .customLong("external-id"),
    help: ArgumentHelp("Another system's identifier to set; repeatable.", valueName: "kind=id"),
    transform: Parse.assignment)
  var externalIDs: [Assignment] = []

  @Option(
    name: .customLong("remove-external-id"),
    help: ArgumentHelp("Kind of identifier to remove; repeatable.", valueName: "kind"))
  var removedExternalIDs: [String] = []

  @Option(help: ArgumentHelp("IANA time zone in which periods begin.", valueName: "zone"))
  var timeZone: String?

  @Option(help: ArgumentHelp("Day of month on which billing periods begin, 1 to 31.", valueName: "day"))
  var billingDay: Int?

  @Option(help: ArgumentHelp("Refuse unless the tenant still has this version.", valueName: "n"))
  var ifVersion: Int64?

  @OptionGroup(title: "Change Options") package var change: ChangeOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func validate() throws {
    if decrease != nil, tier == nil { throw ValidationError("--decrease needs --tier") }
  }

  package func run(_ context: CommandContext) throws {
    var changes = TenantChanges()
    changes.decrease = decrease
    changes.name = name
    changes.tier = tier
    changes.homeRegion = homeRegion
    changes.allowedRegions = allowedRegions.isEmpty ? nil : allowedRegions
    changes.labels = try labels.dictionary("--label")
    changes.removedLabels = removedLabels
    changes.contact = contact
    changes.externalIDs = try externalIDs.dictionary("--external-id")
    changes.removedExternalIDs = removedExternalIDs
    changes.timeZone = timeZone
    changes.billingAnchorDay = billingDay
    let outcome = try context.administration(Self.effect).updateTenant(tenant, changes, ifVersion: ifVersion)
    try context.report(outcome, "updated tenant '\(outcome.value.slug)'")
  }
}
