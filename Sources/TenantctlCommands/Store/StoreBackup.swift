// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
package import TenantAdmin
import TenantModel
package import TerminalOutput

/// `backup`.
package struct StoreBackup: RevealingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Copy the store, as of one instant, while others go on using it",
    discussion: """
      The copy has every tenant's data, so the journal says who made it and why. Where the store can only be read, or somebody
      else changes it for longer than --busy-timeout, a warning says that the journal does not tell of it.

      Examples:
        tenantctl backup state-2026-11-23.db
        tenantctl backup latest.db --force
      """)
  package static let effect = CommandEffect.reveals

  @Argument(help: ArgumentHelp("File to write.", valueName: "file"), completion: .file())
  var file: String

  @Flag(help: "Replace a file that exists already.")
  var force = false

  @OptionGroup(title: "Audit Options") package var audit: AuditOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func validate() throws {
    // A store is a file with pages in any order, which cannot pass through a pipe.
    if file == "-" { throw ValidationError("a backup is written to a file, not standard output") }
  }

  package func run(_ context: CommandContext) throws {
    let copy = try context.administration(Self.effect).backup(to: file, replacing: force) { fault in
      context.say("warning: \(fault.message), so its journal does not tell of this")
    }
    try context.show(copy)
    context.say("backed up revision \(copy.revision) to '\(file)'")
  }
}

extension StoreCopy: RecordConvertible {
  package static let recordSchema = RecordSchema(
    identity: "path",
    columns: [Column("path"), Column("bytes", alignment: .right), Column("revision", alignment: .right)])

  package var record: Record {
    Record(["path": .text(path), "bytes": .integer(bytes), "revision": .integer(revision)])
  }
}
