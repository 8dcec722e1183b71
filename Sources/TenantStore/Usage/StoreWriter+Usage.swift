// SPDX-License-Identifier: Apache-2.0

package import TenantModel

extension StoreWriter {
  /// Counts a batch of events: event rows and rollups in this one transaction.
  ///
  /// An event whose key was counted before is a duplicate where it says the same, and a conflict where it does not. Reversals come
  /// first in a batch, and take back events of earlier batches.
  ///
  /// - Parameters:
  ///   - batch: The events; no reversal after an event that is none.
  ///   - directory: Finds the tenants.
  ///   - policy: Which times are taken.
  /// - Returns: What became of the events; those that were not taken left no trace.
  /// - Throws: ``TenantError`` from the store, or with ``TenantErrorCode/overflow`` where a sum leaves 63 bits.
  package func ingest(
    _ batch: [NumberedUsageEvent], directory: UsageTenantDirectory, policy: UsageWindowPolicy
  ) throws -> UsageBatchResult {
    try directory.refresh(self)
    var ingestion = try UsageBatchIngestion(self, directory: directory, policy: policy)
    try ingestion.run(batch)
    return ingestion.result
  }
}

/// The work on one batch.
private struct UsageBatchIngestion {
  private let writer: StoreWriter
  private let directory: UsageTenantDirectory
  private let policy: UsageWindowPolicy
  private let insert: any SQLStatement
  // What the statement has bound already: events come in the order of these two.
  private var boundTenant: Int?
  private var boundSource: String?
  private var rollups = UsageRollupChanges()
  private var tenants: [TenantID] = []
  private var tenantIndexes: [TenantID: Int] = [:]
  private var lastReference: (reference: String, index: Int)?
  var result = UsageBatchResult()

  init(_ writer: StoreWriter, directory: UsageTenantDirectory, policy: UsageWindowPolicy) throws {
    self.writer = writer
    self.directory = directory
    self.policy = policy
    insert = try writer.driver.statement(
      """
      INSERT INTO usage_event (tenant, source, id, time, ingested, digest, quantities, reverses)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (tenant, source, id) DO NOTHING
      """)
    try insert.bind(.integer(writer.change.time.microseconds), at: 5)
  }

  mutating func run(_ batch: [NumberedUsageEvent]) throws {
    defer { insert.reset() }
    let reversals = batch.prefix { $0.event.reverses != nil }.count
    for item in batch[..<reversals] {
      try rejecting(item) { ingestion in
        let tenant = try ingestion.tenant(item.event.tenant)
        try ingestion.count(item, tenant: tenant)
      }
    }
    for position in try order(batch[reversals...]) {
      let item = batch[position.index]
      try rejecting(item) { ingestion in
        try ingestion.count(item, tenant: position.tenant)
      }
    }
    result.quantities = try rollups.store(writer, tenants: tenants)
    result.growth = rollups.growth
    result.rejections.sort { $0.line < $1.line }
  }

  /// Runs a body for one event; what the domain refuses is the event's fault, what the store throws is not.
  private mutating func rejecting(
    _ item: NumberedUsageEvent, _ body: (inout UsageBatchIngestion) throws -> Void
  ) throws {
    do {
      try body(&self)
    } catch let error as TenantError {
      switch error.code {
      case .invalidValue, .tenantNotFound: break
      case .usageConflict: result.conflicts += 1
      default: throw error
      }
      result.rejections.append(UsageRejection(line: item.line, error: error))
    }
  }

  /// An event's place in the order of the table, as far as it matters for locality; equal keys keep the order of the input.
  private struct Position {
    let tenant: Int
    let source: Int
    let id: UInt128
    let index: Int
  }

  private mutating func order(_ events: ArraySlice<NumberedUsageEvent>) throws -> [Position] {
    var positions: [Position] = []
    positions.reserveCapacity(events.count)
    var sources: [String: Int] = [:]
    for index in events.indices {
      let item = events[index]
      try rejecting(item) { ingestion in
        let source = sources[item.event.source] ?? sources.count
        if source == sources.count { sources[item.event.source] = source }
        positions.append(
          Position(
            tenant: try ingestion.tenant(item.event.tenant), source: source, id: Self.prefix(item.event.id),
            index: index))
      }
    }
    let tenantRanks = Self.ranks(tenants)
    let sourceRanks = Self.ranks(sources.sorted { $0.value < $1.value }.map(\.key))
    positions.sort { left, right in
      if left.tenant != right.tenant { return tenantRanks[left.tenant] < tenantRanks[right.tenant] }
      if left.source != right.source { return sourceRanks[left.source] < sourceRanks[right.source] }
      if left.id != right.id { return left.id < right.id }
      return left.index < right.index
    }
    return positions
  }

  /// The place of each value in ascending order.
  private static func ranks(_ values: [some Comparable]) -> [Int] {
    var ranks = [Int](repeating: 0, count: values.count)
    for (rank, index) in values.indices.sorted(by: { values[$0] < values[$1] }).enumerated() { ranks[index] = rank }
    return ranks
  }

  /// The first 16 bytes as a number, which compares like the bytes and much faster.
  private static func prefix(_ text: String) -> UInt128 {
    var number: UInt128 = 0
    var shift: UInt128 = 120
    for byte in text.utf8.prefix(16) {
      number |= UInt128(byte) << shift
      if shift == 0 { break }
      shift -= 8
    }
    return number
  }

  private mutating func tenant(_ reference: String) throws -> Int {
    if let lastReference, lastReference.reference == reference { return lastReference.index }
    let id = try directory.tenant(reference, writer).id
    let index = tenantIndexes[id] ?? tenants.count
    if index == tenants.count {
      tenantIndexes[id] = index
      tenants.append(id)
    }
    lastReference = (reference, index)
    return index
  }

  /// Counts one event where it is new.
  private mutating func count(_ item: NumberedUsageEvent, tenant: Int) throws {
    let event = item.event
    let (payload, digest) = try item.payload ?? reversal(event, tenant)
    let verdict = try policy.verdict(payload.time)
    insert.reset()
    if boundTenant != tenant {
      try insert.bind(.text(tenants[tenant].rawValue), at: 1)
      boundTenant = tenant
    }
    if boundSource != event.source {
      try insert.bind(.text(event.source), at: 2)
      boundSource = event.source
    }
    try insert.bind(.text(event.id), at: 3)
    try insert.bind(.integer(payload.time.microseconds), at: 4)
    try insert.bind(.blob(digest), at: 6)
    try insert.bind(.text(payload.quantityText), at: 7)
    try insert.bind(SQLValue(payload.reverses), at: 8)
    _ = try insert.step()
    guard insert.changes == 1 else {
      try requireSame(event, payload, digest, tenant)
      result.duplicates += 1
      return
    }
    try rollups.add(payload, tenant: tenant)
    result.ingested += 1
    if verdict == .backfill { result.backfilled += 1 }
    if payload.reverses != nil { result.reversals += 1 }
    result.earliest = min(result.earliest ?? payload.time, payload.time)
    result.latest = max(result.latest ?? payload.time, payload.time)
  }

  private func requireSame(_ event: UsageEvent, _ payload: UsagePayload, _ digest: [UInt8], _ tenant: Int) throws {
    let stored = try writer.usageEvent(tenants[tenant], source: event.source, id: event.id)
    guard let stored, stored.digest != digest else { return }
    func text(_ payload: UsagePayload) -> String {
      let reversal = payload.reverses.map { " reversing '\($0.prefix(80))'" } ?? ""
      return "\(payload.quantityText) at \(payload.time)\(reversal)"
    }
    throw TenantError(
      .usageConflict,
      "event '\(event.id.prefix(80))' of source '\(event.source.prefix(80))' says \(text(payload)), but \(text(stored.payload)) was counted",
      hint: "an event never changes: give the new one an id of its own, or reverse the old one",
      details: ["tenant": tenants[tenant].rawValue, "eventSource": event.source, "id": event.id])
  }

  /// What a reversal counts: the opposite of the event it names.
  private func reversal(_ event: UsageEvent, _ tenant: Int) throws -> (payload: UsagePayload, digest: [UInt8]) {
    guard let id = event.reverses else { throw TenantError(.internalFault, "an event counts nothing") }
    let tenant = tenants[tenant]
    guard let original = try writer.usageEvent(tenant, source: event.source, id: id) else {
      throw TenantError(
        .invalidValue, "event '\(id.prefix(80))' of source '\(event.source.prefix(80))' is not there to be reversed",
        hint: "a reversal names an earlier event of the same tenant and source", details: ["id": id])
    }
    let payload = try original.payload.reversed(id: id)
    if let other = try writer.usageReversal(of: id, tenant, source: event.source), other != event.id {
      throw TenantError(
        .invalidValue, "event '\(id.prefix(80))' was reversed by '\(other.prefix(80))' already",
        hint: "an event can be taken back once", details: ["id": id, "reversal": other])
    }
    return (payload, UsageDigest.digest(of: payload))
  }
}

extension StoreReader {
  /// An event as it is stored.
  func usageEvent(
    _ tenant: TenantID, source: String, id: String
  ) throws -> (payload: UsagePayload, digest: [UInt8])? {
    try first(
      """
      SELECT time, quantities, reverses, digest FROM usage_event WHERE tenant = ?1 AND source = ?2 AND id = ?3
      """, [SQLValue(tenant), .text(source), .text(id)]
    ) { row in
      (
        UsagePayload(
          time: row.timestamp(0), quantities: try usageQuantities(row, 1), reverses: row.optionalText(2)), row.blob(3)
      )
    }
  }

  /// The id of the event that takes back another one.
  func usageReversal(of id: String, _ tenant: TenantID, source: String) throws -> String? {
    try first(
      "SELECT id FROM usage_event WHERE tenant = ?1 AND source = ?2 AND reverses = ?3",
      [SQLValue(tenant), .text(source), .text(id)]
    ) { $0.text(0) }
  }
}
