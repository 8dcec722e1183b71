// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
package import TenantAdmin
import TenantModel
package import TerminalOutput

extension TenantImportFormat: ExpressibleByArgument {}

/// `tenant import`.
package struct TenantImport: ChangingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Create many tenants from a file",
    discussion: """
      All rows are one transaction: the first bad one is named with its line and column, and nothing is imported.
      With --keep-going the good rows are kept and every row's result is printed; the status is 9 where one failed.
      CSV columns: slug, name, tier, region, allowed_regions (a;b), contact, time_zone, billing_day, pool, label.KEY,
      external.KIND. NDJSON and YAML: slug, name, tier, homeRegion, allowedRegions, contact, timeZone, billingAnchorDay,
      pool, labels and externalIds, as 'tenant show --json' writes them.

      Examples:
        tenantctl tenant import tenants.csv --tier free --region eu-west-1
        tenantctl tenant import tenants.ndjson --if-not-exists
        tenantctl tenant import - --format csv --keep-going --output csv
      """)
  package static let effect = CommandEffect.changes

  @Argument(help: ArgumentHelp("File to read; - is standard input.", valueName: "file"), completion: .file())
  var file: String

  @Option(help: "Format: csv, ndjson or yaml; by the file's name where it is not given.")
  var format: TenantImportFormat?

  @Option(
    help: ArgumentHelp("Tier of rows that name none.", valueName: "tier"), completion: StoreCompletion.tiers,
    transform: Parse.slug)
  var tier: Slug?

  @Option(help: ArgumentHelp("Home region of rows that name none.", valueName: "region"), transform: Parse.region)
  var region: Region?

  @Flag(help: "Leave out rows that fail, and go on.")
  var keepGoing = false

  @Flag(help: "Accept tenants that exist already.")
  var ifNotExists = false

  @OptionGroup(title: "Change Options") package var change: ChangeOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    let rows = try rows(context)
    var options = TenantImportOptions(source: file)
    options.defaults = TenantDefaults(tier: tier, region: region)
    options.keepGoing = keepGoing
    options.ifNotExists = ifNotExists
    let progress = context.progress("importing")
    defer { progress.finish() }
    let outcome = try context.administration(Self.effect).importTenants(rows, options) { done, total, count in
      progress.update(done: done, total: total, count: count)
    }
    progress.finish()
    try report(outcome, context)
  }

  private func report(_ outcome: Outcome<TenantImportReport>, _ context: CommandContext) throws {
    let report = outcome.value
    let counts = "\(report.created) created, \(report.unchanged) unchanged, \(report.failed) failed"
    let (sentence, unchanged) = ("imported '\(file)': \(counts)", "unchanged: \(counts)")
    if keepGoing {
      try context.list(report.rows, of: "rows")
      try context.conclude(outcome, sentence, unchanged: unchanged)
    } else {
      try context.report(outcome, sentence, unchanged: unchanged)
    }
    if report.failed > 0 { throw EarlyExit(status: .partial) }
  }

  private func rows(_ context: CommandContext) throws -> any TenantRowSource {
    let source = try context.input(file)
    switch try format ?? inferredFormat() {
    case .csv: return try CSVTenantRows(source)
    case .ndjson: return try NDJSONTenantRows(source)
    case .yaml: return try YAMLTenantRows(source)
    }
  }

  private func inferredFormat() throws -> TenantImportFormat {
    switch file.split(separator: ".").last.map(String.init) {
    case "csv": return .csv
    case "ndjson", "jsonl": return .ndjson
    case "yaml", "yml": return .yaml
    default:
      throw TenantError(
        .usage, "the format of '\(file)' is not clear from its name", hint: "add --format csv, ndjson or yaml")
    }
  }
}

extension TenantImportReport: RecordConvertible {
  package static let recordSchema = RecordSchema(
    identity: "created",
    columns: ["created", "unchanged", "failed"].map { Column($0, alignment: .right) })

  package var record: Record {
    Record(["created": .integer(created), "unchanged": .integer(unchanged), "failed": .integer(failed)])
  }
}

extension TenantImportRow: RecordConvertible {
  package static let recordSchema = RecordSchema(
    identity: "slug",
    columns: [
      Column("line", alignment: .right, priority: 8), Column("slug", priority: 10), Column("status", priority: 9),
      Column("id", inTable: false), Column("error", priority: 7),
    ])

  package var record: Record {
    Record([
      "line": .integer(Int64(line)), "slug": .optional(slug), "status": .text(status.rawValue),
      "id": .optional(tenant?.rawValue), "error": .optional(error),
    ])
  }
}
