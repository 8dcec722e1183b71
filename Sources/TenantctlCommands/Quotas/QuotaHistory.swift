// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel
import TerminalOutput

/// `quota history`.
package struct QuotaHistory: TenantctlSubcommand {
  package static let configuration = CommandConfiguration(
    commandName: "history", abstract: "List the changes of a quota, the newest first",
    discussion: """
      Examples:
        tenantctl quota history api.requests
        tenantctl quota history api.requests --tenant acme --limit 5
      """)
  package static let effect = CommandEffect.reads

  @Argument(
    help: ArgumentHelp("Name of the quota.", valueName: "quota"), completion: StoreCompletion.quotas,
    transform: Parse.quotaKey)
  var quota: QuotaKey

  @Option(
    help: ArgumentHelp("Only changes for this tenant and its users.", valueName: "tenant"),
    completion: StoreCompletion.tenants, transform: Parse.tenant)
  var tenant: TenantSelector?

  @OptionGroup(title: "List Options") var listing: ListingOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    let administration = try context.administration(Self.effect)
    try context.list(QuotaChange.recordSchema, listing, of: "changes") { emit in
      try administration.forEachQuotaChange(quota, of: tenant) { try emit($0.record) }
    }
  }
}
