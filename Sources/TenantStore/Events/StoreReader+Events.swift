// SPDX-License-Identifier: Apache-2.0

package import TenantModel

extension StoreReader {
  /// Visits events of a stream in their order.
  ///
  /// - Parameters:
  ///   - stream: Which stream.
  ///   - tenant: Whose.
  ///   - after: Only events with a greater sequence.
  ///   - limit: How many at most.
  ///   - visit: Takes each event.
  /// - Throws: ``TenantError`` from the store, or what `visit` throws.
  package func forEachEvent(
    in stream: EventStreamName, of tenant: TenantID, after: Int64, limit: Int64, _ visit: (StoredEvent) throws -> Void
  ) throws {
    try forEach(
      """
      SELECT \(Self.eventColumns) FROM event WHERE tenant = ?1 AND stream = ?2 AND sequence > ?3
      ORDER BY sequence LIMIT ?4
      """, [SQLValue(tenant), SQLValue(stream), .integer(after), .integer(limit)]
    ) { try visit(Self.event($0)) }
  }

  /// An event of a tenant; `nil` where there is none.
  package func event(_ sequence: Int64, in stream: EventStreamName, of tenant: TenantID) throws -> StoredEvent? {
    try first(
      "SELECT \(Self.eventColumns) FROM event WHERE tenant = ?1 AND stream = ?2 AND sequence = ?3",
      [SQLValue(tenant), SQLValue(stream), .integer(sequence)], Self.event)
  }

  static let eventColumns = """
    stream, sequence, incarnation, id, source, type, subject, time, content_type, schema_id, partition_key, cause,
    placement_epoch, region, published_at, payload
    """

  static func event(_ row: SQLRow) throws -> StoredEvent {
    var envelope = EventEnvelope(
      id: try row.parsed(3), source: row.text(4), type: try row.parsed(5), subject: try row.parsed(6),
      time: row.timestamp(7), data: [])
    envelope.contentType = row.optionalText(8)
    envelope.schema = row.optionalText(9)
    if !row.isNull(10) { envelope.key = try row.parsed(10) }
    if !row.isNull(11) { envelope.cause = try row.parsed(11) }
    return StoredEvent(
      stream: try row.parsed(0), sequence: row.integer(1), incarnation: row.integer(2), placementEpoch: row.integer(12),
      region: try row.parsed(13), publishedAt: row.timestamp(14), envelope: envelope, payload: row.blob(15))
  }
}
