// SPDX-License-Identifier: Apache-2.0

import Crypto
import FoundationEssentials
package import TenantModel

extension StoreReader {
  /// What keeps a tenant's data from being destroyed, or `nil`.
  package func erasureHold(of tenant: TenantID) throws -> ErasureHold? {
    try first("SELECT held_until, since FROM tenant_hold WHERE tenant = ?1", [SQLValue(tenant)]) {
      ErasureHold(until: $0.optionalTimestamp(0), since: $0.timestamp(1))
    }
  }

  /// What is left of a tenant's incarnation, or `nil` where it was never destroyed.
  package func tombstone(of tenant: TenantID, incarnation: Int64) throws -> Tombstone? {
    try first(
      "SELECT facts, statement FROM tombstone WHERE erased = ?1 AND incarnation = ?2",
      [SQLValue(tenant), .integer(incarnation)], tombstone)
  }

  /// What is left of all tenants that were destroyed.
  package func tombstones() throws -> [Tombstone] {
    try rows("SELECT facts, statement FROM tombstone ORDER BY erased, incarnation") { try tombstone($0) }
  }

  /// Every pool and instance that a tenant ever lived in, as far as placement and moves tell.
  package func places(of tenant: TenantID) throws -> [String] {
    try rows(
      """
      SELECT pool, instance FROM placement WHERE tenant = ?1
      UNION SELECT from_pool, from_instance FROM migration WHERE tenant = ?1 AND from_pool IS NOT NULL
      UNION SELECT to_pool, to_instance FROM migration WHERE tenant = ?1
      ORDER BY 1, 2
      """, [SQLValue(tenant)]
    ) { row in row.text(0) + (row.optionalText(1).map { "/\($0)" } ?? "") }
  }

  /// How many events of a tenant were delivered to others by grants.
  func forwardedEvents(of tenant: TenantID) throws -> Int64 {
    try rows("SELECT delivered FROM event_grant WHERE tenant = ?1", [SQLValue(tenant)]) { $0.integer(0) }
      .reduce(0) { $0.addingSaturating($1) }
  }

  private func tombstone(_ row: SQLRow) throws -> Tombstone {
    Tombstone(
      facts: try CanonicalJSON.value(ErasureFacts.self, from: row.text(0)), statement: row.optionalText(1))
  }
}

extension StoreWriter {
  /// Keeps a tenant's data from being destroyed, or lifts that.
  ///
  /// - Parameters:
  ///   - hold: What keeps it; `nil` lifts it.
  ///   - tenant: The tenant.
  /// - Throws: ``TenantError`` from the store.
  package func set(_ hold: ErasureHold?, of tenant: Tenant) throws {
    let before = try erasureHold(of: tenant.id)
    try run("DELETE FROM tenant_hold WHERE tenant = ?1", [SQLValue(tenant.id)])
    if let hold {
      try run(
        "INSERT INTO tenant_hold (tenant, held_until, since) VALUES (?1, ?2, ?3)",
        [SQLValue(tenant.id), SQLValue(hold.until), SQLValue(hold.since)])
    }
    try record(.tenantHold, key: tenant.slug.rawValue, tenant: tenant.id, before: before, after: hold)
  }

  /// Removes everything the store holds of a tenant but its own row, its root key with it, lets the journal forget what it
  /// says of the tenant, and leaves the tombstone.
  ///
  /// - Parameters:
  ///   - tenant: The tenant, as it is stored from this transaction on.
  ///   - files: Files that there are beside the store.
  ///   - places: Where the tenant lived.
  /// - Returns: What was destroyed, and what the journal said of the tenant.
  /// - Throws: ``TenantError`` from the store.
  package func erase(
    _ tenant: Tenant, files: Int64, places: [String]
  ) throws -> (facts: ErasureFacts, texts: Set<String>) {
    var counts = try rowCounts(of: tenant.id)
    for table in ["tenant", "journal"] + StoreSchema.tenantBookTables { counts[table] = nil }
    let key = try wrappedRoot(of: tenant.id, incarnation: tenant.incarnation)?.owner.keyID
    let forwarded = try forwardedEvents(of: tenant.id)
    _ = try purgeRows(of: tenant.id)
    let forgotten = try forgetJournal(of: tenant)
    if let key { try record(.tenantKeyDestroy, key: key.rawValue, tenant: tenant.id) }
    var facts = ErasureFacts(
      tenant: tenant, key: key?.rawValue, rows: counts, files: files, places: places, erasedAt: change.time)
    facts.forwardedEvents = forwarded
    facts.keptJournalRows = forgotten.keptRows
    try put(Tombstone(facts: facts, statement: nil))
    return (facts, forgotten.texts)
  }

  /// Keeps what is attested of an erasure.
  ///
  /// - Parameter statement: The statement.
  /// - Throws: ``TenantError`` from the store.
  package func attest(_ statement: ErasureStatement) throws {
    let text = try CanonicalJSON.text(of: statement)
    try put(Tombstone(facts: statement.facts, statement: text))
    try record(
      .tenantErase, key: statement.facts.slug.rawValue, tenant: statement.facts.tenant,
      after: ["digest": Hexadecimal.text(Self.digest(text))])
  }

  /// Adds or completes a tombstone; none is ever removed.
  package func put(_ tombstone: Tombstone) throws {
    try run(
      """
      INSERT INTO tombstone (erased, incarnation, erased_at, facts, statement, digest) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
      ON CONFLICT (erased, incarnation) DO UPDATE SET facts = excluded.facts, statement = excluded.statement,
        digest = excluded.digest
      """,
      [
        SQLValue(tombstone.facts.tenant), .integer(tombstone.facts.incarnation), SQLValue(tombstone.facts.erasedAt),
        .text(try CanonicalJSON.text(of: tombstone.facts)), SQLValue(tombstone.statement),
        tombstone.statement.map { .blob(Self.digest($0)) } ?? .null,
      ])
  }

  /// Destroys again what a backup brought back of tenants that had been destroyed, and keeps their tombstones.
  ///
  /// - Parameter tombstones: Those of the store as it was before the backup was restored.
  /// - Returns: How many tenants were destroyed again.
  /// - Throws: ``TenantError`` from the store.
  func eraseAgain(_ tombstones: [Tombstone]) throws -> Int {
    var count = 0
    for tombstone in tombstones {
      // What the backup itself knows and attests is not put in question.
      let present = try self.tombstone(of: tombstone.facts.tenant, incarnation: tombstone.facts.incarnation)
      if present?.statement == nil { try put(tombstone) }
      guard let before = try tenant(tombstone.facts.tenant), before.state != .offboarded,
        before.incarnation == tombstone.facts.incarnation
      else { continue }
      let known = before.anonymous
      var after = known
      after.state = .offboarded
      // Neither contexts of the backup's time nor those from before the erasure are accepted.
      after.lifecycleEpoch = max(before.lifecycleEpoch, tombstone.facts.lifecycleEpoch)
      if let placement = try placement(of: before.id) { try delete(placement) }
      _ = try purgeRows(of: before.id)
      try update(after)
      _ = try forgetJournal(of: after)
      try record(.tenantEraseAgain, key: after.slug.rawValue, tenant: after.id, before: known, after: after)
      count += 1
    }
    return count
  }

  private static func digest(_ text: String) -> [UInt8] {
    SHA256.hash(data: Data(text.utf8)).withUnsafeBytes(Array.init)
  }
}
