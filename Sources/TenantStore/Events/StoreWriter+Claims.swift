// SPDX-License-Identifier: Apache-2.0

package import TenantModel

/// An event that was handed out to one consumer for a time.
package struct ClaimedEvent: Sendable {
  /// The event.
  package let event: StoredEvent
  /// Which try it is, from 1.
  package let attempt: Int64
  /// What tells this handing out from every other one; whoever finishes it shows it.
  package let fence: Int64
}

extension StoreWriter {
  /// Hands out events of a subscription that are due, in the order of each key.
  ///
  /// An event whose key has an earlier one that is not finished is kept back; other keys go on. What is handed out and not
  /// finished in time is handed out again, and whoever had it before can finish it no more.
  ///
  /// - Parameters:
  ///   - name: The subscription.
  ///   - place: Who consumes.
  ///   - limit: How many events at most.
  ///   - lease: How long they are handed out, in microseconds.
  /// - Returns: The events in the order of their sequences.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/eventRefused`` or ``TenantErrorCode/subscriptionNotFound``.
  package func claimEvents(
    for name: EventSubscriptionName, at place: EventPlace, limit: Int, lease: Int64
  ) throws -> [ClaimedEvent] {
    let subscription = try requireSubscription(name, of: place.tenant)
    let stream = try eventStreamOrNew(subscription.stream, of: place.tenant)
    _ = try requireCurrent(place, stream)
    try requireImportable(stream, of: place.tenant, at: change.time)
    var round = ClaimRound(subscription: subscription, place: place, limit: limit, fence: try nextFence(name, place))
    try claimAgain(&round)
    try claimNew(&round, stream)
    let (until, overflow) = change.time.microseconds.addingReportingOverflow(lease)
    guard !overflow else { throw TenantError(.overflow, "a lease cannot last that long") }
    for claimed in round.claimed {
      try run(
        """
        INSERT INTO event_delivery (tenant, subscription, sequence, partition_key, attempts, due_at, fence)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (tenant, subscription, sequence)
        DO UPDATE SET attempts = excluded.attempts, due_at = excluded.due_at, fence = excluded.fence
        """,
        [
          SQLValue(place.tenant), SQLValue(name), .integer(claimed.event.sequence),
          SQLValue(claimed.event.envelope.key),
          .integer(claimed.attempt), .integer(until), .integer(round.fence),
        ])
      round.due(Timestamp(microseconds: until))
    }
    let isMore = round.isFull || round.position < stream.lastSequence
    try run(
      "UPDATE event_subscription SET position = ?3, fence = ?4, ready_at = ?5 WHERE tenant = ?1 AND subscription = ?2",
      [
        SQLValue(place.tenant), SQLValue(name), .integer(round.position), .integer(round.fence),
        SQLValue(isMore && round.hasRoom ? change.time : round.nextDue),
      ])
    return round.claimed.sorted { $0.event.sequence < $1.event.sequence }
  }

  private func nextFence(_ name: EventSubscriptionName, _ place: EventPlace) throws -> Int64 {
    let fence = try number(
      "SELECT fence FROM event_subscription WHERE tenant = ?1 AND subscription = ?2",
      [SQLValue(place.tenant), SQLValue(name)])
    let (next, overflow) = fence.addingReportingOverflow(1)
    guard !overflow else { throw TenantError(.overflow, "subscription '\(name)' was read too often") }
    return next
  }

  /// Hands out what was looked at before and is due now.
  private func claimAgain(_ round: inout ClaimRound) throws {
    let pending = try rows(
      """
      SELECT sequence, partition_key, attempts, due_at, fence IS NOT NULL FROM event_delivery
      WHERE tenant = ?1 AND subscription = ?2 ORDER BY sequence
      """, [SQLValue(round.place.tenant), SQLValue(round.subscription.name)]
    ) { row in
      PendingDelivery(
        sequence: row.integer(0), key: row.isNull(1) ? nil : try row.parsed(1), attempts: row.integer(2),
        due: row.timestamp(3), isLeased: row.bool(4))
    }
    for delivery in pending {
      round.pending += 1
      guard round.begin(delivery.key) else { continue }
      guard delivery.due <= change.time else {
        round.due(delivery.due)
        continue
      }
      // Whoever had it has never come back: an event that ends its consumers must end some day too.
      if delivery.isLeased, delivery.attempts >= round.subscription.retry.attempts {
        try bury(delivery.sequence, attempts: delivery.attempts, fault: "consumer-lost", of: round)
        round.end(delivery.key)
        continue
      }
      guard !round.isFull else {
        round.due(change.time)
        continue
      }
      try take(delivery.sequence, attempt: delivery.attempts, &round)
    }
  }

  /// Hands out what nobody has looked at.
  private func claimNew(_ round: inout ClaimRound, _ stream: EventStream) throws {
    var found: [(sequence: Int64, incarnation: Int64, id: EventID, subject: EventSubject, key: EventKey?)] = []
    guard !round.isFull, round.hasRoom, round.position < stream.lastSequence else { return }
    try forEach(
      """
      SELECT sequence, incarnation, id, subject, partition_key FROM event
      WHERE tenant = ?1 AND stream = ?2 AND sequence > ?3 ORDER BY sequence LIMIT 1000
      """, [SQLValue(round.place.tenant), SQLValue(stream.name), .integer(round.position)]
    ) { row in
      found.append(
        (row.integer(0), row.integer(1), try row.parsed(2), try row.parsed(3), row.isNull(4) ? nil : try row.parsed(4)))
    }
    for event in found {
      guard round.hasRoom, !round.isFull else { return }
      round.position = event.sequence
      guard round.subscription.pattern.matches(event.subject) else { continue }
      if try isConsumed(event.id, incarnation: event.incarnation, of: round) { continue }
      // An event of another incarnation is nobody's any more.
      guard event.incarnation == round.place.incarnation else {
        try bury(event.sequence, attempts: 0, fault: EventRefusal.wrongIncarnation.rawValue, of: round)
        continue
      }
      round.pending += 1
      if round.begin(event.key) {
        try take(event.sequence, attempt: 0, &round)
      } else {
        try hold(event.sequence, key: event.key, of: round)
      }
    }
    // Fewer than asked for: all that follows was removed, and there is nothing to come back for.
    if found.count < 1_000 { round.position = max(round.position, stream.lastSequence) }
  }

  private func take(_ sequence: Int64, attempt: Int64, _ round: inout ClaimRound) throws {
    guard let event = try event(sequence, in: round.subscription.stream, of: round.place.tenant) else {
      throw TenantError(.storeCorrupt, "a delivery has lost its event", hint: "run 'tenantctl doctor'")
    }
    round.claimed.append(ClaimedEvent(event: event, attempt: attempt + 1, fence: round.fence))
  }

  private func hold(_ sequence: Int64, key: EventKey?, of round: ClaimRound) throws {
    try run(
      """
      INSERT INTO event_delivery (tenant, subscription, sequence, partition_key, attempts, due_at)
      VALUES (?1, ?2, ?3, ?4, 0, ?5)
      """,
      [
        SQLValue(round.place.tenant), SQLValue(round.subscription.name), .integer(sequence), SQLValue(key),
        SQLValue(change.time),
      ])
  }

  private func isConsumed(_ id: EventID, incarnation: Int64, of round: ClaimRound) throws -> Bool {
    try exists(
      """
      SELECT 1 FROM event_consumed
      WHERE tenant = ?1 AND subscription = ?2 AND incarnation = ?3 AND stream = ?4 AND id = ?5
      """,
      [
        SQLValue(round.place.tenant), SQLValue(round.subscription.name), .integer(incarnation),
        SQLValue(round.subscription.stream), SQLValue(id),
      ])
  }

  private func bury(_ sequence: Int64, attempts: Int64, fault: String, of round: ClaimRound) throws {
    try bury(sequence, attempts: attempts, fault: fault, of: round.subscription.name, tenant: round.place.tenant)
  }
}

/// A delivery that is not finished.
private struct PendingDelivery {
  let sequence: Int64
  let key: EventKey?
  let attempts: Int64
  let due: Timestamp
  let isLeased: Bool
}

/// One handing out, as far as it has come.
private struct ClaimRound {
  let subscription: EventSubscription
  let place: EventPlace
  let limit: Int
  let fence: Int64
  var position: Int64
  /// How many events are not finished.
  var pending: Int64 = 0
  var claimed: [ClaimedEvent] = []
  /// When something that is not handed out now is due.
  var nextDue: Timestamp?
  /// Keys that have an event which is not finished.
  private var busy: Set<EventKey> = []

  init(subscription: EventSubscription, place: EventPlace, limit: Int, fence: Int64) {
    self.subscription = subscription
    self.place = place
    self.limit = limit
    self.fence = fence
    position = subscription.cursor
  }

  var isFull: Bool { claimed.count >= limit }

  var hasRoom: Bool { pending < subscription.window }

  /// Whether the event of a key is the first of those that are not finished; an event without a key waits for none.
  mutating func begin(_ key: EventKey?) -> Bool {
    guard let key else { return true }
    return busy.insert(key).inserted
  }

  mutating func end(_ key: EventKey?) {
    if let key { busy.remove(key) }
    pending -= 1
  }

  mutating func due(_ instant: Timestamp) {
    nextDue = min(nextDue ?? instant, instant)
  }
}
