// SPDX-License-Identifier: Apache-2.0

extension StoreSchema {
  static let usageTables: [SchemaDefinition] = [
    // Every meter that was ever counted, so that a mistyped name can be told from one without usage.
    .table("usage_meter", clustered: true, "meter TEXT PRIMARY KEY, first_seen INTEGER NOT NULL"),
    // The primary key is the idempotency key. There is no index by time: it would double the cost of ingest, and a
    // tenant's events lie together, so the few queries that need them by time read one tenant's stretch.
    .table(
      "usage_event", clustered: true,
      """
      tenant TEXT NOT NULL REFERENCES tenant (tenant), source TEXT NOT NULL, id TEXT NOT NULL, time INTEGER NOT NULL,
      ingested INTEGER NOT NULL, digest BLOB NOT NULL, quantities TEXT NOT NULL, reverses TEXT,
      PRIMARY KEY (tenant, source, id)
      """),
    // An event can be taken back once.
    .index(
      "usage_event_by_reversed", unique: true, "usage_event (tenant, source, reverses) WHERE reverses IS NOT NULL"),
    // Sums of whole hours and days in UTC; months are added up from days.
    .table(
      "usage_rollup", clustered: true,
      """
      tenant TEXT NOT NULL REFERENCES tenant (tenant), meter TEXT NOT NULL,
      grain TEXT NOT NULL CHECK (grain IN ('hour', 'day')), window_start INTEGER NOT NULL, quantity INTEGER NOT NULL,
      events INTEGER NOT NULL, PRIMARY KEY (tenant, meter, grain, window_start)
      """),
  ]
}
