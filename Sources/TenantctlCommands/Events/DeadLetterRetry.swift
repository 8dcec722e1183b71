// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

/// `event dead-letter retry`.
package struct DeadLetterRetry: ChangingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "retry", abstract: "Let events that were given up be tried again, as if for the first time",
    discussion: """
      Examples:
        tenantctl event dead-letter retry acme indexer --reason 'index is back'
        tenantctl event dead-letter retry acme indexer --from 4711 --to 4711
      """)
  package static let effect = CommandEffect.changes

  @OptionGroup var address: TenantSubscriptionArguments
  @OptionGroup var sequences: SequenceOptions
  @OptionGroup(title: "Change Options") package var change: ChangeOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    let outcome = try context.administration(Self.effect).retryDeadLetters(
      sequences.range, for: address.subscription, of: address.tenant)
    try context.report(
      outcome, "offered \(outcome.value.events) dead letters to subscription '\(address.subscription)' again")
  }
}
