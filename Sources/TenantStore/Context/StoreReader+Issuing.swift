// SPDX-License-Identifier: Apache-2.0

package import TenantModel

extension StoreReader {
  /// The key that signs, with its private half.
  ///
  /// - Parameter master: What private keys are wrapped by.
  /// - Returns: The key.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/keyNotFound`` or ``TenantErrorCode/masterKeyUnusable``.
  package func signer(with master: MasterKey) throws -> ContextSigner {
    try ContextSigner(opening: requireActiveKey(), with: master, issuer: contextIssuer())
  }

  /// Issues a context of a tenant that is served in this transaction.
  ///
  /// - Parameters:
  ///   - request: What is asked for.
  ///   - master: Reads what private keys are wrapped by.
  ///   - spare: The chain of calls that it begins, where it belongs to none.
  ///   - now: What the clock shows.
  /// - Returns: The token.
  /// - Throws: ``TenantError`` where the tenant is unknown or not active, with ``TenantErrorCode/invalidValue`` where a limit
  ///   is passed, ``TenantErrorCode/keyNotFound`` or ``TenantErrorCode/masterKeyUnusable``.
  package func issueContext(
    _ request: ContextRequest, with master: () throws -> MasterKey, spare: ContextTransaction, at now: Timestamp
  ) throws -> ContextToken {
    let tenant = try requireTenant(request.tenant)
    try tenant.requireActive()
    let claims = try request.claims(of: ContextTenant(tenant), from: contextIssuer(), spare: spare, at: now)
    return try signer(with: master()).sign(claims)
  }

  /// Exchanges a context for a narrower one of the same chain of calls, where it is accepted in this transaction.
  ///
  /// - Parameters:
  ///   - text: The token.
  ///   - use: What it was presented for, by whom.
  ///   - attenuation: What the new one is to be.
  ///   - master: Reads what private keys are wrapped by.
  ///   - now: What the clock shows.
  /// - Returns: The new token.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/contextRefused``, or as ``issueContext(_:with:spare:at:)``.
  package func exchangeContext(
    _ text: String, presentedFor use: ContextUse, as attenuation: ContextAttenuation,
    with master: () throws -> MasterKey, at now: Timestamp
  ) throws -> ContextToken {
    var use = use
    use.passesOn = true
    let claims = try verifiedClaims(text, use, at: now)
    let narrower: ContextClaims
    do throws(ContextRefusal) {
      narrower = try claims.attenuated(attenuation, at: now)
    } catch {
      throw error.error
    }
    return try signer(with: master()).sign(narrower)
  }
}
