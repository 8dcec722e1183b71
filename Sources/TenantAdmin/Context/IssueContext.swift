// SPDX-License-Identifier: Apache-2.0

package import TenantModel
import TenantStore

extension Administration {
  /// Issues a context.
  ///
  /// Nothing is written: a context is not a thing of the store, and who was given one is the business of whoever asks.
  ///
  /// - Parameters:
  ///   - request: What is asked for.
  ///   - master: What private keys are wrapped by.
  /// - Returns: The token.
  /// - Throws: ``TenantError`` where the tenant is unknown or not active, with ``TenantErrorCode/invalidValue`` where a limit
  ///   is passed, ``TenantErrorCode/keyNotFound`` or ``TenantErrorCode/masterKeyUnusable``.
  package func issueContext(_ request: ContextRequest, with master: MasterKeyFile) throws -> ContextToken {
    try store.read { reader in
      try reader.issueContext(
        request, with: master.read, spare: ContextTransaction(bits: session.randomBits()), at: session.now())
    }
  }

  /// Exchanges a context for a narrower one of the same chain of calls.
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
    return try store.read { reader in
      try reader.exchangeContext(text, presentedFor: use, as: attenuation, with: master.read, at: now)
    }
  }
}

extension StoreReader {
  func signer(with master: MasterKeyFile) throws -> ContextSigner { try signer(with: master.read()) }
}
