// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

/// `flag override`.
package struct FlagSetOverride: ChangingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "override", abstract: "Fix the variant for one tenant or one of its users",
    discussion: """
      An override stands above rules and rollout, not above the kill switch, the state, the schedule, entitled tiers and
      prerequisites. That of a user stands above that of the tenant.

      Examples:
        tenantctl flag override beta --tenant acme --variant on --expires 2027-01-01
        tenantctl flag override beta --tenant acme --user ada@acme.example --variant off
        tenantctl flag override beta --tenant acme --clear
      """)
  package static let effect = CommandEffect.changes

  @Argument(
    help: ArgumentHelp("Key of the flag.", valueName: "flag"), completion: StoreCompletion.flags, transform: Parse.flag)
  var flag: FlagKey

  @Option(
    help: ArgumentHelp("Slug, id or kind:external-id of the tenant.", valueName: "tenant"),
    completion: StoreCompletion.tenants, transform: Parse.tenant)
  var tenant: TenantSelector

  @Option(help: ArgumentHelp("Only this user of the tenant.", valueName: "id"), transform: Parse.user)
  var user: String?

  @Option(help: ArgumentHelp("Variant to serve.", valueName: "variant"), transform: Parse.variant)
  var variant: VariantName?

  @Option(
    help: ArgumentHelp("First instant at which the override no longer holds.", valueName: "time"),
    transform: Parse.timestamp)
  var expires: Timestamp?

  @Flag(help: "Clear the override.")
  var clear = false

  @OptionGroup(title: "Change Options") package var change: ChangeOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func validate() throws {
    if clear == (variant != nil) { throw ValidationError("give either --variant or --clear") }
    if clear, expires != nil { throw ValidationError("--expires goes with --variant, not with --clear") }
  }

  package func run(_ context: CommandContext) throws {
    let administration = try context.administration(Self.effect)
    if let variant {
      let outcome = try administration.overrideFlag(flag, of: tenant, user: user, to: variant, until: expires)
      return try context.report(outcome, "set flag '\(flag)' of \(subject(outcome.value)) to '\(variant)'")
    }
    let outcome = try administration.clearOverride(of: flag, of: tenant, user: user)
    guard let cleared = outcome.value else { return try context.conclude(outcome, "cleared nothing") }
    try context.report(outcome.map { _ in cleared }, "cleared the override of flag '\(flag)' of \(subject(cleared))")
  }

  private func subject(_ override: NamedFlagOverride) -> String {
    (user.map { "user '\($0)' of " } ?? "") + "tenant '\(override.slug)'"
  }
}
