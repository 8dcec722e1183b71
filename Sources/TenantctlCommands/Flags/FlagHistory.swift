// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

/// `flag history`.
package struct FlagHistory: TenantctlSubcommand {
  package static let configuration = CommandConfiguration(
    commandName: "history", abstract: "List the changes of a flag and its overrides, the newest first",
    discussion: """
      A flag that was deleted keeps its history. The documents before and after each change are in the JSON.

      Examples:
        tenantctl flag history beta
        tenantctl flag history beta --limit 1 --json
        tenantctl flag history beta --oldest-first --fields revision,time,actor,changes
      """)
  package static let effect = CommandEffect.reads

  @Argument(
    help: ArgumentHelp("Key of the flag.", valueName: "flag"), completion: StoreCompletion.flags, transform: Parse.flag)
  var flag: FlagKey

  @Flag(help: "List the oldest change first.")
  var oldestFirst = false

  @OptionGroup(title: "List Options") var listing: ListingOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    let administration = try context.administration(Self.effect)
    try context.list(FlagChange.recordSchema, listing, of: "changes") { emit in
      try administration.forEachChange(of: flag, newestFirst: !oldestFirst) { try emit($0.record) }
    }
  }
}
