// SPDX-License-Identifier: Apache-2.0

extension StoreSchema {
  static let eventTables: [SchemaDefinition] = [
    .table(
      "event_stream", clustered: true,
      """
      tenant TEXT NOT NULL REFERENCES tenant (tenant), stream TEXT NOT NULL,
      last_sequence INTEGER NOT NULL CHECK (last_sequence >= 0), regions TEXT CHECK (length(regions) > 0),
      backlog_limit INTEGER NOT NULL CHECK (backlog_limit > 0),
      retention_seconds INTEGER NOT NULL CHECK (retention_seconds >= 0), grant_id TEXT, created_at INTEGER NOT NULL,
      PRIMARY KEY (tenant, stream)
      """),
    // What an event is about and how it is routed can be read; what it says cannot without the tenant's key.
    .table(
      "event", clustered: false,
      """
      tenant TEXT NOT NULL, stream TEXT NOT NULL, sequence INTEGER NOT NULL CHECK (sequence > 0),
      incarnation INTEGER NOT NULL, id TEXT NOT NULL, source TEXT NOT NULL, type TEXT NOT NULL, subject TEXT NOT NULL,
      time INTEGER NOT NULL, content_type TEXT, schema_id TEXT, partition_key TEXT, cause TEXT,
      placement_epoch INTEGER NOT NULL, region TEXT NOT NULL, published_at INTEGER NOT NULL, payload BLOB NOT NULL,
      PRIMARY KEY (tenant, stream, sequence), FOREIGN KEY (tenant, stream) REFERENCES event_stream (tenant, stream)
      """),
    // A repeated publish is found by this. Without the tenant, one tenant's event would suppress another's.
    .index("event_by_id", unique: true, "event (tenant, incarnation, stream, id)"),
    .table(
      "event_subscription", clustered: true,
      """
      tenant TEXT NOT NULL, subscription TEXT NOT NULL, stream TEXT NOT NULL, pattern TEXT NOT NULL,
      attempts INTEGER NOT NULL, first_wait INTEGER NOT NULL, longest_wait INTEGER NOT NULL, jitter INTEGER NOT NULL,
      window INTEGER NOT NULL, position INTEGER NOT NULL CHECK (position >= 0),
      fence INTEGER NOT NULL CHECK (fence >= 0), ready_at INTEGER, created_at INTEGER NOT NULL,
      PRIMARY KEY (tenant, subscription), FOREIGN KEY (tenant, stream) REFERENCES event_stream (tenant, stream)
      """),
    .index("event_subscription_by_stream", unique: false, "event_subscription (tenant, stream)"),
    // Consumers ask which tenants have something for them; this answers it without looking at those that have not.
    .index(
      "event_subscription_by_ready", unique: false,
      "event_subscription (subscription, ready_at) WHERE ready_at IS NOT NULL"),
    .table(
      "event_delivery", clustered: true,
      """
      tenant TEXT NOT NULL, subscription TEXT NOT NULL, sequence INTEGER NOT NULL, partition_key TEXT,
      attempts INTEGER NOT NULL CHECK (attempts >= 0), due_at INTEGER NOT NULL,
      fence INTEGER CHECK (fence > 0), PRIMARY KEY (tenant, subscription, sequence),
      FOREIGN KEY (tenant, subscription) REFERENCES event_subscription (tenant, subscription)
      """),
    .table(
      "event_dead_letter", clustered: true,
      """
      tenant TEXT NOT NULL, subscription TEXT NOT NULL, sequence INTEGER NOT NULL, attempts INTEGER NOT NULL,
      fault TEXT NOT NULL, dead_at INTEGER NOT NULL, PRIMARY KEY (tenant, subscription, sequence),
      FOREIGN KEY (tenant, subscription) REFERENCES event_subscription (tenant, subscription)
      """),
    // What was consumed. It outlives the event, so that one that comes again is known.
    .table(
      "event_consumed", clustered: true,
      """
      tenant TEXT NOT NULL, subscription TEXT NOT NULL, incarnation INTEGER NOT NULL, stream TEXT NOT NULL,
      id TEXT NOT NULL, consumed_at INTEGER NOT NULL, PRIMARY KEY (tenant, subscription, incarnation, stream, id),
      FOREIGN KEY (tenant, subscription) REFERENCES event_subscription (tenant, subscription)
      """),
  ]

  static let eventGrantTables: [SchemaDefinition] = [
    // Two copies of a grant, one of each side and filed with it; only what both permit is delivered.
    .table(
      "event_grant", clustered: true,
      """
      tenant TEXT NOT NULL REFERENCES tenant (tenant), grant_id TEXT NOT NULL, giver_incarnation INTEGER NOT NULL,
      receiver TEXT NOT NULL, receiver_incarnation INTEGER NOT NULL, stream TEXT NOT NULL, pattern TEXT NOT NULL,
      purpose TEXT NOT NULL, ends_at INTEGER NOT NULL, approver TEXT NOT NULL, created_at INTEGER NOT NULL,
      revoked_at INTEGER, delivered INTEGER NOT NULL CHECK (delivered >= 0),
      position INTEGER NOT NULL CHECK (position >= 0), ready_at INTEGER, PRIMARY KEY (tenant, grant_id)
      """),
    .index("event_grant_by_stream", unique: false, "event_grant (tenant, stream)"),
    .index("event_grant_by_ready", unique: false, "event_grant (ready_at) WHERE ready_at IS NOT NULL"),
    .table(
      "event_import", clustered: true,
      """
      tenant TEXT NOT NULL REFERENCES tenant (tenant), grant_id TEXT NOT NULL, receiver_incarnation INTEGER NOT NULL,
      giver TEXT NOT NULL, giver_incarnation INTEGER NOT NULL, stream TEXT NOT NULL, pattern TEXT NOT NULL,
      purpose TEXT NOT NULL, ends_at INTEGER NOT NULL, approver TEXT NOT NULL, created_at INTEGER NOT NULL,
      into_stream TEXT NOT NULL, accepted_at INTEGER NOT NULL, accepted_by TEXT NOT NULL, revoked_at INTEGER,
      PRIMARY KEY (tenant, grant_id), FOREIGN KEY (tenant, into_stream) REFERENCES event_stream (tenant, stream)
      """),
    .index("event_import_by_stream", unique: true, "event_import (tenant, into_stream)"),
  ]
}

extension StoreInvariant {
  static let eventInvariants = [
    StoreInvariant(
      name: "event-sequences", finding: "a stream has an event beyond its last one",
      advice: "restore a backup with 'tenantctl restore', or report it",
      sql: """
        SELECT event_stream.tenant || '/' || event_stream.stream FROM event_stream
        WHERE last_sequence < (SELECT coalesce(max(sequence), 0) FROM event
          WHERE event.tenant = event_stream.tenant AND event.stream = event_stream.stream)
        """),
    StoreInvariant(
      name: "event-cursors", finding: "a subscription has read beyond the end of its stream",
      advice: "restore a backup with 'tenantctl restore', or report it",
      sql: """
        SELECT event_subscription.tenant || '/' || subscription FROM event_subscription
        JOIN event_stream ON event_stream.tenant = event_subscription.tenant
          AND event_stream.stream = event_subscription.stream
        WHERE position > last_sequence
        """),
    StoreInvariant(
      name: "event-deliveries", finding: "a delivery or a dead letter has lost its event",
      advice: "restore a backup with 'tenantctl restore', or report it",
      sql: """
        SELECT pending.tenant || '/' || pending.subscription || '/' || pending.sequence FROM (
          SELECT tenant, subscription, sequence FROM event_delivery
          UNION ALL SELECT tenant, subscription, sequence FROM event_dead_letter) pending
        JOIN event_subscription ON event_subscription.tenant = pending.tenant
          AND event_subscription.subscription = pending.subscription
        LEFT JOIN event ON event.tenant = pending.tenant AND event.stream = event_subscription.stream
          AND event.sequence = pending.sequence
        WHERE event.tenant IS NULL OR pending.sequence > position
        """),
    StoreInvariant(
      name: "event-imports", finding: "a stream takes in another tenant's events without the receiver's consent",
      advice: "find out who changed the store by other means; restore a backup",
      sql: """
        SELECT event_stream.tenant || '/' || event_stream.stream FROM event_stream
        LEFT JOIN event_import ON event_import.tenant = event_stream.tenant
          AND event_import.into_stream = event_stream.stream AND event_import.grant_id = event_stream.grant_id
        WHERE event_stream.grant_id IS NOT NULL AND event_import.tenant IS NULL
        """),
  ]
}
