// SPDX-License-Identifier: Apache-2.0

package import TenantModel

extension StoreReader {
  /// Revision of the newest journal row, 0 in an empty journal.
  package func latestRevision() throws -> Int64 {
    try first("SELECT revision FROM journal ORDER BY revision DESC LIMIT 1") { $0.integer(0) } ?? 0
  }

  /// Visits journal entries, oldest first unless the filter says otherwise.
  ///
  /// - Parameters:
  ///   - filter: Which entries.
  ///   - visit: What to do with each; returns whether to go on.
  /// - Throws: ``TenantError`` from the store, or what `visit` throws.
  package func forEachJournalEntry(_ filter: JournalFilter, _ visit: (JournalEntry) throws -> Bool) throws {
    var conditions = ["revision > ?1"]
    var parameters: [SQLValue] = [.integer(filter.afterRevision)]
    func add(_ condition: String, _ value: SQLValue) {
      parameters.append(value)
      conditions.append(condition.replacing("?", with: "?\(parameters.count)"))
    }
    if let tenant = filter.tenant { add("tenant = ?", SQLValue(tenant)) }
    if filter.isFleetWide { conditions.append("tenant IS NULL") }
    if let kind = filter.kind {
      if kind.contains(".") {
        add("kind = ?", .text(kind))
      } else {
        // '/' is the character after '.', so this is the range of all kinds of the noun.
        add("kind >= ?", .text(kind + "."))
        add("kind < ?", .text(kind + "/"))
      }
    }
    if let key = filter.key { add("key = ?", .text(key)) }
    if let actor = filter.actor { add("actor = ?", .text(actor)) }
    if let since = filter.since { add("time >= ?", SQLValue(since)) }
    if let until = filter.until { add("time < ?", SQLValue(until)) }
    let sql = """
      SELECT revision, time, actor, reason, tenant, kind, key, before, after, hash FROM journal
      WHERE \(conditions.joined(separator: " AND ")) ORDER BY revision \(filter.newestFirst ? "DESC" : "ASC")
      """
    let statement = try bound(sql, parameters)
    defer { statement.reset() }
    while try statement.step() {
      if try !visit(journalEntry(SQLRow(statement))) { return }
    }
  }

  private func journalEntry(_ row: SQLRow) throws -> JournalEntry {
    JournalEntry(
      revision: row.integer(0), time: row.timestamp(1), actor: row.text(2), reason: row.optionalText(3),
      tenant: row.isNull(4) ? nil : try row.parsed(4), kind: JournalKind(rawValue: row.text(5)), key: row.text(6),
      before: row.optionalText(7), after: row.optionalText(8), hash: row.blob(9))
  }

  func journalHead() throws -> JournalHead {
    try first("SELECT revision, hash FROM journal ORDER BY revision DESC LIMIT 1") {
      JournalHead(revision: $0.integer(0), hash: $0.blob(1))
    } ?? JournalHead(revision: 0, hash: [])
  }

  func meta(_ name: String) throws -> String? {
    try first("SELECT value FROM store_meta WHERE name = ?1", [.text(name)]) { $0.text(0) }
  }

  /// The store's random identity.
  package func storeID() throws -> String {
    try meta("store.id") ?? ""
  }

  /// The recorded result of an earlier command with the given idempotency key, as canonical JSON.
  package func idempotencyRecord(_ key: String) throws -> String? {
    try first(
      "SELECT after FROM journal WHERE kind = ?1 AND key = ?2 LIMIT 1",
      [.text(JournalKind.idempotency.rawValue), .text(key)]
    ) { $0.text(0) }
  }
}
