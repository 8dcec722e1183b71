// SPDX-License-Identifier: Apache-2.0

package import TenantModel

extension StoreReader {
  /// Who signs what this store issues.
  package func contextIssuer() throws -> ContextIssuer {
    try ContextIssuer(parsing: storeID())
  }

  /// The public halves of all signing keys; without keys, an empty set of epoch 0.
  package func contextKeySet() throws -> ContextKeySet {
    var epoch: Int64 = 0
    let keys = try rows("SELECT kid, public_key, state, since, epoch FROM signing_key ORDER BY kid") { row in
      epoch = max(epoch, row.integer(4))
      return try Self.contextKey(row)
    }
    return ContextKeySet(issuer: try contextIssuer(), epoch: epoch, keys: keys)
  }

  /// The key in a state in which it has a private half; `nil` where there is none.
  package func sealedKey(_ state: ContextKeyState) throws -> SealedKey? {
    try first(
      """
      SELECT kid, public_key, state, since, wrapped_key FROM signing_key
      WHERE state = ?1 AND wrapped_key IS NOT NULL ORDER BY since, kid LIMIT 1
      """, [.text(state.rawValue)]
    ) { SealedKey(key: try Self.contextKey($0), wrapped: $0.blob(4)) }
  }

  /// The key that signs.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/keyNotFound`` where the store has none.
  package func requireActiveKey() throws -> SealedKey {
    guard let key = try sealedKey(.active) else {
      throw TenantError(.keyNotFound, "the store has no signing key", hint: "make one with 'tenantctl key rotate'")
    }
    return key
  }

  /// The key with the given id.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/keyNotFound`` where there is none.
  package func requireContextKey(_ id: ContextKeyID) throws -> ContextKey {
    guard let key = try contextKeySet().keys.first(where: { $0.id == id }) else {
      throw TenantError(
        .keyNotFound, "key '\(id)' not found", hint: "run 'tenantctl key list' to see the existing ones",
        details: ["id": id.rawValue])
    }
    return key
  }

  private static func contextKey(_ row: SQLRow) throws -> ContextKey {
    guard let publicKey = ContextDigest(bytes: row.blob(1)) else {
      throw StoredValueFault.unreadable(row.text(0), as: "public key")
    }
    return ContextKey(
      id: try row.parsed(0), publicKey: publicKey, state: try row.choice(2), since: row.timestamp(3))
  }
}

extension StoreWriter {
  /// Adds a key.
  package func insert(_ sealed: SealedKey, epoch: Int64) throws {
    try run(
      "INSERT INTO signing_key (kid, public_key, wrapped_key, state, since, epoch) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
      [
        SQLValue(sealed.key.id), .blob(sealed.key.publicKey.bytes), .blob(sealed.wrapped),
        .text(sealed.key.state.rawValue), SQLValue(sealed.key.since), .integer(epoch),
      ])
  }

  /// Moves a key to another state; the private half goes where it signs no more.
  package func update(_ key: ContextKey, epoch: Int64) throws {
    try run(
      """
      UPDATE signing_key SET state = ?2, since = ?3, epoch = ?4,
        wrapped_key = CASE WHEN ?2 IN ('retiring', 'revoked') THEN NULL ELSE wrapped_key END
      WHERE kid = ?1
      """, [SQLValue(key.id), .text(key.state.rawValue), SQLValue(key.since), .integer(epoch)])
  }

  /// Forgets a key.
  package func deleteContextKey(_ id: ContextKeyID) throws {
    try run("DELETE FROM signing_key WHERE kid = ?1", [SQLValue(id)])
  }
}
