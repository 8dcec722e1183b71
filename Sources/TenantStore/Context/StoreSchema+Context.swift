// SPDX-License-Identifier: Apache-2.0

extension StoreSchema {
  static let contextTables: [SchemaDefinition] = [
    // The private half of a key is kept only as long as it signs or will sign, and wrapped by a key that is not in the store.
    .table(
      "signing_key", clustered: true,
      """
      kid TEXT PRIMARY KEY, public_key BLOB NOT NULL CHECK (length(public_key) = 32), wrapped_key BLOB,
      state TEXT NOT NULL CHECK (state IN ('next', 'active', 'retiring', 'revoked')), since INTEGER NOT NULL,
      epoch INTEGER NOT NULL CHECK (epoch > 0),
      CHECK ((wrapped_key IS NULL) = (state IN ('retiring', 'revoked')))
      """),
    .index("signing_key_active", unique: true, "signing_key (state) WHERE state = 'active'"),
    // Contexts that were used up. The tenant comes first, so that none of them can crowd out those of another.
    .table(
      "context_replay", clustered: true,
      """
      tenant TEXT NOT NULL REFERENCES tenant (tenant), audience TEXT NOT NULL, txn TEXT NOT NULL,
      kept_until INTEGER NOT NULL, PRIMARY KEY (tenant, audience, txn)
      """),
    .index("context_replay_by_end", unique: false, "context_replay (tenant, kept_until)"),
  ]
}

extension StoreInvariant {
  static let contextInvariants = [
    StoreInvariant(
      name: "signing-keys", finding: "there must be one active key and a next one, or no key at all",
      advice: "run 'tenantctl key rotate'",
      sql: """
        SELECT state || ' ' || found FROM (
          SELECT 'active' AS state, (SELECT count(*) FROM signing_key WHERE state = 'active') AS found
          UNION ALL SELECT 'next', (SELECT count(*) FROM signing_key WHERE state = 'next')) counted
        WHERE found <> 1 AND EXISTS (SELECT 1 FROM signing_key)
        """)
  ]
}
