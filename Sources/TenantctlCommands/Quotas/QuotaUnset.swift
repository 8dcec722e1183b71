// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

/// `quota unset`.
package struct QuotaUnset: ChangingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "unset", abstract: "Remove a definition, so that the level above applies again",
    discussion: """
      A tenant without a definition of its own has its tier's; where that has none either, nothing is limited. Where the
      tier allows less, that holds when --decrease says, see 'quota set'.

      Examples:
        tenantctl quota unset storage.bytes --tenant acme
        tenantctl quota unset storage.bytes --tenant acme --decrease immediate
        tenantctl quota unset api.requests --tenant acme --user u-17 --if-exists
        tenantctl quota unset llm.tokens --tier free --reason 'not sold any more'
      """)
  package static let effect = CommandEffect.changes

  @Argument(
    help: ArgumentHelp("Name of the quota.", valueName: "quota"), completion: StoreCompletion.quotas,
    transform: Parse.quotaKey)
  var quota: QuotaKey

  @OptionGroup var owner: QuotaTargetOptions

  @Option(
    help: ArgumentHelp(
      "When the level above applies where it allows less: period-end, immediate, soft or grace:DURATION; as the removed definition says by default.",
      valueName: "timing"),
    completion: .list(["period-end", "immediate", "soft"]), transform: Parse.decreaseTiming)
  var decrease: QuotaDecreaseTiming?

  @Flag(help: "Accept a definition that does not exist.")
  var ifExists = false

  @Option(help: ArgumentHelp("Refuse unless the definition still has this version.", valueName: "n"))
  var ifVersion: Int64?

  @OptionGroup(title: "Change Options") package var change: ChangeOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    let outcome = try context.administration(Self.effect)
      .unsetQuota(quota, of: owner.requireTarget(), decrease: decrease, ifExists: ifExists, ifVersion: ifVersion)
    guard let removed = outcome.value else { return context.say("quota '\(quota)' is not defined there") }
    try context.report(outcome.map { _ in removed }, "unset quota '\(quota)' of \(removed.ownerName)\(removed.delay)")
  }
}
