// SPDX-License-Identifier: Apache-2.0

package import TenantModel

extension StoreReader {
  /// What decides whether a tenant's events are published and delivered.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/eventRefused`` where there is no such tenant, as where it has left.
  package func eventTenant(_ id: TenantID) throws -> EventTenant {
    let tenant = try first(
      """
      SELECT state, incarnation, lifecycle_epoch, placement_epoch, home_region, allowed_regions FROM tenant
      WHERE tenant = ?1
      """, [SQLValue(id)]
    ) { row in
      EventTenant(
        state: try row.choice(0), incarnation: row.integer(1), lifecycleEpoch: row.integer(2),
        placementEpoch: row.integer(3), homeRegion: try row.parsed(4), allowedRegions: try Self.regions(row.text(5)))
    }
    guard let tenant else { throw EventRefusal.inactive.error }
    return tenant
  }

  /// Checks that whoever asks may use a tenant's events now.
  ///
  /// - Returns: The tenant.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/eventRefused``.
  package func requireCurrent(_ place: EventPlace) throws -> EventTenant {
    let tenant = try eventTenant(place.tenant)
    do throws(EventRefusal) {
      try EventDeliveryPolicy.check(tenant, at: place)
    } catch {
      throw error.error
    }
    return tenant
  }

  /// Checks that whoever asks may use a tenant's events, and those of a stream, where it runs.
  func requireCurrent(_ place: EventPlace, _ stream: EventStream) throws -> EventTenant {
    let tenant = try requireCurrent(place)
    do throws(EventRefusal) {
      try EventDeliveryPolicy.check(regions: stream.regions, of: tenant, in: place.region)
    } catch {
      throw error.error
    }
    return tenant
  }

  /// The streams of a tenant, by name.
  package func eventStreams(of tenant: TenantID) throws -> [EventStream] {
    try rows(
      "SELECT \(Self.streamColumns) FROM event_stream WHERE tenant = ?1 ORDER BY stream", [SQLValue(tenant)],
      Self.stream)
  }

  /// A stream of a tenant; `nil` where there is none.
  package func eventStream(_ name: EventStreamName, of tenant: TenantID) throws -> EventStream? {
    try first(
      "SELECT \(Self.streamColumns) FROM event_stream WHERE tenant = ?1 AND stream = ?2",
      [SQLValue(tenant), SQLValue(name)], Self.stream)
  }

  private static let streamColumns =
    "stream, last_sequence, regions, backlog_limit, retention_seconds, grant_id, created_at"

  private static func stream(_ row: SQLRow) throws -> EventStream {
    var stream = EventStream(name: try row.parsed(0), createdAt: row.timestamp(6))
    stream.lastSequence = row.integer(1)
    stream.regions = try row.optionalText(2).map(regions)
    stream.backlogLimit = row.integer(3)
    stream.retentionSeconds = row.integer(4)
    if !row.isNull(5) { stream.grant = try row.parsed(5) }
    return stream
  }

  private static func regions(_ text: String) throws -> Set<Region> {
    Set(
      try TextList.values(text).map { text in
        guard let region = try? Region(parsing: text) else { throw StoredValueFault.unreadable(text, as: "region") }
        return region
      })
  }
}

extension StoreWriter {
  /// Writes what binds a stream; sequences are not touched.
  package func upsert(_ stream: EventStream, of tenant: TenantID) throws {
    try run(
      """
      INSERT INTO event_stream (tenant, stream, last_sequence, regions, backlog_limit, retention_seconds, grant_id,
        created_at)
      VALUES (?1, ?2, 0, ?3, ?4, ?5, ?6, ?7)
      ON CONFLICT (tenant, stream) DO UPDATE SET regions = excluded.regions, backlog_limit = excluded.backlog_limit,
        retention_seconds = excluded.retention_seconds, grant_id = excluded.grant_id
      """,
      [
        SQLValue(tenant), SQLValue(stream.name),
        SQLValue(stream.regions.map { TextList.text($0.map(\.rawValue).sorted()) }), .integer(stream.backlogLimit),
        .integer(stream.retentionSeconds), SQLValue(stream.grant), SQLValue(stream.createdAt),
      ])
  }

  /// A stream of a tenant; made with the usual bounds where there is none.
  func eventStreamOrNew(_ name: EventStreamName, of tenant: TenantID) throws -> EventStream {
    if let stream = try eventStream(name, of: tenant) { return stream }
    let stream = EventStream(name: name, createdAt: change.time)
    try upsert(stream, of: tenant)
    return stream
  }
}
