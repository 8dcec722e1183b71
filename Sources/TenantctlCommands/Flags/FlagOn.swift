// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

/// `flag on`.
package struct FlagOn: ChangingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "on", abstract: "Turn a flag on: rules, rollout and default decide",
    discussion: """
      Without rules and rollout everybody is served the default variant. A kill switch stays thrown.

      Examples:
        tenantctl flag on checkout.new-form
        tenantctl flag on checkout.new-form --reason 'tested by 3 tenants' --if-version 4
      """)
  package static let effect = CommandEffect.changes

  @Argument(
    help: ArgumentHelp("Key of the flag.", valueName: "flag"), completion: StoreCompletion.flags, transform: Parse.flag)
  var flag: FlagKey

  @Option(help: ArgumentHelp("Refuse unless the flag still has this version.", valueName: "n"))
  var ifVersion: Int64?

  @OptionGroup(title: "Change Options") package var change: ChangeOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    var changes = FlagChanges()
    changes.state = .on
    let outcome = try context.administration(Self.effect).updateFlag(flag, changes, ifVersion: ifVersion)
    try context.report(outcome, "turned on flag '\(flag)'")
    if outcome.value.isKilled {
      context.say("its kill switch is still thrown; reset it with 'tenantctl flag update \(flag) --unkill'")
    }
  }
}
