// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

/// `quota list`.
package struct QuotaList: TenantctlSubcommand {
  package static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List what is defined for tiers, for a tenant or for a user",
    discussion: """
      Without --tier and --tenant the definitions of all tiers are listed. With --tenant only what the tenant and its users
      have of their own; 'quota usage' lists what applies to a tenant.

      Examples:
        tenantctl quota list
        tenantctl quota list --tier pro --output json
        tenantctl quota list --tenant acme
        tenantctl quota list --filter quota=api.requests --fields tier,allowance,burst
      """,
    aliases: ["ls"])
  package static let effect = CommandEffect.reads

  @OptionGroup var owner: QuotaTargetOptions
  @OptionGroup(title: "List Options") var listing: ListingOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    let administration = try context.administration(Self.effect)
    let quotas =
      switch owner.target {
      case nil: try administration.tierQuotas()
      case .tier(let tier): try administration.quotas(ofTier: tier)
      case .tenant(let tenant): try administration.quotas(ofTenant: tenant)
      case .user(let tenant, let user): try administration.quotas(ofTenant: tenant, user: user)
      }
    try context.list(quotas, listing, of: "quotas")
  }
}
