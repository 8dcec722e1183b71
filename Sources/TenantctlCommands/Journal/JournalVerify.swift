// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel
import TerminalOutput

/// `journal verify`.
package struct JournalVerify: TenantctlSubcommand {
  package static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Find any journal row that was edited, removed or reordered",
    discussion: """
      Recomputes the hash chain over all rows. The status is 6 where it is broken; the first broken row is named.

      Examples:
        tenantctl journal verify
      """)
  package static let effect = CommandEffect.reads

  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    let verification = try context.administration(Self.effect).verifyJournal()
    if let fault = verification.fault, let revision = verification.firstBroken {
      throw TenantError(
        .journalBroken, "the journal is broken: \(fault)",
        hint: "somebody changed the store by other means; compare it with a backup, and find out who",
        details: ["revision": String(revision), "intact": String(verification.entries)])
    }
    try context.show(
      Record(["entries": .integer(verification.entries), "intact": .bool(true)]),
      schema: RecordSchema(identity: "entries", columns: [Column("entries", alignment: .right), Column("intact")]))
  }
}
