// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

/// `cost rule unset`.
package struct CostRuleUnset: ChangingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "unset", abstract: "Delete a cost rule; attributed months stay as they are",
    discussion: """
      Examples:
        tenantctl cost rule unset support
        tenantctl cost rule unset support --if-exists
      """,
    aliases: ["rm"])
  package static let effect = CommandEffect.changes

  @Argument(
    help: ArgumentHelp("Name of the rule.", valueName: "rule"), completion: StoreCompletion.costRules,
    transform: Parse.slug)
  var rule: Slug

  @Flag(help: "Accept a rule that does not exist.")
  var ifExists = false

  @Option(help: ArgumentHelp("Refuse unless the rule still has this version.", valueName: "n"))
  var ifVersion: Int64?

  @OptionGroup(title: "Change Options") package var change: ChangeOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    let outcome = try context.administration(Self.effect).unsetCostRule(rule, ifExists: ifExists, ifVersion: ifVersion)
    try context.reportDeletion(outcome, of: "cost rule '\(rule)'")
  }
}
