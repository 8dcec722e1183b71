// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

/// `subscription show`.
package struct SubscriptionShow: TenantctlSubcommand {
  package static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a subscription of a tenant",
    discussion: """
      Examples:
        tenantctl subscription show acme indexer
      """,
    aliases: ["get"])
  package static let effect = CommandEffect.reads

  @OptionGroup var address: TenantSubscriptionArguments
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    try context.show(
      context.administration(Self.effect).subscription(address.subscription, of: address.tenant))
  }
}
