// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

/// `migration list`.
package struct MigrationList: TenantctlSubcommand {
  package static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List moves, newest first",
    discussion: """
      Examples:
        tenantctl migration list
        tenantctl migration list --tenant acme --json
      """,
    aliases: ["ls"])
  package static let effect = CommandEffect.reads

  @Option(
    help: ArgumentHelp("Only moves of this tenant.", valueName: "tenant"), completion: StoreCompletion.tenants,
    transform: Parse.tenant)
  var tenant: TenantSelector?

  @OptionGroup(title: "List Options") var listing: ListingOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    let administration = try context.administration(Self.effect)
    try context.list(MigrationRecord.recordSchema, listing, of: "migrations") { emit in
      try administration.forEachMigration(of: tenant) { try emit($0.record) }
    }
  }
}
