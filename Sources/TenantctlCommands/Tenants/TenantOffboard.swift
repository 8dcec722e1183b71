// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel
import TerminalOutput

/// `tenant offboard`.
package struct TenantOffboard: ChangingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "offboard", abstract: "End a tenant: export, remove what the store holds, leave a tombstone",
    discussion: """
      The tenant stops being served first. If a later step fails it stays 'offboarding', and the same command goes on.
      The tombstone keeps the slug from being used again; the journal keeps the tenant's history.

      Examples:
        tenantctl tenant offboard acme --export acme.ndjson --confirm acme
        tenantctl tenant offboard acme --no-export --confirm acme --reason 'trial ended'
        tenantctl tenant offboard acme --no-export --dry-run
      """)
  package static let effect = CommandEffect.destroys

  @Argument(
    help: ArgumentHelp("Slug, id or kind:external-id of the tenant.", valueName: "tenant"),
    completion: StoreCompletion.tenants, transform: Parse.tenant)
  var tenant: TenantSelector

  @Option(
    name: .customLong("export"),
    help: ArgumentHelp("Write everything the store holds of the tenant first.", valueName: "file"),
    completion: .file())
  var exportFile: String?

  @Flag(help: "Remove without exporting.")
  var noExport = false

  @Flag(help: "Replace export files that exist already.")
  var force = false

  @OptionGroup var confirmation: ConfirmOption
  @OptionGroup(title: "Change Options") package var change: ChangeOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func validate() throws {
    if (exportFile == nil) != noExport { throw ValidationError("either --export FILE or --no-export is needed") }
    if exportFile == "-" { throw ValidationError("--export needs a file; use 'tenant export' for standard output") }
  }

  package func run(_ context: CommandContext) throws {
    let administration = try context.administration(Self.effect)
    let found = try administration.tenant(tenant)
    try context.confirm(
      "everything the store holds of tenant '\(found.slug)' (\(found.name)) will be removed", name: found.slug.rawValue,
      confirmation)
    let outcome = try administration.offboard(.id(found.id), exportTo: exportFile, replacing: force)
    if let manifest = outcome.value.manifest {
      context.say("exported \(manifest.lines) rows to '\(exportFile ?? manifest.file)'")
    }
    try context.report(
      outcome.map(\.tenant), "offboarded tenant '\(found.slug)', \(outcome.value.removedRows) rows removed")
  }
}
