// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
package import TenantModel
package import TerminalOutput

/// The noun `evidence`.
package struct EvidenceCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "evidence", abstract: "Signed statements about what was destroyed", subcommands: [EvidenceVerify.self])

  package init() {}
}

/// `evidence verify`.
package struct EvidenceVerify: TenantctlSubcommand {
  package static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Check the evidence of an erasure, and print what it states",
    discussion: """
      With --keys a published key set is believed and no store is needed. Without, the store must have signed it, and its
      tombstone must say the same; that works after keys were rotated, too. The status is 6 where it is refused.

      Examples:
        tenantctl evidence verify acme.evidence.json
        tenantctl evidence verify acme.evidence.json --keys keys.json --json
      """)
  package static let effect = CommandEffect.reads

  @Argument(
    help: ArgumentHelp("The evidence; '-' is standard input.", valueName: "file"), completion: .file())
  var file: String

  @Option(
    help: ArgumentHelp("Believe the keys of this published set instead of the store's.", valueName: "file"),
    completion: .file())
  var keys: String?

  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    let text = try context.input(file).readText(limit: ErasureEvidence.maximumBytes)
    let statement: ErasureStatement
    if let keys {
      statement = try Administration.verifyEvidence(text, keys: context.keySet(keys))
    } else {
      statement = try context.administration(Self.effect).verifyEvidence(text)
    }
    try context.show(statement)
    context.say("the evidence is genuine")
  }
}

extension ErasureStatement: RecordConvertible {
  package static let recordSchema = RecordSchema(
    identity: "tenant",
    columns: [
      Column("tenant", priority: 10), Column("slug", priority: 10), Column("incarnation", alignment: .right),
      Column("erasedAt", priority: 9), Column("attestedAt"), Column("key", priority: 8),
      Column("rows", alignment: .right, priority: 7), Column("files", alignment: .right, priority: 7),
      Column("places", priority: 6), Column("scannedBytes", alignment: .right), Column("rewritten"), Column("store"),
      Column("remains"),
    ])

  package var record: Record {
    Record([
      "tenant": .text(facts.tenant.rawValue), "slug": .text(facts.slug.rawValue),
      "incarnation": .integer(facts.incarnation), "erasedAt": .text(facts.erasedAt.description),
      "attestedAt": .text(attestedAt.description), "key": .optional(facts.key),
      "rows": .integer(facts.rows.values.reduce(0, +)), "files": .integer(facts.files),
      "places": .list(facts.places.map { .text($0) }),
      "scannedBytes": scannedBytes.map(FieldValue.integer) ?? .null, "rewritten": .bool(isRewritten),
      "store": .text(store), "remains": .list(remains.map { .text($0) }),
    ])
  }
}
