// SPDX-License-Identifier: Apache-2.0

package import TenantAdmin
import TenantModel
package import TerminalOutput

/// A domain type dressed for output, from outside of the domain.
package protocol RecordConvertible {
  /// The fields, their headings and which of them a table shows.
  static var recordSchema: RecordSchema { get }
  /// The value's fields.
  var record: Record { get }
}

extension CommandContext {
  /// Colours for one of the two streams.
  package func styler(for sink: any TextSink) -> Styler {
    Styler(enabled: settings.color.isEnabled(environment: environment, isTerminal: sink.isTerminal))
  }

  /// How results are to look.
  package func listOptions(_ listing: ListingOptions? = nil) throws -> ListOptions {
    let fields = settings.fields.map { $0.split(separator: ",").map { String($0).trimmingSpaces() } }
    if fields == [] { throw TenantError(.usage, "--fields names no field", hint: "write it like id,name,tier") }
    return ListOptions(
      format: settings.output, fields: fields, sort: listing?.sortKeys ?? [], limit: listing?.limit,
      filters: listing?.filters ?? [], noHeader: settings.noHeader, quiet: settings.quiet,
      prettyJSON: output.isTerminal)
  }

  /// Prints one thing.
  package func show(_ value: some RecordConvertible) throws {
    try show(value.record, schema: type(of: value).recordSchema)
  }

  /// Prints one record.
  package func show(_ record: Record, schema: RecordSchema) throws {
    try writeRecord(
      record, schema: schema, options: try listOptions(), sink: output, styler: styler(for: output),
      yaml: YAMLRendering.text)
  }

  /// Prints a list, streaming where the format allows it.
  ///
  /// - Parameters:
  ///   - schema: The fields.
  ///   - listing: How the list is to be cut and ordered.
  ///   - noun: What the list is of, in the plural, for the message of an empty table.
  ///   - body: Emits every record; the closure returns whether more are wanted.
  /// - Throws: ``RecordFieldError`` where an option names an unknown field, or what the body throws.
  package func list(
    _ schema: RecordSchema, _ listing: ListingOptions? = nil, of noun: String,
    _ body: ((Record) throws -> Bool) throws -> Void
  ) throws {
    let options = try listOptions(listing)
    let writer = try RecordListWriter(
      schema: schema, options: options, sink: output, styler: styler(for: output), yaml: YAMLRendering.text)
    try body { record in
      try writer.append(record)
      return !writer.isFull
    }
    if try writer.finish() == 0, options.format == .table { say("no \(noun)") }
  }

  /// Prints a list that is in memory.
  package func list<Item: RecordConvertible>(_ items: [Item], _ listing: ListingOptions? = nil, of noun: String) throws
  {
    try list(Item.recordSchema, listing, of: noun) { emit in
      for item in items {
        if try !emit(item.record) { return }
      }
    }
  }

  /// Prints the result of a change on standard output and one sentence about it on standard error.
  ///
  /// - Parameters:
  ///   - outcome: The result and what became of it.
  ///   - sentence: What was done, in the past tense, like `onboarded tenant 'acme'`.
  ///   - unchanged: What to say where everything was as asked already.
  /// - Throws: `EarlyExit` where a dry run found changes and `--exit-code` asks to tell.
  package func report<Value: RecordConvertible>(
    _ outcome: Outcome<Value>, _ sentence: String, unchanged: String = "unchanged"
  ) throws {
    try report(outcome, record: outcome.value.record, schema: Value.recordSchema, sentence, unchanged: unchanged)
  }

  /// Prints the result of a change as the given record.
  package func report<Value>(
    _ outcome: Outcome<Value>, record: Record, schema: RecordSchema, _ sentence: String, unchanged: String = "unchanged"
  ) throws {
    var record = record
    var schema = schema
    if outcome.isDryRun {
      record.fields.append(Field(name: "dryRun", value: .bool(true)))
      schema.columns.append(Column("dryRun", inTable: false))
    }
    try show(record, schema: schema)
    try conclude(outcome, sentence, unchanged: unchanged)
  }

  /// Prints what a deletion removed, or says that there was nothing to remove.
  ///
  /// - Parameters:
  ///   - outcome: What was removed and what became of the change.
  ///   - name: Noun and name of the object, like `tier 'pro'`.
  /// - Throws: As ``report(_:_:unchanged:)``.
  package func reportDeletion<Value: RecordConvertible>(_ outcome: Outcome<Value?>, of name: String) throws {
    guard let deleted = outcome.value else { return say("\(name) does not exist") }
    try report(outcome.map { _ in deleted }, "deleted \(name)")
  }

  /// Says what became of a change whose result is printed already, and chooses the exit status.
  package func conclude<Value>(_ outcome: Outcome<Value>, _ sentence: String, unchanged: String = "unchanged") throws {
    if outcome.isReplay {
      say("\(sentence) (recorded result of this idempotency key; nothing was done again)")
    } else if !outcome.hasChanged {
      say(unchanged)
    } else {
      say(outcome.isDryRun ? "(dry run) would have \(sentence)" : sentence)
    }
    if outcome.isDryRun, outcome.hasChanged, change?.exitCode == true { throw EarlyExit(status: .changesPending) }
  }
}

extension String {
  func trimmingSpaces() -> String {
    var text = self[...]
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
