// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

/// `flag evaluate`.
package struct FlagEvaluate: TenantctlSubcommand {
  package static let configuration = CommandConfiguration(
    commandName: "evaluate", abstract: "Print what a flag serves a tenant, and why",
    discussion: """
      The decision is made by the same function that services run. With --explain each step is printed with what it asked
      for and what it found.

      Examples:
        tenantctl flag evaluate beta --tenant acme
        tenantctl flag evaluate beta --tenant acme --user ada --context appVersion=2.4.0 --explain
        tenantctl flag evaluate beta --tenant acme --at 2026-12-01T08:00:00Z --quiet
      """)
  package static let effect = CommandEffect.reads

  @Argument(
    help: ArgumentHelp("Key of the flag.", valueName: "flag"), completion: StoreCompletion.flags, transform: Parse.flag)
  var flag: FlagKey

  @Option(
    help: ArgumentHelp("Slug, id or kind:external-id of the tenant.", valueName: "tenant"),
    completion: StoreCompletion.tenants, transform: Parse.tenant)
  var tenant: TenantSelector

  @Option(help: ArgumentHelp("The user's identifier.", valueName: "id"), transform: Parse.user)
  var user: String?

  @Option(
    name: .customLong("user-attribute"),
    help: ArgumentHelp("Attribute of the user; repeatable.", valueName: "name=value"), transform: Parse.assignment)
  var userAttributes: [Assignment] = []

  @Option(
    name: .customLong("context"), help: ArgumentHelp("Context attribute; repeatable.", valueName: "name=value"),
    transform: Parse.assignment)
  var contextAttributes: [Assignment] = []

  @Option(help: ArgumentHelp("Decide as of this time; now by default.", valueName: "time"), transform: Parse.timestamp)
  var at: Timestamp?

  @Flag(help: "Print every step of the decision.")
  var explain = false

  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    let administration = try context.administration(Self.effect)
    let decision = try administration.evaluateFlag(
      flag, for: tenant, user: user,
      userAttributes: userAttributes.dictionary("--user-attribute").mapValues(FlagAttributeValue.string),
      context: contextAttributes.dictionary("--context").mapValues(FlagAttributeValue.string), at: at,
      isExplained: explain)
    try context.show(decision)
    let found = try administration.tenant(tenant)
    if found.state != .active { context.say("warning: tenant '\(found.slug)' is \(found.state.rawValue)") }
  }
}
