// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

/// `pool delete`.
package struct PoolDelete: ChangingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "delete", abstract: "Delete a pool without tenants and instances",
    discussion: """
      The records of its retired instances go with it.

      Examples:
        tenantctl pool delete shared-eu --yes
        tenantctl pool delete shared-eu --yes --if-exists
      """,
    aliases: ["rm"])
  package static let effect = CommandEffect.destroys

  @Argument(
    help: ArgumentHelp("Name of the pool.", valueName: "pool"), completion: StoreCompletion.pools, transform: Parse.slug
  )
  var pool: Slug

  @Flag(help: "Accept a pool that does not exist.")
  var ifExists = false

  @Option(help: ArgumentHelp("Refuse unless the pool still has this version.", valueName: "n"))
  var ifVersion: Int64?

  @OptionGroup var confirmation: YesOption
  @OptionGroup(title: "Change Options") package var change: ChangeOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    let administration = try context.administration(Self.effect)
    try context.confirm("delete pool '\(pool)'?", confirmation)
    let outcome = try administration.deletePool(pool, ifExists: ifExists, ifVersion: ifVersion)
    try context.reportDeletion(outcome, of: "pool '\(pool)'")
  }
}
