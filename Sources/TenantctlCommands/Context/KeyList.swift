// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
package import TenantModel
package import TerminalOutput

/// `key list`.
package struct KeyList: TenantctlSubcommand {
  package static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the public halves of the signing keys and where each stands in its life",
    discussion: """
      The next key is known to verifiers before it signs, the active one signs, a retiring one is accepted until all it
      signed is over, and nothing of a revoked one is accepted.

      Examples:
        tenantctl key list
        tenantctl key list --filter state=active --output json
      """,
    aliases: ["ls"])
  package static let effect = CommandEffect.reads

  @OptionGroup(title: "List Options") var listing: ListingOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    try context.list(context.administration(Self.effect).contextKeys().keys, listing, of: "keys")
  }
}

extension ContextKey: RecordConvertible {
  package static let recordSchema = RecordSchema(
    identity: "key",
    columns: [
      Column("key", priority: 10), Column("state", priority: 9), Column("since", priority: 7),
      Column("publicKey", priority: 3),
    ])

  package var record: Record {
    Record([
      "key": .text(id.rawValue), "state": .text(state.rawValue), "since": .text(since.description),
      "publicKey": .text(publicKey.rawValue),
    ])
  }
}

extension ContextKeySet: RecordConvertible {
  package static let recordSchema = RecordSchema(
    identity: "active",
    columns: [
      Column("active"), Column("next"), Column("issuer"), Column("epoch", alignment: .right), Column("keys"),
    ])

  package var record: Record {
    Record([
      "active": .optional(active?.id.rawValue),
      "next": .optional(next?.id.rawValue),
      "issuer": .text(issuer.rawValue),
      "epoch": .integer(epoch),
      "keys": .list(keys.map { .object($0.record.fields) }),
    ])
  }
}
