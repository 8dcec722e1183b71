// SPDX-License-Identifier: Apache-2.0

extension StoreSchema {
  /// Bills, rules and attributed costs are the operator's own books, not data of tenants: rows that speak of a tenant have it
  /// as their `party`, and outlive it, because otherwise a closed period would no longer add up to its bill.
  static let costTables: [SchemaDefinition] = [
    .table(
      "cost_bill", clustered: true,
      """
      bill TEXT PRIMARY KEY, source TEXT NOT NULL, layout TEXT NOT NULL, digest TEXT NOT NULL,
      lines INTEGER NOT NULL CHECK (lines > 0), imported_at INTEGER NOT NULL
      """),
    .index("cost_bill_by_digest", unique: true, "cost_bill (digest)"),
    // The record of a bill follows its lines, because only then its digest is known: so the references wait for the commit.
    .table(
      "cost_line", clustered: true,
      """
      bill TEXT NOT NULL REFERENCES cost_bill (bill) DEFERRABLE INITIALLY DEFERRED,
      line INTEGER NOT NULL CHECK (line > 0), period TEXT NOT NULL,
      amount TEXT NOT NULL, currency TEXT NOT NULL, service TEXT NOT NULL, provider TEXT, billing_account TEXT,
      sub_account TEXT, category TEXT, charge_category TEXT, region TEXT, resource TEXT, summary TEXT,
      charge_start INTEGER, charge_end INTEGER, tags TEXT NOT NULL,
      PRIMARY KEY (bill, line)
      """),
    .index("cost_line_by_period", unique: false, "cost_line (period, bill, line)"),
    // The sums of the lines, so that a report is held against the bill without reading its lines.
    .table(
      "cost_bill_total", clustered: true,
      """
      bill TEXT NOT NULL REFERENCES cost_bill (bill) DEFERRABLE INITIALLY DEFERRED, period TEXT NOT NULL,
      currency TEXT NOT NULL, service TEXT NOT NULL, amount TEXT NOT NULL, lines INTEGER NOT NULL CHECK (lines > 0),
      PRIMARY KEY (bill, period, currency, service)
      """),
    .table(
      "cost_rule", clustered: true,
      """
      name TEXT PRIMARY KEY, priority INTEGER NOT NULL, document TEXT NOT NULL, created_at INTEGER NOT NULL,
      updated_at INTEGER NOT NULL, version INTEGER NOT NULL
      """),
    .table(
      "cost_run", clustered: true,
      "period TEXT PRIMARY KEY, hash TEXT NOT NULL, document TEXT NOT NULL"),
    .table(
      "cost_basis", clustered: true,
      """
      period TEXT NOT NULL REFERENCES cost_run (period), basis INTEGER NOT NULL, rule TEXT NOT NULL,
      method TEXT NOT NULL, summary TEXT NOT NULL, undistributed INTEGER NOT NULL CHECK (undistributed >= 0),
      remainder_reason TEXT NOT NULL,
      PRIMARY KEY (period, basis)
      """),
    // A party is a tenant's id, or the reason why there is none. Like every key that speaks of tenants it comes first.
    .table(
      "cost_weight", clustered: true,
      """
      party TEXT NOT NULL, period TEXT NOT NULL REFERENCES cost_run (period), basis INTEGER NOT NULL,
      weight INTEGER NOT NULL CHECK (weight > 0),
      PRIMARY KEY (party, period, basis)
      """),
    .index("cost_weight_by_period", unique: false, "cost_weight (period, basis, party, weight)"),
    .table(
      "cost_outcome", clustered: true,
      """
      bill TEXT NOT NULL, line INTEGER NOT NULL, period TEXT NOT NULL REFERENCES cost_run (period), basis INTEGER,
      rule TEXT, reason TEXT, CHECK ((basis IS NULL) <> (reason IS NULL)),
      PRIMARY KEY (bill, line)
      """),
    .index("cost_outcome_by_period", unique: false, "cost_outcome (period, bill, line)"),
    .table(
      "cost_rollup", clustered: true,
      """
      party TEXT NOT NULL, period TEXT NOT NULL REFERENCES cost_run (period), currency TEXT NOT NULL,
      service TEXT NOT NULL, tier TEXT NOT NULL, pool TEXT NOT NULL, amount TEXT NOT NULL,
      PRIMARY KEY (party, period, currency, service)
      """),
    // Holds all that a report reads, in the order of periods, so that a month is read from one place.
    .index(
      "cost_rollup_by_period", unique: false, "cost_rollup (period, party, currency, service, tier, pool, amount)"),
  ]

  /// Empty for bills that were imported before.
  static let billFileDigest = [
    "ALTER TABLE cost_bill ADD COLUMN file_digest TEXT NOT NULL DEFAULT ''",
    "CREATE INDEX cost_bill_by_file_digest ON cost_bill (file_digest)",
  ]
}
