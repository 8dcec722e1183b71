// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

/// `event replay`.
package struct EventReplay: ChangingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "replay", abstract: "Deliver events again to a subscription that has read them",
    discussion: """
      A reason is required. Only events of the tenant's present incarnation are delivered again: a range that has another one is
      refused whole. What the subscription has not read yet comes anyway, and what is given up is taken out of the dead letters.

      Examples:
        tenantctl event replay acme indexer --from 4711 --to 4811 --reason 'index was lost, ticket 4711'
        tenantctl event replay acme indexer --from 1 --to 20 --reason rehearsal --dry-run
      """)
  package static let effect = CommandEffect.changes

  @OptionGroup var address: TenantSubscriptionArguments

  @Option(help: ArgumentHelp("First sequence.", valueName: "n"))
  var from: Int64

  @Option(help: ArgumentHelp("Last sequence.", valueName: "n"))
  var to: Int64

  @OptionGroup(title: "Change Options") package var change: ChangeOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func validate() throws {
    guard from >= 1, to >= from else { throw ValidationError("--from and --to name no sequences; use 1 or more") }
    if change.reason == nil { throw ValidationError("a replay needs a reason; say why with --reason") }
  }

  package func run(_ context: CommandContext) throws {
    let outcome = try context.administration(Self.effect).replayEvents(
      from...to, for: address.subscription, of: address.tenant)
    try context.report(
      outcome, "offered \(outcome.value.events) events to subscription '\(address.subscription)' again")
  }
}
