// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

/// `flag show`.
package struct FlagShow: WatchableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show one flag with its rules",
    discussion: """
      Rules are printed as 'flag update --rule' takes them.

      Examples:
        tenantctl flag show checkout.new-form
        tenantctl flag show checkout.new-form --json
        tenantctl flag show checkout.new-form --watch
      """,
    aliases: ["get"])
  package static let effect = CommandEffect.reads

  @Argument(
    help: ArgumentHelp("Key of the flag.", valueName: "flag"), completion: StoreCompletion.flags, transform: Parse.flag)
  var flag: FlagKey

  @OptionGroup(title: "Watch Options") package var watching: WatchOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    try context.show(context.administration(Self.effect).flag(flag))
  }
}
