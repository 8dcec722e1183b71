// SPDX-License-Identifier: Apache-2.0

package import TenantModel
import TenantStore

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
}

extension Administration {
  /// Issues a context.
  ///
  /// The journal is told in the same transaction who was given it and why, but not the token: where it cannot be told, there
  /// is no context.
  ///
  /// - Parameters:
  ///   - request: What is asked for.
  ///   - master: What private keys are wrapped by.
  /// - Returns: The token.
  /// - Throws: ``TenantError`` where the tenant is unknown or not active, with ``TenantErrorCode/invalidValue`` where a limit
  ///   is passed, ``TenantErrorCode/keyNotFound`` or ``TenantErrorCode/masterKeyUnusable``.
  package func issueContext(_ request: ContextRequest, with master: MasterKeyFile) throws -> ContextToken {
    try store.write(plainChange) { writer in
      let tenant = try writer.requireTenant(request.tenant)
      try tenant.requireActive()
      guard (1...ContextPolicy.maximumLifeSeconds).contains(request.lifeSeconds) else {
        throw TenantError(
          .invalidValue, "'\(request.lifeSeconds)' seconds is no life of a context",
          hint: "use 1 to \(ContextPolicy.maximumLifeSeconds) seconds", details: ["value": String(request.lifeSeconds)])
      }
      guard ContextPolicy.hops.contains(request.hops) else {
        throw TenantError(
          .invalidValue, "'\(request.hops)' is no number of hops", hint: "use 0 to \(ContextPolicy.hops.upperBound)",
          details: ["value": String(request.hops)])
      }
      let signer = try writer.signer(with: master)
      var claims = ContextClaims(
        issuer: try writer.contextIssuer(), tenant: try ContextTenant(tenant), audience: request.audience,
        subject: request.subject, purposes: request.purposes,
        transaction: request.transaction ?? ContextTransaction(bits: session.randomBits()),
        issuedAt: session.now().microseconds / 1_000_000, lifeSeconds: request.lifeSeconds, hops: request.hops)
      claims.caller = request.caller
      claims.confirmation = request.confirmation
      let token = try signer.sign(claims)
      try writer.record(
        .contextIssue, key: tenant.slug.rawValue, tenant: tenant.id, after: IssuedContextNote(token))
      return token
    }
  }

  /// Exchanges a context for a narrower one of the same chain of calls; the journal is told of it as of one that is issued.
  ///
  /// - Parameters:
  ///   - text: The token.
  ///   - use: What it was presented for, by whom.
  ///   - attenuation: What the new one is to be.
  ///   - master: What private keys are wrapped by.
  /// - Returns: The new token.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/contextRefused``, or as ``issueContext(_:with:)``.
  package func exchangeContext(
    _ text: String, presentedFor use: ContextUse, as attenuation: ContextAttenuation, with master: MasterKeyFile
  ) throws -> ContextToken {
    var use = use
    use.passesOn = true
    let now = session.now()
    return try store.write(plainChange) { writer in
      let claims = try writer.verifiedClaims(text, use, at: now)
      let narrower: ContextClaims
      do throws(ContextRefusal) {
        narrower = try claims.attenuated(attenuation, at: now)
      } catch {
        throw error.error
      }
      let token = try writer.signer(with: master).sign(narrower)
      let slug = try writer.requireTenant(.id(narrower.tenant)).slug
      try writer.record(
        .contextExchange, key: slug.rawValue, tenant: narrower.tenant, after: IssuedContextNote(token))
      return token
    }
  }
}

extension StoreReader {
  func signer(with master: MasterKeyFile) throws -> ContextSigner {
    try ContextSigner(opening: requireActiveKey(), with: master.read(), issuer: contextIssuer())
  }
}
