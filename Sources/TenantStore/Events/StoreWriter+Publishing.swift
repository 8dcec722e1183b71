// SPDX-License-Identifier: Apache-2.0

package import TenantModel

extension StoreWriter {
  /// Publishes events to a stream, in the transaction of what they tell of: either both happen, or neither.
  ///
  /// An event of an id that the stream has seen in this incarnation is not published again. Whoever asks is checked here,
  /// whatever was checked before the transaction.
  ///
  /// - Parameters:
  ///   - events: The events in their order.
  ///   - name: The stream; made where there is none.
  ///   - place: Who publishes.
  ///   - sealing: Seals for the tenant of `place`.
  /// - Returns: A receipt for each event.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/eventRefused``, ``TenantErrorCode/eventBacklogFull`` or
  ///   ``TenantErrorCode/invalidValue``; then none of them is published.
  package func publish(
    _ events: [EventEnvelope], to name: EventStreamName, at place: EventPlace, sealing: some EventSealing
  ) throws -> [EventReceipt] {
    let stream = try eventStreamOrNew(name, of: place.tenant)
    let tenant = try requireCurrent(place, stream)
    guard stream.grant == nil else { throw EventRefusal.foreignStream.error }
    for event in events {
      try event.validate()
      do throws(EventRefusal) {
        try EventDeliveryPolicy.check(event.hints, at: place)
      } catch {
        throw error.error
      }
    }
    return try append(events, to: stream, at: place, region: place.region ?? tenant.homeRegion, sealing: sealing)
  }

  /// Appends events to a stream whose rules were checked.
  func append(
    _ events: [EventEnvelope], to stream: EventStream, at place: EventPlace, region: Region,
    sealing: some EventSealing
  ) throws -> [EventReceipt] {
    var last = stream.lastSequence
    var room = try self.room(in: stream, of: place.tenant)
    var receipts: [EventReceipt] = []
    for event in events {
      if let earlier = try sequence(of: event.id, in: stream.name, at: place) {
        receipts.append(EventReceipt(id: event.id, sequence: earlier, isDuplicate: true))
        continue
      }
      guard room > 0 else { throw Self.backlogFull(stream) }
      let (sequence, overflow) = last.addingReportingOverflow(1)
      guard !overflow else { throw TenantError(.overflow, "stream '\(stream.name)' is full for ever") }
      try insert(event, as: sequence, in: stream.name, at: place, region: region, sealing: sealing)
      receipts.append(EventReceipt(id: event.id, sequence: sequence, isDuplicate: false))
      last = sequence
      room -= 1
    }
    guard last > stream.lastSequence else { return receipts }
    try run(
      "UPDATE event_stream SET last_sequence = ?3 WHERE tenant = ?1 AND stream = ?2",
      [SQLValue(place.tenant), SQLValue(stream.name), .integer(last)])
    try wakeReaders(of: stream.name, of: place.tenant)
    // Now and then, so that a stream that is written to does not grow for ever.
    if last / 256 > stream.lastSequence / 256 { try forgetEvents(of: stream, of: place.tenant) }
    return receipts
  }

  private func insert(
    _ event: EventEnvelope, as sequence: Int64, in stream: EventStreamName, at place: EventPlace, region: Region,
    sealing: some EventSealing
  ) throws {
    let address = EventAddress(
      incarnation: place.incarnation, stream: stream, id: event.id, sequence: sequence, region: region,
      publishedAt: change.time, producer: event.source, attributes: event.sealedAttributes)
    try run(
      """
      INSERT INTO event (tenant, stream, sequence, incarnation, id, source, type, subject, time, content_type, schema_id,
        partition_key, cause, placement_epoch, region, published_at, payload)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)
      """,
      [
        SQLValue(place.tenant), SQLValue(stream), .integer(sequence), .integer(place.incarnation), SQLValue(event.id),
        .text(event.source), SQLValue(event.type), SQLValue(event.subject), SQLValue(event.time),
        SQLValue(event.contentType), SQLValue(event.schema), SQLValue(event.key), SQLValue(event.cause),
        .integer(place.placementEpoch), SQLValue(region), SQLValue(change.time),
        .blob(try sealing.seal(event.data, at: address)),
      ])
  }

  private func sequence(of id: EventID, in stream: EventStreamName, at place: EventPlace) throws -> Int64? {
    try first(
      "SELECT sequence FROM event WHERE tenant = ?1 AND incarnation = ?2 AND stream = ?3 AND id = ?4",
      [SQLValue(place.tenant), .integer(place.incarnation), SQLValue(stream), SQLValue(id)]
    ) { $0.integer(0) }
  }

  /// How many more events the tenant's own slowest subscription allows; readers of other tenants hold nobody up.
  private func room(in stream: EventStream, of tenant: TenantID) throws -> Int64 {
    let slowest = try first(
      "SELECT min(position) FROM event_subscription WHERE tenant = ?1 AND stream = ?2",
      [SQLValue(tenant), SQLValue(stream.name)]
    ) { $0.optionalInteger(0) }
    guard let position = slowest.flatMap(\.self) else { return .max }
    return stream.backlogLimit - (stream.lastSequence - position)
  }

  private static func backlogFull(_ stream: EventStream) -> TenantError {
    TenantError(
      .eventBacklogFull, "a subscription of stream '\(stream.name)' is \(stream.backlogLimit) events behind",
      hint: "publish again when its consumers have caught up; nothing was published",
      details: ["stream": stream.name.rawValue, "limit": String(stream.backlogLimit)])
  }

  /// Lets consumers find that a stream has news.
  private func wakeReaders(of stream: EventStreamName, of tenant: TenantID) throws {
    let parameters = [SQLValue(tenant), SQLValue(stream), SQLValue(change.time)]
    try run(
      """
      UPDATE event_subscription SET ready_at = ?3
      WHERE tenant = ?1 AND stream = ?2 AND (ready_at IS NULL OR ready_at > ?3)
      """, parameters)
    try run(
      """
      UPDATE event_grant SET ready_at = ?3
      WHERE tenant = ?1 AND stream = ?2 AND revoked_at IS NULL AND (ready_at IS NULL OR ready_at > ?3)
      """, parameters)
  }

  /// Removes events that everybody has read and that are older than the stream keeps them, and with them what was kept to
  /// recognise them.
  func forgetEvents(of stream: EventStream, of tenant: TenantID) throws {
    let (age, overflow) = stream.retentionSeconds.multipliedReportingOverflow(by: 1_000_000)
    let (before, overflow2) = change.time.microseconds.subtractingReportingOverflow(age)
    guard !overflow, !overflow2 else { return }
    try run(
      """
      DELETE FROM event WHERE tenant = ?1 AND stream = ?2 AND published_at < ?3
        AND sequence <= (SELECT coalesce(min(position), 9223372036854775807) FROM event_subscription
          WHERE event_subscription.tenant = ?1 AND event_subscription.stream = ?2)
        AND sequence <= (SELECT coalesce(min(position), 9223372036854775807) FROM event_grant
          WHERE event_grant.tenant = ?1 AND event_grant.stream = ?2 AND revoked_at IS NULL AND ends_at > ?4)
        AND NOT EXISTS (SELECT 1 FROM event_delivery JOIN event_subscription
          ON event_subscription.tenant = event_delivery.tenant
            AND event_subscription.subscription = event_delivery.subscription
          WHERE event_delivery.tenant = ?1 AND event_subscription.stream = ?2
            AND event_delivery.sequence = event.sequence)
        AND NOT EXISTS (SELECT 1 FROM event_dead_letter JOIN event_subscription
          ON event_subscription.tenant = event_dead_letter.tenant
            AND event_subscription.subscription = event_dead_letter.subscription
          WHERE event_dead_letter.tenant = ?1 AND event_subscription.stream = ?2
            AND event_dead_letter.sequence = event.sequence)
      """, [SQLValue(tenant), SQLValue(stream.name), .integer(before), SQLValue(change.time)])
    try run(
      """
      DELETE FROM event_consumed WHERE tenant = ?1 AND stream = ?2 AND consumed_at < ?3
      """, [SQLValue(tenant), SQLValue(stream.name), .integer(before)])
  }
}
