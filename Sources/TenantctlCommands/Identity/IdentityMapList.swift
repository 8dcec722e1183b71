// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
package import TenantModel
package import TerminalOutput

/// `identity map list`.
package struct IdentityMapList: TenantctlSubcommand {
  package static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List what binds the claims of tokens to tenants",
    discussion: """
      Examples:
        tenantctl identity map list
        tenantctl identity map list --filter audience=app --output json
      """,
    aliases: ["ls"])
  package static let effect = CommandEffect.reads

  @OptionGroup(title: "List Options") var listing: ListingOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    try context.list(context.administration(Self.effect).identityMaps(), listing, of: "maps")
  }
}

extension IdentityMap: RecordConvertible {
  package static let recordSchema = RecordSchema(
    identity: "issuer",
    columns: [
      Column("issuer", priority: 10), Column("audience", priority: 9), Column("claim", priority: 8),
      Column("target", priority: 7), Column("tenant", priority: 6),
    ])

  package var record: Record {
    Record([
      "issuer": .text(issuer.rawValue), "audience": .text(audience.rawValue), "claim": .text(claim.rawValue),
      "target": .text(targetText), "tenant": .optional(tenant?.rawValue),
    ])
  }
}
