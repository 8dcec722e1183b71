// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

/// `tenant onboard`.
package struct TenantOnboard: ChangingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "onboard", abstract: "Create a tenant and place it in a pool",
    discussion: """
      One transaction: the record, its placement and the journal rows, or nothing at all.
      The placement is chosen by residency, isolation and capacity unless --pool names a pool.

      Examples:
        tenantctl tenant onboard acme --tier pro --region eu-west-1
        tenantctl tenant onboard acme --tier pro --region eu-west-1 --if-not-exists
        tenantctl tenant onboard globex --tier free --region us-east-1 --name 'Globex Inc' --label industry=energy
      """)
  package static let effect = CommandEffect.changes

  @Argument(
    help: ArgumentHelp("Short name of the new tenant, unique for ever.", valueName: "slug"), transform: Parse.slug)
  var slugName: Slug

  @Option(
    help: ArgumentHelp("Tier whose quotas and entitlements apply.", valueName: "tier"),
    completion: StoreCompletion.tiers, transform: Parse.slug)
  var tier: Slug

  @Option(name: .customLong("region"), help: ArgumentHelp("Home region.", valueName: "region"), transform: Parse.region)
  var homeRegion: Region

  @Option(
    name: .customLong("allow-region"),
    help: ArgumentHelp(
      "Region the data may live in; repeatable. Only the home region where none is named.", valueName: "region"),
    transform: Parse.region)
  var allowedRegions: [Region] = []

  @Option(help: "Display name; the slug by default.")
  var name: String?

  @Option(
    name: .customLong("label"), help: ArgumentHelp("Label; repeatable.", valueName: "key=value"),
    transform: Parse.assignment)
  var labels: [Assignment] = []

  @Option(help: "Whom to write to.")
  var contact: String?

  @Option(
    name: .customLong("external-id"),
    help: ArgumentHelp("Another system's identifier, like billing=cus_123; repeatable.", valueName: "kind=id"),
    transform: Parse.assignment)
  var externalIDs: [Assignment] = []

  @Option(help: ArgumentHelp("IANA time zone in which periods begin; UTC by default.", valueName: "zone"))
  var timeZone: String?

  @Option(help: ArgumentHelp("Day of month on which billing periods begin, 1 to 31; 1 by default.", valueName: "day"))
  var billingDay: Int?

  @Option(
    help: ArgumentHelp("Pool to live in, instead of the one placement would choose.", valueName: "pool"),
    completion: StoreCompletion.pools, transform: Parse.slug)
  var pool: Slug?

  @Flag(help: "Accept a tenant of that slug that exists already.")
  var ifNotExists = false

  @OptionGroup(title: "Change Options") package var change: ChangeOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    var request = TenantRequest(slug: slugName, tier: tier, homeRegion: homeRegion)
    request.name = name
    request.allowedRegions = allowedRegions
    request.labels = try labels.dictionary("--label")
    request.contact = contact
    request.externalIDs = try externalIDs.dictionary("--external-id")
    request.timeZone = timeZone
    request.billingAnchorDay = billingDay
    request.pool = pool
    let outcome = try context.administration(Self.effect).onboard(request, ifNotExists: ifNotExists)
    try context.report(outcome, "onboarded tenant '\(slugName)'")
  }
}
