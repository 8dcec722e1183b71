// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

/// `subscription delete`.
package struct SubscriptionDelete: ChangingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "delete", abstract: "Delete a subscription with its place in the stream and its dead letters",
    discussion: """
      Examples:
        tenantctl subscription delete acme indexer --confirm indexer --reason 'replaced by indexer-2'
        tenantctl subscription delete acme indexer --dry-run
      """,
    aliases: ["rm"])
  package static let effect = CommandEffect.destroys

  @OptionGroup var address: TenantSubscriptionArguments
  @OptionGroup var confirmation: ConfirmOption
  @OptionGroup(title: "Change Options") package var change: ChangeOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    let administration = try context.administration(Self.effect)
    let found = try administration.subscription(address.subscription, of: address.tenant)
    try context.confirm(
      "\(found.unread + found.pending) unread events and \(found.dead) dead letters will not be delivered by it",
      name: address.subscription.rawValue, confirmation)
    let outcome = try administration.deleteSubscription(address.subscription, of: address.tenant)
    try context.report(outcome, "deleted subscription '\(address.subscription)'")
  }
}
