// SPDX-License-Identifier: Apache-2.0

package import TenantModel

extension StoreReader {
  /// The dead letters of a tenant, by subscription and sequence.
  ///
  /// - Parameters:
  ///   - tenant: Whose.
  ///   - name: Only those of this subscription.
  ///   - range: Only those of these sequences.
  /// - Returns: The letters.
  /// - Throws: ``TenantError`` from the store.
  package func deadLetters(
    of tenant: TenantID, for name: EventSubscriptionName? = nil, in range: ClosedRange<Int64> = 1...Int64.max
  ) throws -> [DeadLetter] {
    try rows(
      """
      SELECT event_dead_letter.subscription, event_subscription.stream, event_dead_letter.sequence, event.id,
        event.subject, event_dead_letter.attempts, fault, dead_at
      FROM event_dead_letter
      JOIN event_subscription ON event_subscription.tenant = event_dead_letter.tenant
        AND event_subscription.subscription = event_dead_letter.subscription
      JOIN event ON event.tenant = event_dead_letter.tenant AND event.stream = event_subscription.stream
        AND event.sequence = event_dead_letter.sequence
      WHERE event_dead_letter.tenant = ?1 AND (?2 IS NULL OR event_dead_letter.subscription = ?2)
        AND event_dead_letter.sequence BETWEEN ?3 AND ?4
      ORDER BY event_dead_letter.subscription, event_dead_letter.sequence
      """, [SQLValue(tenant), SQLValue(name), .integer(range.lowerBound), .integer(range.upperBound)]
    ) { row in
      DeadLetter(
        subscription: try row.parsed(0), stream: try row.parsed(1), sequence: row.integer(2), id: try row.parsed(3),
        subject: try row.parsed(4), attempts: row.integer(5), fault: row.text(6), deadAt: row.timestamp(7))
    }
  }
}

extension StoreWriter {
  /// Lets dead letters be tried again, as if for the first time.
  ///
  /// - Returns: How many.
  package func retryDeadLetters(_ letters: [DeadLetter], of tenant: TenantID) throws -> Int64 {
    for letter in letters {
      try offerAgain(letter.sequence, for: letter.subscription, of: tenant)
      try wake(letter.subscription, of: tenant, at: change.time)
    }
    return try discardDeadLetters(letters, of: tenant)
  }

  /// Forgets dead letters; their events stay in the stream as long as it keeps them.
  ///
  /// - Returns: How many.
  package func discardDeadLetters(_ letters: [DeadLetter], of tenant: TenantID) throws -> Int64 {
    var count: Int64 = 0
    for letter in letters {
      count += Int64(
        try run(
          "DELETE FROM event_dead_letter WHERE tenant = ?1 AND subscription = ?2 AND sequence = ?3",
          [SQLValue(tenant), SQLValue(letter.subscription), .integer(letter.sequence)]))
    }
    return count
  }

  /// Lets events that were read be read again by one subscription: those of its pattern and of the tenant's present
  /// incarnation, and no others.
  ///
  /// - Parameters:
  ///   - range: Which sequences.
  ///   - subscription: By which subscription.
  ///   - tenant: Whose.
  ///   - incarnation: The tenant's present incarnation.
  /// - Returns: How many events.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/eventRefused`` where the range has an event of another incarnation.
  package func replay(
    _ range: ClosedRange<Int64>, for subscription: EventSubscription, of tenant: TenantID, incarnation: Int64
  ) throws -> Int64 {
    var found: [(sequence: Int64, id: EventID)] = []
    try forEach(
      """
      SELECT sequence, incarnation, id, subject FROM event
      WHERE tenant = ?1 AND stream = ?2 AND sequence BETWEEN ?3 AND ?4 ORDER BY sequence
      """,
      [
        SQLValue(tenant), SQLValue(subscription.stream), .integer(range.lowerBound),
        // What was not looked at yet will come anyway.
        .integer(min(range.upperBound, subscription.cursor)),
      ]
    ) { row in
      guard row.integer(1) == incarnation else { throw EventRefusal.wrongIncarnation.error }
      if subscription.pattern.matches(try row.parsed(3)) { found.append((row.integer(0), try row.parsed(2))) }
    }
    for event in found {
      try run(
        """
        DELETE FROM event_consumed
        WHERE tenant = ?1 AND subscription = ?2 AND incarnation = ?3 AND stream = ?4 AND id = ?5
        """,
        [
          SQLValue(tenant), SQLValue(subscription.name), .integer(incarnation), SQLValue(subscription.stream),
          SQLValue(event.id),
        ])
      try run(
        "DELETE FROM event_dead_letter WHERE tenant = ?1 AND subscription = ?2 AND sequence = ?3",
        [SQLValue(tenant), SQLValue(subscription.name), .integer(event.sequence)])
      try offerAgain(event.sequence, for: subscription.name, of: tenant)
    }
    if !found.isEmpty { try wake(subscription.name, of: tenant, at: change.time) }
    return Int64(found.count)
  }

  /// Lets an event be handed out again; one that is handed out now stays with whoever has it.
  private func offerAgain(_ sequence: Int64, for name: EventSubscriptionName, of tenant: TenantID) throws {
    try run(
      """
      INSERT INTO event_delivery (tenant, subscription, sequence, partition_key, attempts, due_at)
      SELECT event_subscription.tenant, subscription, event.sequence, event.partition_key, 0, ?4
      FROM event_subscription JOIN event ON event.tenant = event_subscription.tenant
        AND event.stream = event_subscription.stream
      WHERE event_subscription.tenant = ?1 AND subscription = ?2 AND event.sequence = ?3
      ON CONFLICT (tenant, subscription, sequence) DO NOTHING
      """, [SQLValue(tenant), SQLValue(name), .integer(sequence), SQLValue(change.time)])
  }
}
