// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
package import TenantModel
package import TerminalOutput

/// `identity issuer list`.
package struct IdentityIssuerList: TenantctlSubcommand {
  package static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the identity providers whose tokens are accepted, and their keys",
    discussion: """
      Examples:
        tenantctl identity issuer list
        tenantctl identity issuer list --output json
      """,
    aliases: ["ls"])
  package static let effect = CommandEffect.reads

  @OptionGroup(title: "List Options") var listing: ListingOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    try context.list(context.administration(Self.effect).identityIssuers(), listing, of: "identity providers")
  }
}

extension IdentityIssuer: RecordConvertible {
  package static let recordSchema = RecordSchema(
    identity: "issuer", columns: [Column("issuer", priority: 10), Column("keys", priority: 8)])

  package var record: Record {
    let ids = keys.keys.map { key in
      FieldValue.text("\(key.id) \(key.algorithms.map(\.rawValue).joined(separator: "/"))")
    }
    return Record(["issuer": .text(issuer.rawValue), "keys": .list(ids)])
  }
}
