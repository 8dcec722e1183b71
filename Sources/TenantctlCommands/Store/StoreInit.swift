// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
package import TenantAdmin
import TenantModel
package import TerminalOutput

/// `init`.
package struct StoreInit: ChangingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Create a store with the built-in tiers",
    discussion: """
      The file is created with mode 0600, missing folders with mode 0700. With it come the first keys that sign contexts, and
      the master key that wraps them, in a file of its own: keep that away from backups of the store, for without it they
      reveal no secret. A master key that is there already is used.

      Examples:
        tenantctl init
        tenantctl init --store /var/lib/app/state.db --if-not-exists
        tenantctl init --bare --master-key-file master-key
      """)
  package static let effect = CommandEffect.changes

  @Flag(help: "Start without tiers.")
  var bare = false

  @Flag(help: "Accept a store that is there already.")
  var ifNotExists = false

  @OptionGroup var masterKey: MasterKeyOptions
  @OptionGroup(title: "Change Options") package var change: ChangeOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    let path = try context.storePath()
    let file = try context.masterKey(masterKey)
    let outcome = try Administration.initialize(
      at: path, bare: bare, ifNotExists: ifNotExists, session: context.session(), masterKey: file)
    if outcome.hasChanged, !outcome.isDryRun {
      context.say("the master key is in '\(file.path)'; keep it, and keep it apart from backups of the store")
    }
    try context.report(outcome, "created the store '\(path)'")
  }
}

extension StoreCreation: RecordConvertible {
  package static let recordSchema = RecordSchema(
    identity: "path",
    columns: [Column("path"), Column("storeId"), Column("schema", alignment: .right), Column("tiers")])

  package var record: Record {
    Record([
      "path": .text(path), "storeId": .text(storeID), "schema": .integer(schema),
      "tiers": .list(tiers.map { .text($0) }),
    ])
  }
}
