// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

/// `tier shadow`.
package struct TierShadowCommand: ChangingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "shadow", abstract: "Rehearse another tier's quotas with a share of a tier's tenants",
    discussion: """
      The tenants keep the quotas of their tier; what the other tier's would refuse them is counted, see 'quota
      shadow-report'. A tenant that is in a share is in every greater one.

      Examples:
        tenantctl tier shadow pro --as starter --share 10%
        tenantctl tier shadow pro --off
      """)
  package static let effect = CommandEffect.changes

  @Argument(
    help: ArgumentHelp("Name of the tier.", valueName: "tier"), completion: StoreCompletion.tiers, transform: Parse.slug
  )
  var tier: Slug

  @Option(
    name: .customLong("as"), help: ArgumentHelp("The tier whose quotas are rehearsed.", valueName: "tier"),
    completion: StoreCompletion.tiers, transform: Parse.slug)
  var other: Slug?

  @Option(
    help: ArgumentHelp("Share of the tenants, 1 to 100.", valueName: "percent"), transform: Parse.percentage)
  var share: Int?

  @Flag(help: "End the rehearsal.")
  var off = false

  @Option(help: ArgumentHelp("Refuse unless the tier still has this version.", valueName: "n"))
  var ifVersion: Int64?

  @OptionGroup(title: "Change Options") package var change: ChangeOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func validate() throws {
    if off {
      guard other == nil, share == nil else { throw ValidationError("--off goes without --as and --share") }
    } else if other == nil || share == nil {
      throw ValidationError("a rehearsal needs --as and --share, or --off to end it")
    }
  }

  package func run(_ context: CommandContext) throws {
    var shadow: TierShadow?
    if let other, let share { shadow = TierShadow(as: other, share: share) }
    let outcome = try context.administration(Self.effect).setTierShadow(tier, shadow, ifVersion: ifVersion)
    let done = shadow.map { "rehearses tier '\($0.as)' with \($0.share)% of its tenants" } ?? "rehearses no other tier"
    try context.report(outcome, "tier '\(tier)' \(done)")
  }
}
