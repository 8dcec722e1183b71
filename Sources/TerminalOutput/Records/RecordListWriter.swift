// SPDX-License-Identifier: Apache-2.0

/// Writes a list of results, one after the other where the format and the wanted order allow it.
package final class RecordListWriter {
  private let options: ListOptions
  private let columns: [Column]
  private let identity: String
  private let sink: any TextSink
  private let styler: Styler
  private let yaml: (FieldValue) throws -> String
  private var buffered: [Record] = []
  private var written = 0

  /// Creates a writer.
  ///
  /// - Parameters:
  ///   - schema: The fields of the results.
  ///   - options: How they are to look, and which are wanted.
  ///   - sink: Where they go.
  ///   - styler: Colours.
  ///   - yaml: Writes a value as YAML.
  /// - Throws: ``RecordFieldError`` where an option names an unknown field.
  package init(
    schema: RecordSchema, options: ListOptions, sink: any TextSink, styler: Styler,
    yaml: @escaping (FieldValue) throws -> String
  ) throws {
    for name in options.sort.map(\.field) + options.filters.map(\.field) { _ = try schema.column(name) }
    self.options = options
    columns = try schema.selected(options)
    identity = schema.identity
    self.sink = sink
    self.styler = styler
    self.yaml = yaml
  }

  private var mustBuffer: Bool {
    !options.sort.isEmpty || (!options.quiet && (options.format == .table || options.format == .yaml))
  }

  /// Whether no further result is wanted.
  package var isFull: Bool {
    guard let limit = options.limit else { return false }
    return options.sort.isEmpty ? buffered.count + written >= limit : false
  }

  /// Takes the next result.
  package func append(_ record: Record) throws {
    for filter in options.filters where (record[filter.field] ?? .null).plainText != filter.value { return }
    if isFull { return }
    if mustBuffer { buffered.append(record) } else { try write(record) }
  }

  /// Writes what is left and returns how many results there were.
  @discardableResult
  package func finish() throws -> Int {
    let wanted = Array(RecordOrder.sorted(buffered, by: options.sort).prefix(options.limit ?? .max))
    if options.quiet || !(options.format == .table || options.format == .yaml) {
      for record in wanted { try write(record) }
      try writeEnd()
      return written
    }
    if options.format == .yaml {
      try sink.write(yaml(.list(wanted.map { .object(selected($0)) })))
    } else if !wanted.isEmpty {
      let table = TextTable(columns: columns, rows: wanted.map { record in columns.map { record[$0.name] ?? .null } })
      try sink.write(
        table.text(
          width: sink.isTerminal && options.fields == nil ? sink.width : nil, header: !options.noHeader, styler: styler)
      )
    }
    return wanted.count
  }

  private func selected(_ record: Record) -> [Field] {
    columns.compactMap { column in record[column.name].map { Field(name: column.name, value: $0) } }
  }

  private func write(_ record: Record) throws {
    let isFirst = written == 0
    written += 1
    if options.quiet { return try sink.write(ControlCharacters.escaped((record[identity] ?? .null).plainText) + "\n") }
    switch options.format {
    case .jsonl:
      try sink.write(FieldValue.object(selected(record)).json() + "\n")
    case .json:
      let value = FieldValue.object(selected(record)).json(pretty: options.prettyJSON)
      let indented = options.prettyJSON ? "\n  " + value.replacing("\n", with: "\n  ") : value
      try sink.write((isFirst ? "[" : ",") + indented)
    case .csv:
      if isFirst, !options.noHeader { try sink.write(CSVLine.text(columns.map(\.name))) }
      try sink.write(CSVLine.text(columns.map { (record[$0.name] ?? .null).csvText }))
    case .table, .yaml: break
    }
  }

  private func writeEnd() throws {
    guard !options.quiet else { return }
    switch options.format {
    case .json:
      try sink.write((written == 0 ? "[" : options.prettyJSON ? "\n" : "") + "]\n")
    case .csv:
      if written == 0, !options.noHeader { try sink.write(CSVLine.text(columns.map(\.name))) }
    case .jsonl, .table, .yaml: break
    }
  }
}

/// Writes one result.
///
/// - Parameters:
///   - record: The result.
///   - schema: Its fields.
///   - options: How it is to look.
///   - sink: Where it goes.
///   - styler: Colours.
///   - yaml: Writes a value as YAML.
/// - Throws: ``RecordFieldError`` where an option names an unknown field, or what the sink throws.
package func writeRecord(
  _ record: Record, schema: RecordSchema, options: ListOptions, sink: any TextSink, styler: Styler,
  yaml: (FieldValue) throws -> String
) throws {
  if options.quiet {
    return try sink.write(ControlCharacters.escaped((record[schema.identity] ?? .null).plainText) + "\n")
  }
  var everything = options
  everything.fields = options.fields ?? schema.columns.map(\.name)
  let columns = try schema.selected(everything)
  let fields = columns.compactMap { column in record[column.name].map { Field(name: column.name, value: $0) } }
  switch options.format {
  case .json: try sink.write(FieldValue.object(fields).json(pretty: options.prettyJSON) + "\n")
  case .jsonl: try sink.write(FieldValue.object(fields).json() + "\n")
  case .yaml: try sink.write(yaml(.object(fields)))
  case .csv:
    if !options.noHeader { try sink.write(CSVLine.text(fields.map(\.name))) }
    try sink.write(CSVLine.text(fields.map(\.value.csvText)))
  case .table:
    let headed = zip(columns.filter { record[$0.name] != nil }, fields).map { column, field in
      (heading: String(column.heading.prefix(1) + column.heading.dropFirst().lowercased()), value: field.value)
    }
    try sink.write(RecordSheet(fields: headed).text(styler: styler))
  }
}

extension RecordSchema {
  func column(_ name: String) throws -> Column {
    guard let column = columns.first(where: { $0.name == name }) else {
      throw RecordFieldError(unknown: name, available: columns.map(\.name))
    }
    return column
  }

  /// The columns that the options ask for, or the format's default.
  func selected(_ options: ListOptions) throws -> [Column] {
    if let fields = options.fields { return try fields.map(column) }
    return options.format == .table ? columns.filter(\.inTable) : columns
  }
}
