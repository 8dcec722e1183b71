// SPDX-License-Identifier: Apache-2.0

extension StoreSchema {
  static let leaseTables: [SchemaDefinition] = [
    // What holders were given to spend. The holder and its sequence number make a repeated request the same lease. Of the
    // units, the last `beyond` were granted above the limit. A lease whose expiry is its beginning was never granted here: it
    // was reported by a holder that knew more than a restored store, or admitted in an outage.
    .table(
      "quota_lease", clustered: true,
      """
      \(ledgerKey), period_end INTEGER NOT NULL, holder TEXT NOT NULL, sequence INTEGER NOT NULL, meter TEXT NOT NULL,
      units INTEGER NOT NULL CHECK (units > 0), beyond INTEGER NOT NULL CHECK (beyond BETWEEN 0 AND units),
      spent INTEGER NOT NULL CHECK (spent >= 0), metered INTEGER NOT NULL CHECK (metered BETWEEN 0 AND spent),
      returned INTEGER NOT NULL CHECK (returned >= 0 AND spent <= units - returned),
      refundable INTEGER NOT NULL CHECK (refundable IN (0, 1)), granted_at INTEGER NOT NULL, expires_at INTEGER NOT NULL,
      ended_at INTEGER, PRIMARY KEY (tenant, quota, user_id, period_start, holder, sequence)
      """),
    // What is in the hands of holders, without the many leases of the period that have ended.
    .index(
      "quota_lease_open", unique: false,
      "quota_lease (tenant, quota, user_id, period_start, expires_at) WHERE ended_at IS NULL"),
    .index("quota_lease_by_expiry", unique: false, "quota_lease (expires_at) WHERE ended_at IS NULL"),
    .index(
      "quota_lease_accounted", unique: false,
      "quota_lease (ended_at) WHERE ended_at IS NOT NULL AND units = spent + returned"),
    // What became of the units of a period: `settled` and `overrun` were spent within and beyond the limit, `burned` is
    // charged because dead holders may have spent it, `metered` was written as usage events by this ledger, and `forgotten`
    // is the part of what was spent whose leases are not kept any more.
    .table(
      "quota_ledger", clustered: true,
      """
      \(ledgerKey), period_end INTEGER NOT NULL, meter TEXT NOT NULL, settled INTEGER NOT NULL CHECK (settled >= 0),
      burned INTEGER NOT NULL CHECK (burned >= 0), overrun INTEGER NOT NULL CHECK (overrun >= 0),
      metered INTEGER NOT NULL CHECK (metered >= 0), forgotten INTEGER NOT NULL CHECK (forgotten >= 0),
      PRIMARY KEY (tenant, quota, user_id, period_start)
      """),
    .table(
      "quota_alert", clustered: true,
      """
      \(ledgerKey), threshold INTEGER NOT NULL CHECK (threshold > 0), fired_at INTEGER NOT NULL, used INTEGER NOT NULL,
      quota_limit INTEGER NOT NULL, PRIMARY KEY (tenant, quota, user_id, period_start, threshold)
      """),
  ]

  /// Whose units of which period; the empty user stands for the tenant as a whole.
  private static let ledgerKey = """
    tenant TEXT NOT NULL REFERENCES tenant (tenant), quota TEXT NOT NULL, user_id TEXT NOT NULL DEFAULT '',
    period_start INTEGER NOT NULL
    """
}
