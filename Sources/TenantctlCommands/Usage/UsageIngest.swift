// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import TenantAdmin
import TenantModel
import TerminalOutput

/// `usage ingest`.
package struct UsageIngest: ChangingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "ingest", abstract: "Count the usage that a file reports",
    discussion: """
      An event is counted once, however often it is told: tenant, source and id are its key. The same key with other
      content is a conflict and never counted. Events are counted in batches of up to 65536, each one transaction with
      its sums; after an interruption, run the command again, and what is counted already is recognised.
      The first event that cannot be taken ends the run and its batch, unless --keep-going leaves such events out.

      cloudevents  CloudEvents 1.0, one a line. Tenant: 'tenantref', else 'subject'; meter: 'data.meter', else 'type';
                   quantity: 'data.quantity' or 'data.value', by default 1; or 'data.quantities' by meter. 'reverses'
                   takes back the event of that id.
      csv          Columns tenant, time, meter, quantity, id, source and reverses, or those that --map names;
                   'meter:=NAME' is a constant, 'NAME=COLUMN' a meter with a column of its own. Rows without an id get
                   one from their content.
      access-log   Each line is one of 'http.requests' and the size of 'http.response_bytes'. The tenant is the client's
                   address, an external id of the tenant. Equal lines of one file are distinct requests; equal lines of
                   different files are the same one, unless --source tells the files apart.

      Suspended tenants are counted; those that have left are refused. Events more than 35 days old need --backfill,
      events more than 5 minutes ahead are refused.

      Examples:
        tenantctl usage ingest events.ndjson
        tenantctl usage ingest requests.csv --map tenant=client,time=ts,id=request_id,meter:=api.requests
        tenantctl usage ingest access.log --source web-1 --backfill
      """)
  package static let effect = CommandEffect.changes

  @Argument(help: ArgumentHelp("File to read; - is standard input.", valueName: "file"), completion: .file())
  var file: String

  @Option(help: "Format: csv, cloudevents or access-log; by the file's name where it is not given.")
  var format: UsageFormat?

  @Option(
    name: .customLong("map"),
    help: ArgumentHelp("Where the parts of an event come from; repeatable. Only for csv.", valueName: "part=column,…"))
  var mappings: [String] = []

  @Option(help: "What separates the fields of a row: one character, or tab. Only for csv.", transform: Parse.delimiter)
  var delimiter: Unicode.Scalar?

  @Option(
    help: ArgumentHelp(
      "What names tenants: id, slug, external:KIND, external (of any kind) or any of these.", valueName: "rule"),
    completion: .list(["any", "id", "slug", "external"]), transform: Parse.referenceRule)
  var tenantBy: TenantReferenceRule?

  @Option(help: ArgumentHelp("Source of events that name none; the format's name by default.", valueName: "name"))
  var source: String?

  @Flag(help: "Take events that are more than 35 days old; the journal says so.")
  var backfill = false

  @Flag(
    help:
      "Leave out events that cannot be taken, and go on; each is named on standard error, the first 1000 in the result."
  )
  var keepGoing = false

  @Flag(help: "Count the whole file in one transaction, or nothing of it.")
  var atomic = false

  @OptionGroup(title: "Change Options") package var change: ChangeOptions
  @OptionGroup(title: "Global Options") package var global: GlobalOptions

  package init() {}

  package func run(_ context: CommandContext) throws {
    let options = try options()
    let source = try context.input(file)
    let administration = try context.administration(Self.effect, access: .readWriteReplayable)
    let progress = context.progress("ingesting")
    defer { progress.finish() }
    var rejections: [TenantError] = []
    let outcome = try administration.ingestUsage(
      source, options,
      onRejection: { rejection in
        context.say("warning: \(rejection.message)")
        if rejections.count < Self.listedRejections { rejections.append(rejection) }
      },
      progress: { progress.update(done: $0.bytesRead, total: $0.size, count: $0.events) })
    progress.finish()
    try report(outcome, rejections, context)
  }

  /// How many events that were not taken the result lists; standard error names all.
  private static let listedRejections = 1_000

  private static func value(of rejection: TenantError) -> FieldValue {
    .object([
      Field(name: "line", value: rejection.details["line"].flatMap { Int64($0) }.map(FieldValue.integer) ?? .null),
      Field(name: "code", value: .text(rejection.details["reason"] ?? rejection.code.rawValue)),
      Field(name: "message", value: .text(rejection.message)),
    ])
  }

  private func options() throws -> UsageIngestOptions {
    guard let format = format ?? UsageFormat(fileName: file) else {
      throw TenantError(
        .usage, "the format of '\(file)' is not clear from its name",
        hint: "add --format csv, cloudevents or access-log")
    }
    if format != .csv, !mappings.isEmpty || delimiter != nil {
      throw TenantError(
        .usage, "\(mappings.isEmpty ? "--delimiter" : "--map") is only for csv, not for \(format.rawValue)")
    }
    var options = UsageIngestOptions(format: format)
    options.mapping = try UsageColumnMapping(parsing: mappings)
    options.delimiter = delimiter ?? ","
    options.referenceRule = tenantBy
    options.eventSource = source
    options.allowsBackfill = backfill
    options.keepGoing = keepGoing
    options.isAtomic = atomic
    return options
  }

  private func report(
    _ outcome: Outcome<UsageIngestion>, _ rejections: [TenantError], _ context: CommandContext
  ) throws {
    let ingestion = outcome.value
    let events = ingestion.ingested == 1 ? "event" : "events"
    var sentence = "ingested \(Grouped.text(ingestion.ingested)) \(events) from '\(file)'"
    let sums = ingestion.quantities.sorted { $0.key < $1.key }.filter { $0.value != 0 }
    if !sums.isEmpty { sentence += ": " + sums.map { "\($0.key) \(Grouped.text($0.value))" }.joined(separator: ", ") }
    let rest = [(ingestion.duplicates, "duplicates"), (ingestion.rejected, "not taken")].filter { $0.0 > 0 }
      .map { "\(Grouped.text($0.0)) \($0.1)" }.joined(separator: ", ")
    if !rest.isEmpty { sentence += "; \(rest)" }
    let unchanged = "unchanged: \(rest.isEmpty ? "no events" : rest)"
    do {
      var (record, schema) = (ingestion.record, UsageIngestion.recordSchema)
      if keepGoing {
        record.fields.append(Field(name: "rejections", value: .list(rejections.map(Self.value))))
        schema.columns.append(Column("rejections", inTable: false))
      }
      try context.report(outcome, record: record, schema: schema, sentence, unchanged: unchanged)
    } catch let exit as EarlyExit where ingestion.rejected == 0 {
      throw exit
    }
    if ingestion.rejected > 0 { throw EarlyExit(status: .partial) }
  }
}
