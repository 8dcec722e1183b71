// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel
import TerminalOutput

/// `tenant offboard`.
package struct TenantOffboard: ChangingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "offboard", abstract: "End a tenant: export, destroy what is held of it, leave a tombstone",
    discussion: """
      The tenant stops being served first. If a later step fails it stays 'offboarding', and the same command goes on.
      The tombstone keeps the slug from being used again; the journal keeps who did what, when and why, and forgets what it
      says of the tenant. Files, rows and the tenant's key are destroyed, and the bytes of the store are looked through for
      the key and for the tenant's names. With --evidence what was done is signed by the store's signing key; given for a
      tenant that has left already, it only writes the evidence.

      Examples:
        tenantctl tenant offboard acme --export acme.ndjson --confirm acme
        tenantctl tenant offboard acme --no-export --confirm acme --reason 'trial ended'
        tenantctl tenant offboard acme --no-export --evidence acme.evidence.json --confirm acme
        tenantctl tenant offboard acme --no-export --hold-until 2027-01-31T00:00:00Z --confirm acme
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

  @Option(
    help: ArgumentHelp("Write the signed evidence of the erasure.", valueName: "file"), completion: .file())
  var evidence: String?

  @Option(
    help: ArgumentHelp("Destroy nothing before this time; run the command again then.", valueName: "time"),
    transform: Parse.timestamp)
  var holdUntil: Timestamp?

  @Flag(help: "Destroy nothing until the hold is lifted with --release-hold.")
  var legalHold = false

  @Flag(help: "Lift the hold.")
  var releaseHold = false

  @Flag(help: "Replace files that exist already.")
  var force = false

  @OptionGroup var masterKey: MasterKeyOptions

  @OptionGroup var confirmation: ConfirmOption
  @OptionGroup(title: "Change Options") package var change: ChangeOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func validate() throws {
    if (exportFile == nil) != noExport { throw ValidationError("either --export FILE or --no-export is needed") }
    if exportFile == "-" { throw ValidationError("--export needs a file; use 'tenant export' for standard output") }
    if evidence == "-" { throw ValidationError("--evidence needs a file") }
    if [holdUntil != nil, legalHold, releaseHold].count(where: \.self) > 1 {
      throw ValidationError("--hold-until, --legal-hold and --release-hold exclude each other")
    }
  }

  package func run(_ context: CommandContext) throws {
    let administration = try context.administration(Self.effect)
    let found = try administration.tenant(tenant)
    try context.confirm(
      "everything the store holds of tenant '\(found.slug)' (\(found.name)) will be removed", name: found.slug.rawValue,
      confirmation)
    let outcome = try administration.offboard(.id(found.id), request(context))
    if let manifest = outcome.value.manifest {
      context.say("exported \(manifest.lines) rows to '\(exportFile ?? manifest.file)'")
    }
    if let hold = outcome.value.hold {
      let end = hold.until.map { "until \($0)" } ?? "until the hold is lifted"
      return try context.report(
        outcome.map(\.tenant), "tenant '\(found.slug)' is leaving; its data are held \(end)",
        unchanged: "tenant '\(found.slug)' is leaving; its data are held \(end)")
    }
    if let evidence, !change.dryRun { context.say("wrote the evidence to '\(evidence)'") }
    try context.report(
      outcome.map(\.tenant), "offboarded tenant '\(found.slug)', \(outcome.value.removedRows) rows removed")
  }

  private func request(_ context: CommandContext) throws -> OffboardingRequest {
    var request = OffboardingRequest()
    request.exportPath = exportFile
    request.evidencePath = evidence
    request.master = try context.masterKey(masterKey)
    request.replacing = force
    request.hold = holdUntil.map { .until($0) } ?? (legalHold ? .untilLifted : releaseHold ? .lift : .keep)
    return request
  }
}
