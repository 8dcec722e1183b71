// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

/// `flag overrides`.
package struct FlagListOverrides: TenantctlSubcommand {
  package static let configuration = CommandConfiguration(
    commandName: "overrides", abstract: "List overrides, the expired ones included",
    discussion: """
      Examples:
        tenantctl flag overrides beta
        tenantctl flag overrides --tenant acme --output json
      """)
  package static let effect = CommandEffect.reads

  @Argument(
    help: ArgumentHelp("Only overrides of this flag.", valueName: "flag"), completion: StoreCompletion.flags,
    transform: Parse.flag)
  var flag: FlagKey?

  @Option(
    help: ArgumentHelp("Only overrides of this tenant.", valueName: "tenant"), completion: StoreCompletion.tenants,
    transform: Parse.tenant)
  var tenant: TenantSelector?

  @OptionGroup(title: "List Options") var listing: ListingOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    let overrides = try context.administration(Self.effect).flagOverrides(of: flag, tenant: tenant)
    try context.list(overrides, listing, of: "overrides")
  }
}
