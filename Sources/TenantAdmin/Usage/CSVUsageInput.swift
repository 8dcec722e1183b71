// SPDX-License-Identifier: Apache-2.0

import TenantModel

/// Usage reported as a table.
final class CSVUsageInput: UsageInput {
  private let reader: CSVReader
  private let columns: UsageColumns
  private let eventSource: String
  private let constantMeter: MeterName?
  private let constantTime: Timestamp?
  private var meters: [String: MeterName] = [:]
  private var identifiers = DerivedIdentifiers()
  private var record: [UInt8] = []

  init(_ source: ByteSource, _ options: UsageIngestOptions) throws {
    reader = try CSVReader(source, delimiter: options.delimiter)
    columns = try UsageColumns(options.mapping, header: reader.header)
    eventSource = options.eventSource ?? UsageFormat.csv.rawValue
    constantMeter = try columns.single?.meter.constant.map { try MeterName(parsing: $0) }
    constantTime = try columns.time.constant.map { try Timestamp(parsing: $0) }
  }

  var line: Int { reader.line }

  func next() throws -> UsageEvent? {
    guard try reader.advance() else { return nil }
    do {
      let tenant = try text(columns.tenant)
      let time = try constantTime ?? self.time()
      let source = try columns.source.map(text) ?? eventSource
      let id = try columns.id.map(text) ?? derivedID()
      if let reverses = try columns.reverses.map(text), !reverses.isEmpty {
        return try UsageEvent(tenant: tenant, source: source, id: id, reversing: reverses, time: time)
      }
      return try UsageEvent(tenant: tenant, source: source, id: id, time: time, quantities: quantities())
    } catch let error as TenantError where error.code == .invalidValue {
      throw reader.place.fault(error)
    }
  }

  private func text(_ origin: UsageColumns.Origin) throws -> String {
    switch origin {
    case .column(let index): try reader.string(at: index)
    case .constant(let text): text
    }
  }

  private func time() throws -> Timestamp {
    guard case .column(let index) = columns.time else { throw TenantError(.internalFault, "the time has no column") }
    if let time = reader.withBytes(at: index, { Timestamp(utf8: $0) }) { return time }
    return try naming(index) { try Timestamp(parsing: reader.string(at: index)) }
  }

  private func quantities() throws -> [UsageQuantity] {
    guard let single = columns.single else {
      return try columns.several.map { UsageQuantity(meter: $0.meter, amount: try amount($0.quantity)) }
    }
    return [UsageQuantity(meter: try meter(single.meter), amount: try single.quantity.map(amount) ?? 1)]
  }

  private func meter(_ origin: UsageColumns.Origin) throws -> MeterName {
    if let constantMeter { return constantMeter }
    guard case .column(let index) = origin else { throw TenantError(.internalFault, "the meter has no column") }
    let name = try reader.string(at: index)
    if let known = meters[name] { return known }
    let meter = try naming(index) { try MeterName(parsing: name) }
    if meters.count < 10_000 { meters[name] = meter }
    return meter
  }

  private func amount(_ origin: UsageColumns.Origin) throws -> Int64 {
    switch origin {
    case .constant(let text): return try UsageQuantity.amount(parsing: text)
    case .column(let index):
      if let amount = reader.withBytes(at: index, UsageQuantity.amount(utf8:)) { return amount }
      return try naming(index) { throw UsageQuantity.notAnAmount(try reader.string(at: index)) }
    }
  }

  /// The fields with their lengths, so that no two different rows are the same record.
  private func derivedID() -> String {
    record.removeAll(keepingCapacity: true)
    for index in 0..<reader.count {
      reader.withBytes(at: index) { bytes in
        withUnsafeBytes(of: UInt32(truncatingIfNeeded: bytes.count).bigEndian) { record.append(contentsOf: $0) }
        record.append(contentsOf: bytes)
      }
    }
    return record.withUnsafeBytes { identifiers.next($0) }
  }

  private func naming<Value>(_ column: Int, _ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let error as TenantError where error.code == .invalidValue {
      throw reader.place(ofColumn: column).fault(error)
    }
  }
}

extension UsageColumns.Origin {
  fileprivate var constant: String? {
    if case .constant(let text) = self { text } else { nil }
  }
}
