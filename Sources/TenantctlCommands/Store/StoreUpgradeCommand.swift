// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel
import TerminalOutput

/// `upgrade`.
package struct StoreUpgradeCommand: ChangingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "upgrade", abstract: "Bring a store of an older schema to the current one",
    discussion: """
      A backup is taken first, beside the store unless --backup names a file.

      Examples:
        tenantctl upgrade
        tenantctl upgrade --dry-run --exit-code
      """)
  package static let effect = CommandEffect.changes

  @Option(help: ArgumentHelp("Where the backup goes.", valueName: "file"), completion: .file())
  var backup: String?

  @OptionGroup(title: "Change Options") package var change: ChangeOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    let upgrade = try Administration.upgrade(
      context.storePath(), backupPath: backup, session: context.session())
    let outcome = Outcome(
      value: upgrade, revision: 0, changes: upgrade.from == upgrade.to ? 0 : 1, isDryRun: change.dryRun)
    try context.report(
      outcome,
      record: Record([
        "from": .integer(upgrade.from), "to": .integer(upgrade.to), "backup": .optional(upgrade.backup),
      ]),
      schema: RecordSchema(
        identity: "to",
        columns: [Column("from", alignment: .right), Column("to", alignment: .right), Column("backup")]),
      "upgraded the store from schema \(upgrade.from) to \(upgrade.to)",
      unchanged: "unchanged: the store has schema \(upgrade.to)")
  }
}
