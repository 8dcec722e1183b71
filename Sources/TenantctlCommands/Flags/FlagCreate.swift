// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

/// `flag create`.
package struct FlagCreate: ChangingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "create", abstract: "Create a flag, off unless --on",
    discussion: """
      A boolean flag has the variants on and off unless others are given. A rule is
      'CONDITIONS => VARIANT', or a split like 'on=25,off=75 by user', optionally 'from TIME until TIME'. Conditions are
      joined by 'and'; they compare tenant, tier, region, label.NAME, user, user.NAME or a context attribute by =, !=,
      in, not in, <, <=, >, >=, starts-with, ends-with, contains, exists, absent, or semver and one of = < <= > >= ^ ~.

      Examples:
        tenantctl flag create checkout.new-form --description 'One-page checkout' --entitled-tier pro
        tenantctl flag create banner --kind string --variant a=#00f --variant b=#f00 --default-variant a --off-variant b
        tenantctl flag create beta --on --rule 'label.beta = yes => on' --rule 'always => off'
      """)
  package static let effect = CommandEffect.changes

  @Argument(help: ArgumentHelp("Key of the new flag.", valueName: "flag"), transform: Parse.flag)
  var flag: FlagKey

  @Option(help: "Type of the values: boolean, string, number or object.")
  var kind: FlagKind = .boolean

  @OptionGroup var definition: FlagDefinitionOptions

  @Flag(name: .customLong("on"), help: "Turn the flag on at once.")
  var isOn = false

  @Flag(help: "Accept a flag of that key that exists already.")
  var ifNotExists = false

  @OptionGroup(title: "Change Options") package var change: ChangeOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    var changes = try definition.changes(context)
    if isOn { changes.state = .on }
    let administration = try context.administration(Self.effect)
    let outcome = try administration.createFlag(flag, kind: kind, changes, ifNotExists: ifNotExists)
    try context.report(outcome, "created flag '\(flag)'")
  }
}
