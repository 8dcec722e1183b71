// SPDX-License-Identifier: Apache-2.0

package import TenantModel

extension StoreReader {
  /// Checks a token against the keys and the tenant's record as they are in this transaction.
  ///
  /// - Parameters:
  ///   - text: The token.
  ///   - use: What it is used for.
  ///   - owner: The tenant that owns what is addressed; `nil` takes the one that the token names.
  ///   - keys: The keys to believe; `nil` means those of the store.
  ///   - now: What the clock shows.
  /// - Returns: What the token says.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/contextRefused``.
  package func verifiedClaims(
    _ text: String, _ use: ContextUse, owner: TenantID? = nil, keys: ContextKeySet? = nil, at now: Timestamp
  ) throws -> ContextClaims {
    do {
      let token = try ContextToken(parsing: text)
      let key = try (keys ?? contextKeySet()).key(of: token, at: now)
      try ContextSignature.check(token, by: key)
      // A tenant that is not there must look like one that is somebody else's.
      guard let tenant = try tenant(owner ?? token.claims.tenant) else { throw ContextRefusal.wrongTenant }
      try ContextPolicy.checkUse(token.claims, use, of: ContextTenant(tenant), at: now)
      return token.claims
    } catch let refusal as ContextRefusal {
      throw refusal.error
    }
  }
}

extension StoreWriter {
  /// How many single uses are remembered of one tenant at a time; more are refused, not forgotten.
  package static let replayCapacity: Int64 = 10_000

  /// Uses up a context, in the transaction of what it is used up for: either both happen, or neither.
  ///
  /// - Parameter claims: What a token says that was verified in this transaction.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/contextRefused`` where the audience has seen the transaction before, or
  ///   ``replayCapacity`` single uses of the tenant are not over yet.
  package func useUp(_ claims: ContextClaims) throws {
    let tenant = SQLValue(claims.tenant)
    try run(
      "DELETE FROM context_replay WHERE tenant = ?1 AND kept_until <= ?2", [tenant, SQLValue(change.time)])
    // Another process may take it by a clock that is behind; only then nobody accepts it any more.
    let keptUntil = (claims.expiresAt + 2 * ContextPolicy.skewSeconds) * 1_000_000
    let inserted = try run(
      """
      INSERT INTO context_replay (tenant, audience, txn, kept_until) VALUES (?1, ?2, ?3, ?4)
      ON CONFLICT (tenant, audience, txn) DO NOTHING
      """, [tenant, SQLValue(claims.audience), SQLValue(claims.transaction), .integer(keptUntil)])
    guard inserted == 1 else { throw ContextRefusal.replayed.error }
    let kept = try number("SELECT count(*) FROM context_replay WHERE tenant = ?1", [tenant])
    guard kept <= Self.replayCapacity else { throw ContextRefusal.replayCacheFull.error }
  }
}
