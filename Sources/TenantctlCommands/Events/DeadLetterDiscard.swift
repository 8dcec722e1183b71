// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

/// `event dead-letter discard`.
package struct DeadLetterDiscard: ChangingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "discard",
    abstract: "Forget that events were given up; they stay in their stream as long as it keeps them",
    discussion: """
      Examples:
        tenantctl event dead-letter discard acme indexer --from 4711 --to 4711 --yes --reason 'test order'
        tenantctl event dead-letter discard acme indexer --dry-run
      """)
  package static let effect = CommandEffect.destroys

  @OptionGroup var address: TenantSubscriptionArguments
  @OptionGroup var sequences: SequenceOptions
  @OptionGroup var confirmation: YesOption
  @OptionGroup(title: "Change Options") package var change: ChangeOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    let administration = try context.administration(Self.effect)
    try context.confirm("never deliver these events to subscription '\(address.subscription)'?", confirmation)
    let outcome = try administration.discardDeadLetters(
      sequences.range, for: address.subscription, of: address.tenant)
    try context.report(
      outcome, "discarded \(outcome.value.events) dead letters of subscription '\(address.subscription)'")
  }
}
