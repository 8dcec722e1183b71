// SPDX-License-Identifier: Apache-2.0

package import TenantModel
package import TenantStore

extension Administration {
  /// Decides whether a context is accepted.
  ///
  /// - Parameters:
  ///   - text: The token.
  ///   - use: What it is used for.
  ///   - owner: The tenant that owns what is addressed; `nil` takes the one that the token names.
  ///   - keys: The keys to believe; `nil` means those of the store.
  /// - Returns: What the token says.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/contextRefused``, or ``TenantErrorCode/tenantNotFound`` where `owner`
  ///   is unknown.
  package func verifyContext(
    _ text: String, for use: ContextUse, owner: TenantSelector? = nil, keys: ContextKeySet? = nil
  ) throws -> ContextClaims {
    let now = session.now()
    return try store.read { reader in
      try reader.verifiedClaims(text, use, owner: owner.map { try reader.requireTenant($0).id }, keys: keys, at: now)
    }
  }

  /// Uses up a context for an effect that must happen once: a second use of the same transaction by the same audience is
  /// refused.
  ///
  /// The rules are checked in the transaction of the effect, so that neither a suspension nor another use can come between.
  ///
  /// - Parameters:
  ///   - text: The token.
  ///   - use: What it is used for.
  ///   - owner: The tenant that owns what is addressed; `nil` takes the one that the token names.
  ///   - keys: The keys to believe; `nil` means those of the store.
  ///   - effect: What is done; where it fails, the context is not used up.
  /// - Returns: What the effect returned.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/contextRefused``, or what the effect throws.
  package func useUpContext<Result>(
    _ text: String, for use: ContextUse, owner: TenantSelector? = nil, keys: ContextKeySet? = nil,
    _ effect: (StoreWriter, ContextClaims) throws -> Result
  ) throws -> Result {
    let change = plainChange
    return try store.write(change) { writer in
      let claims = try writer.verifiedClaims(
        text, use, owner: owner.map { try writer.requireTenant($0).id }, keys: keys, at: change.time)
      try writer.useUp(claims)
      return try effect(writer, claims)
    }
  }

  /// Uses up a context whose effect happens elsewhere, after this has returned.
  ///
  /// - Parameters:
  ///   - text: The token.
  ///   - use: What it is used for.
  ///   - owner: The tenant that owns what is addressed; `nil` takes the one that the token names.
  ///   - keys: The keys to believe; `nil` means those of the store.
  /// - Returns: What the token says.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/contextRefused``.
  package func useUpContext(
    _ text: String, for use: ContextUse, owner: TenantSelector? = nil, keys: ContextKeySet? = nil
  ) throws -> ContextClaims {
    try useUpContext(text, for: use, owner: owner, keys: keys) { _, claims in claims }
  }
}
