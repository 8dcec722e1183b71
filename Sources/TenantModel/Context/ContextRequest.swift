// SPDX-License-Identifier: Apache-2.0

/// What a context is asked for.
package struct ContextRequest: Sendable {
  /// The tenant.
  package var tenant: TenantSelector
  /// For whom it is.
  package var audience: ContextAudience
  /// On whose behalf it is used.
  package var subject: ContextPrincipal
  /// What it may be used for, 1 to 16.
  package var purposes: [ContextPurpose]
  /// How long it lives, 1 to 300 seconds.
  package var lifeSeconds = ContextPolicy.defaultLifeSeconds
  /// How many times it may be exchanged, 0 to 16.
  package var hops: Int64 = 0
  /// The immediate caller.
  package var caller: ContextCaller?
  /// Thumbprint of the key that its holder must have.
  package var confirmation: ContextDigest?
  /// The chain of calls it belongs to; `nil` begins one.
  package var transaction: ContextTransaction?

  /// Creates a request.
  package init(
    tenant: TenantSelector, audience: ContextAudience, subject: ContextPrincipal, purposes: [ContextPurpose]
  ) {
    self.tenant = tenant
    self.audience = audience
    self.subject = subject
    self.purposes = purposes
  }

  /// What a context says that is asked for.
  ///
  /// - Parameters:
  ///   - tenant: The tenant as whoever issues it knows it.
  ///   - issuer: Who signs it.
  ///   - spare: The chain of calls that it begins, where it belongs to none.
  ///   - now: What the clock shows.
  /// - Returns: The claims.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where a limit is passed.
  package func claims(
    of tenant: ContextTenant, from issuer: ContextIssuer, spare: ContextTransaction, at now: Timestamp
  ) throws -> ContextClaims {
    guard (1...ContextPolicy.maximumLifeSeconds).contains(lifeSeconds) else {
      throw TenantError(
        .invalidValue, "'\(lifeSeconds)' seconds is no life of a context",
        hint: "use 1 to \(ContextPolicy.maximumLifeSeconds) seconds", details: ["value": String(lifeSeconds)])
    }
    guard ContextPolicy.hops.contains(hops) else {
      throw TenantError(
        .invalidValue, "'\(hops)' is no number of hops", hint: "use 0 to \(ContextPolicy.hops.upperBound)",
        details: ["value": String(hops)])
    }
    var claims = ContextClaims(
      issuer: issuer, tenant: tenant, audience: audience, subject: subject, purposes: purposes,
      transaction: transaction ?? spare, issuedAt: now.microseconds / 1_000_000, lifeSeconds: lifeSeconds, hops: hops)
    claims.caller = caller
    claims.confirmation = confirmation
    return claims
  }
}
