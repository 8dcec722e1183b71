// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel

/// `restore`.
package struct StoreRestore: ChangingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Replace the content of the store by that of a backup",
    discussion: """
      The backup is checked first, and the former content is kept beside the store. Services that follow the store see
      the restored content as one change. Tenants that were erased since the backup are erased again, as far as the former
      content and what earlier restores kept beside the store tell; where one of these cannot be read, nothing is restored
      unless that is accepted.

      Examples:
        tenantctl restore state-2026-11-23.db --yes
        tenantctl restore state-2026-11-23.db --dry-run
        tenantctl restore state-2026-11-23.db --accept-unknown-erasures --yes
      """)
  package static let effect = CommandEffect.destroys

  @Argument(help: ArgumentHelp("Backup to read.", valueName: "file"), completion: .file())
  var file: String

  @Flag(help: "Restore although it cannot be read which tenants were erased since: they are back then.")
  var acceptUnknownErasures = false

  @OptionGroup var confirmation: YesOption
  @OptionGroup(title: "Change Options") package var change: ChangeOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func validate() throws {
    // A store is a file with pages in any order, which cannot pass through a pipe.
    if file == "-" { throw ValidationError("a backup is read from a file, not standard input") }
  }

  package func run(_ context: CommandContext) throws {
    let path = try context.storePath()
    try context.confirm("replace everything in '\(path)' by the content of '\(file)'?", confirmation)
    let restored = try Administration.restore(
      path, from: file, acceptingUnknownErasures: acceptUnknownErasures, session: context.session())
    if let previous = restored.previous {
      context.say("the former content is in '\(previous)'")
    } else if !change.dryRun {
      context.say("there was no former content to tell which tenants were erased since the backup")
    }
    let outcome = Outcome(
      value: restored.store, revision: restored.store.revision, changes: 1, isDryRun: change.dryRun)
    try context.report(outcome, "restored '\(path)' from '\(file)'")
  }
}
