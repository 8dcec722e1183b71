// SPDX-License-Identifier: Apache-2.0

package import TenantModel

extension StoreReader {
  /// The subscriptions of a tenant, by name.
  package func eventSubscriptions(of tenant: TenantID) throws -> [SubscriptionStanding] {
    try rows(
      "\(Self.standingQuery) WHERE tenant = ?1 ORDER BY subscription", [SQLValue(tenant)], Self.standing)
  }

  /// A subscription of a tenant and how far it is behind.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/subscriptionNotFound`` where there is none.
  package func requireStanding(_ name: EventSubscriptionName, of tenant: TenantID) throws -> SubscriptionStanding {
    let standing = try first(
      "\(Self.standingQuery) WHERE tenant = ?1 AND subscription = ?2", [SQLValue(tenant), SQLValue(name)],
      Self.standing)
    guard let standing else { throw Self.noSubscription(name) }
    return standing
  }

  /// A subscription of a tenant.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/subscriptionNotFound`` where there is none.
  package func requireSubscription(_ name: EventSubscriptionName, of tenant: TenantID) throws -> EventSubscription {
    guard let subscription = try eventSubscription(name, of: tenant) else { throw Self.noSubscription(name) }
    return subscription
  }

  private static func noSubscription(_ name: EventSubscriptionName) -> TenantError {
    TenantError(
      .subscriptionNotFound, "subscription '\(name)' not found",
      hint: "run 'tenantctl subscription list' to see the existing ones", details: ["id": name.rawValue])
  }

  /// A subscription of a tenant; `nil` where there is none.
  package func eventSubscription(_ name: EventSubscriptionName, of tenant: TenantID) throws -> EventSubscription? {
    try first(
      "SELECT \(Self.subscriptionColumns) FROM event_subscription WHERE tenant = ?1 AND subscription = ?2",
      [SQLValue(tenant), SQLValue(name)], Self.subscription)
  }

  private static let subscriptionColumns =
    "subscription, stream, pattern, attempts, first_wait, longest_wait, jitter, window, position, created_at"

  private static let standingQuery = """
    SELECT \(subscriptionColumns),
      (SELECT last_sequence FROM event_stream WHERE event_stream.tenant = event_subscription.tenant
        AND event_stream.stream = event_subscription.stream) - position,
      (SELECT count(*) FROM event_delivery WHERE event_delivery.tenant = event_subscription.tenant
        AND event_delivery.subscription = event_subscription.subscription),
      (SELECT count(*) FROM event_dead_letter WHERE event_dead_letter.tenant = event_subscription.tenant
        AND event_dead_letter.subscription = event_subscription.subscription)
    FROM event_subscription
    """

  private static func standing(_ row: SQLRow) throws -> SubscriptionStanding {
    SubscriptionStanding(
      subscription: try subscription(row), unread: row.integer(10), pending: row.integer(11), dead: row.integer(12))
  }

  private static func subscription(_ row: SQLRow) throws -> EventSubscription {
    var subscription = EventSubscription(
      name: try row.parsed(0), stream: try row.parsed(1), pattern: try row.parsed(2), createdAt: row.timestamp(9))
    subscription.retry = try EventRetryPolicy(
      attempts: row.integer(3), firstMilliseconds: row.integer(4), capMilliseconds: row.integer(5),
      jitterPercent: row.integer(6))
    subscription.window = row.integer(7)
    subscription.cursor = row.integer(8)
    return subscription
  }

  /// The tenants that have something for the subscription of a name, those that wait longest first.
  ///
  /// This looks across tenants, for whoever serves them all; it reads no more of each than who it is and its weight.
  ///
  /// - Parameters:
  ///   - name: The subscription.
  ///   - now: What is due by then.
  ///   - limit: How many tenants at most.
  /// - Returns: The tenants and the weights of their tiers.
  /// - Throws: ``TenantError`` from the store.
  package func readyTenants(
    for name: EventSubscriptionName, at now: Timestamp, limit: Int64
  ) throws -> [(tenant: TenantID, weight: Int64)] {
    try rows(
      """
      SELECT event_subscription.tenant, tier.weight FROM event_subscription
      JOIN tenant ON tenant.tenant = event_subscription.tenant JOIN tier ON tier.name = tenant.tier
      WHERE subscription = ?1 AND ready_at <= ?2 AND tenant.state = 'active' ORDER BY ready_at LIMIT ?3
      """, [SQLValue(name), SQLValue(now), .integer(limit)]
    ) { (try $0.parsed(0), $0.integer(1)) }
  }
}

extension StoreWriter {
  /// Adds a subscription; the stream is made where there is none.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/alreadyExists``.
  package func insert(_ subscription: EventSubscription, of tenant: TenantID) throws {
    let stream = try eventStreamOrNew(subscription.stream, of: tenant)
    // Where there is nothing to read, no consumer needs to look.
    let readyAt = subscription.cursor < stream.lastSequence ? change.time : nil
    let inserted = try run(
      """
      INSERT INTO event_subscription (tenant, subscription, stream, pattern, attempts, first_wait, longest_wait, jitter,
        window, position, fence, ready_at, created_at)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 0, ?11, ?12) ON CONFLICT (tenant, subscription) DO NOTHING
      """,
      [
        SQLValue(tenant), SQLValue(subscription.name), SQLValue(subscription.stream), SQLValue(subscription.pattern),
        .integer(subscription.retry.attempts), .integer(subscription.retry.firstMilliseconds),
        .integer(subscription.retry.capMilliseconds), .integer(subscription.retry.jitterPercent),
        .integer(subscription.window), .integer(subscription.cursor), SQLValue(readyAt),
        SQLValue(subscription.createdAt),
      ])
    guard inserted == 1 else {
      throw TenantError(
        .alreadyExists, "a subscription '\(subscription.name)' exists", hint: "choose another name",
        details: ["id": subscription.name.rawValue])
    }
  }

  /// Removes a subscription with all that is kept for it.
  package func deleteSubscription(_ name: EventSubscriptionName, of tenant: TenantID) throws {
    for table in ["event_consumed", "event_dead_letter", "event_delivery", "event_subscription"] {
      try run(
        "DELETE FROM \(table) WHERE tenant = ?1 AND subscription = ?2", [SQLValue(tenant), SQLValue(name)])
    }
  }
}
