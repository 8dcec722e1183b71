// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
package import TenantAdmin
import TenantModel
package import TerminalOutput

/// `tenant export`.
package struct TenantExport: RevealingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write everything the store holds of a tenant to a file",
    discussion: """
      The file has a JSON object a line; FILE.manifest.json beside it has sizes, counts and the SHA-256.
      With - the lines go to standard output, without manifest. The values that services keep for the tenant are opened
      with the master key; keys are never exported. The journal says who exported what, and why; where the store can only be
      read, a warning says that it does not.

      Examples:
        tenantctl tenant export acme acme.ndjson
        tenantctl tenant export acme - | gzip > acme.ndjson.gz
      """)
  package static let effect = CommandEffect.reveals

  @Argument(
    help: ArgumentHelp("Slug, id or kind:external-id of the tenant.", valueName: "tenant"),
    completion: StoreCompletion.tenants, transform: Parse.tenant)
  var tenant: TenantSelector

  @Argument(help: ArgumentHelp("File to write; - is standard output.", valueName: "file"), completion: .file())
  var file: String

  @Flag(help: "Replace files that exist already.")
  var force = false

  @OptionGroup var masterKey: MasterKeyOptions
  @OptionGroup(title: "Audit Options") package var audit: AuditOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    let administration = try context.administration(Self.effect)
    if file == "-" {
      return try administration.giveRows(of: tenant, with: context.masterKey(masterKey)) { line in
        try context.output.write(String(decoding: line, as: UTF8.self))
      }
    }
    let manifest = try administration.export(tenant, to: file, replacing: force, with: context.masterKey(masterKey))
    try context.show(manifest)
    context.say("exported tenant '\(manifest.slug)' to '\(file)'")
  }
}

extension TenantExportManifest: RecordConvertible {
  package static let recordSchema = RecordSchema(
    identity: "file",
    columns: [
      Column("file"), Column("tenant"), Column("slug"), Column("exportedAt"),
      Column("revision", alignment: .right), Column("lines", alignment: .right), Column("bytes", alignment: .right),
      Column("sha256"), Column("rows"),
    ])

  package var record: Record {
    Record([
      "file": .text(file), "tenant": .text(tenant.rawValue), "slug": .text(slug.rawValue),
      "exportedAt": .text(exportedAt.description), "revision": .integer(revision), "lines": .integer(lines),
      "bytes": .integer(bytes), "sha256": .text(sha256),
      "rows": .object(rows.sorted { $0.key < $1.key }.map { Field(name: $0.key, value: .integer($0.value)) }),
    ])
  }
}
