// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

/// `flag off`.
package struct FlagOff: ChangingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "off", abstract: "Turn a flag off: everybody is served the off variant",
    discussion: """
      Rules, rollout and overrides are kept for when it is turned on again.

      Examples:
        tenantctl flag off checkout.new-form
        tenantctl flag off checkout.new-form --reason 'slow queries' --if-version 4
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
    changes.state = .off
    let outcome = try context.administration(Self.effect).updateFlag(flag, changes, ifVersion: ifVersion)
    try context.report(outcome, "turned off flag '\(flag)'")
  }
}
