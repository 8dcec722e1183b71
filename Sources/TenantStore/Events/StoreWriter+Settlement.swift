// SPDX-License-Identifier: Apache-2.0

package import TenantModel

/// What names one handing out of an event.
package struct DeliveryKey: Hashable, Sendable {
  /// The subscription.
  package let subscription: EventSubscriptionName
  /// The event's place in the stream.
  package let sequence: Int64
  /// What tells this handing out from every other one.
  package let fence: Int64

  /// Names a handing out.
  ///
  /// - Parameters:
  ///   - subscription: The subscription.
  ///   - sequence: The event's place in the stream.
  ///   - fence: The fence of the handing out.
  package init(subscription: EventSubscriptionName, sequence: Int64, fence: Int64) {
    self.subscription = subscription
    self.sequence = sequence
    self.fence = fence
  }
}

extension StoreReader {
  /// Checks that an event which was handed out may be delivered now, whatever held when it was handed out.
  ///
  /// - Parameters:
  ///   - delivery: Which handing out.
  ///   - place: Who consumes.
  ///   - now: What the clock shows.
  /// - Returns: The subscription.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/eventRefused``: where the tenant is not served as whoever asks knows it or
  ///   not here, where a grant does not hold any more, or where somebody else has the event by now.
  @discardableResult
  package func requireDeliverable(
    _ delivery: DeliveryKey, at place: EventPlace, at now: Timestamp
  ) throws -> EventSubscription {
    let (subscription, _, tenant) = try requireHeld(delivery, at: place)
    guard let stream = try eventStream(subscription.stream, of: place.tenant) else {
      throw EventRefusal.staleDelivery.error
    }
    do throws(EventRefusal) {
      try EventDeliveryPolicy.check(regions: stream.regions, of: tenant, in: place.region)
    } catch {
      throw error.error
    }
    try requireImportable(stream, of: place.tenant, at: now)
    return subscription
  }

  /// Checks that a handing out is the newest of its event, and that the tenant is served as whoever asks knows it.
  fileprivate func requireHeld(
    _ delivery: DeliveryKey, at place: EventPlace
  ) throws -> (subscription: EventSubscription, attempts: Int64, tenant: EventTenant) {
    let tenant = try requireCurrent(place)
    let attempts = try first(
      """
      SELECT attempts FROM event_delivery
      WHERE tenant = ?1 AND subscription = ?2 AND sequence = ?3 AND fence = ?4
      """,
      [
        SQLValue(place.tenant), SQLValue(delivery.subscription), .integer(delivery.sequence), .integer(delivery.fence),
      ]
    ) { $0.integer(0) }
    guard let attempts, let subscription = try eventSubscription(delivery.subscription, of: place.tenant) else {
      throw EventRefusal.staleDelivery.error
    }
    return (subscription, attempts, tenant)
  }
}

extension StoreWriter {
  /// Finishes an event for good, in the transaction of what was done for it: either both happen, or neither.
  ///
  /// - Parameters:
  ///   - delivery: Which handing out.
  ///   - place: Who consumed.
  /// - Throws: As ``StoreReader/requireDeliverable(_:at:at:)``.
  package func acknowledge(_ delivery: DeliveryKey, at place: EventPlace) throws {
    let subscription = try requireDeliverable(delivery, at: place, at: change.time)
    guard let event = try event(delivery.sequence, in: subscription.stream, of: place.tenant) else {
      throw EventRefusal.staleDelivery.error
    }
    try run(
      "DELETE FROM event_delivery WHERE tenant = ?1 AND subscription = ?2 AND sequence = ?3",
      [SQLValue(place.tenant), SQLValue(delivery.subscription), .integer(delivery.sequence)])
    try run(
      """
      INSERT INTO event_consumed (tenant, subscription, incarnation, stream, id, consumed_at)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (tenant, subscription, incarnation, stream, id) DO NOTHING
      """,
      [
        SQLValue(place.tenant), SQLValue(delivery.subscription), .integer(event.incarnation),
        SQLValue(subscription.stream), SQLValue(event.envelope.id), SQLValue(change.time),
      ])
    try wake(delivery.subscription, of: place.tenant, at: change.time)
  }

  /// Puts an event back after a failure, to be tried again later or to be given up.
  ///
  /// - Parameters:
  ///   - delivery: Which handing out.
  ///   - place: Who consumed.
  ///   - fault: A word for the failure, of which nothing of the event may be part.
  ///   - isFinal: Whether trying again is known to change nothing.
  /// - Returns: Whether it became a dead letter.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/eventRefused``; `stale-delivery` where somebody else has it by now.
  @discardableResult
  package func fail(
    _ delivery: DeliveryKey, at place: EventPlace, fault: String, isFinal: Bool = false
  ) throws -> Bool {
    let (subscription, attempts, _) = try requireHeld(delivery, at: place)
    // The same event waits for another time after each try, and for another one than its neighbours.
    let seed = UInt64(bitPattern: delivery.sequence) ^ UInt64(truncatingIfNeeded: place.tenant.bits)
    guard !isFinal, let wait = subscription.retry.wait(afterAttempt: attempts, seed: seed) else {
      try bury(delivery.sequence, attempts: attempts, fault: fault, of: delivery.subscription, tenant: place.tenant)
      try wake(delivery.subscription, of: place.tenant, at: change.time)
      return true
    }
    let (due, overflow) = change.time.microseconds.addingReportingOverflow(wait * 1_000)
    guard !overflow else { throw TenantError(.overflow, "a delivery cannot wait that long") }
    try run(
      """
      UPDATE event_delivery SET fence = NULL, due_at = ?4 WHERE tenant = ?1 AND subscription = ?2 AND sequence = ?3
      """, [SQLValue(place.tenant), SQLValue(delivery.subscription), .integer(delivery.sequence), .integer(due)])
    try wake(delivery.subscription, of: place.tenant, at: Timestamp(microseconds: due))
    return false
  }

  /// Gives an event up.
  func bury(
    _ sequence: Int64, attempts: Int64, fault: String, of name: EventSubscriptionName, tenant: TenantID
  ) throws {
    try run(
      "DELETE FROM event_delivery WHERE tenant = ?1 AND subscription = ?2 AND sequence = ?3",
      [SQLValue(tenant), SQLValue(name), .integer(sequence)])
    try run(
      """
      INSERT INTO event_dead_letter (tenant, subscription, sequence, attempts, fault, dead_at)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (tenant, subscription, sequence)
      DO UPDATE SET attempts = excluded.attempts, fault = excluded.fault, dead_at = excluded.dead_at
      """,
      [
        SQLValue(tenant), SQLValue(name), .integer(sequence), .integer(attempts), .text(fault), SQLValue(change.time),
      ])
  }

  /// Lets consumers find that a subscription has something at an instant, or earlier where it had already.
  func wake(_ name: EventSubscriptionName, of tenant: TenantID, at instant: Timestamp) throws {
    try run(
      """
      UPDATE event_subscription SET ready_at = ?3
      WHERE tenant = ?1 AND subscription = ?2 AND (ready_at IS NULL OR ready_at > ?3)
      """, [SQLValue(tenant), SQLValue(name), SQLValue(instant)])
  }
}
