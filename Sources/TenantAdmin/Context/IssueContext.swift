// SPDX-License-Identifier: Apache-2.0

package import TenantModel
import TenantStore

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
      let token = try writer.issueContext(
        request, with: master.read, spare: ContextTransaction(bits: session.randomBits()), at: session.now())
      try writer.record(.contextIssue, of: token)
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
    let now = session.now()
    return try store.write(plainChange) { writer in
      let token = try writer.exchangeContext(text, presentedFor: use, as: attenuation, with: master.read, at: now)
      try writer.record(.contextExchange, of: token)
      return token
    }
  }
}

extension StoreWriter {
  /// Tells the journal that somebody is given a context.
  fileprivate func record(_ kind: JournalKind, of token: ContextToken) throws {
    let tenant = try requireTenant(.id(token.claims.tenant))
    try record(kind, key: tenant.slug.rawValue, tenant: tenant.id, after: IssuedContextNote(token))
  }
}

extension StoreReader {
  func signer(with master: MasterKeyFile) throws -> ContextSigner { try signer(with: master.read()) }
}
