// SPDX-License-Identifier: Apache-2.0

extension StoreSchema {
  static let journalTables: [SchemaDefinition] = [
    // One row a name: identity of the store, head of the journal.
    .table("store_meta", clustered: true, "name TEXT PRIMARY KEY, value TEXT NOT NULL"),
    .table(
      "journal", clustered: false,
      """
      revision INTEGER PRIMARY KEY, time INTEGER NOT NULL, actor TEXT NOT NULL, reason TEXT, tenant TEXT,
      kind TEXT NOT NULL, key TEXT NOT NULL, before TEXT, after TEXT, hash BLOB NOT NULL
      """),
    .index("journal_by_tenant", unique: false, "journal (tenant, revision)"),
    .index("journal_by_object", unique: false, "journal (kind, key, revision)"),
  ]

  /// What binds a row to its documents, so that they can be taken out of it.
  static let journalSeal = ["ALTER TABLE journal ADD COLUMN seal BLOB"]
}
