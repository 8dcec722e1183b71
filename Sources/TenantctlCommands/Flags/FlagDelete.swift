// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

/// `flag delete`.
package struct FlagDelete: ChangingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "delete", abstract: "Delete a flag that no other flag needs, with its overrides",
    discussion: """
      Examples:
        tenantctl flag delete checkout.new-form --yes
        tenantctl flag delete checkout.new-form --yes --if-exists --reason 'fully rolled out'
      """,
    aliases: ["rm"])
  package static let effect = CommandEffect.destroys

  @Argument(
    help: ArgumentHelp("Key of the flag.", valueName: "flag"), completion: StoreCompletion.flags, transform: Parse.flag)
  var flag: FlagKey

  @Flag(help: "Accept a flag that does not exist.")
  var ifExists = false

  @Option(help: ArgumentHelp("Refuse unless the flag still has this version.", valueName: "n"))
  var ifVersion: Int64?

  @OptionGroup var confirmation: YesOption
  @OptionGroup(title: "Change Options") package var change: ChangeOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    let administration = try context.administration(Self.effect)
    try context.confirm("delete flag '\(flag)' and its overrides?", confirmation)
    let outcome = try administration.deleteFlag(flag, ifExists: ifExists, ifVersion: ifVersion)
    try context.reportDeletion(outcome, of: "flag '\(flag)'")
  }
}
