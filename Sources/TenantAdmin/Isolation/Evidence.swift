// SPDX-License-Identifier: Apache-2.0

package import TenantModel
import TenantStore

extension Administration {
  /// Signs a statement and writes it to a file, which appears whole or not at all.
  func writeEvidence(
    _ statement: ErasureStatement, to path: String, with master: MasterKeyFile, replacing: Bool
  ) throws {
    let payload = Array(try CanonicalJSON.text(of: statement).utf8)
    let signer = try store.read { try $0.signer(with: master) }
    let signature = try signer.sign(evidence: payload)
    let file = try NewFile(path, replacing: replacing, store: store.path)
    try file.write(ErasureEvidence(keyID: signer.keyID, payload: payload, signature: signature).text)
    try file.publish()
  }

  /// Checks evidence by the keys of the store, also those that sign no more: the journal knows all that ever did.
  ///
  /// - Parameter text: The evidence.
  /// - Returns: What it states.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/evidenceRefused``, also where a tombstone says otherwise.
  package func verifyEvidence(_ text: String) throws -> ErasureStatement {
    let evidence = try ErasureEvidence(parsing: text)
    return try store.read { reader in
      let statement = try Self.verify(evidence, keys: [reader.everyContextKey(evidence.keyID)].compactMap(\.self))
      let stored = try reader.tombstone(of: statement.facts.tenant, incarnation: statement.facts.incarnation)
      guard try statement.store == reader.storeID(), stored?.facts == statement.facts else {
        throw ErasureEvidence.refusal("the store knows nothing of this erasure")
      }
      return statement
    }
  }

  /// Checks evidence by a published key set, without a store.
  ///
  /// - Parameters:
  ///   - text: The evidence.
  ///   - keys: The keys to believe.
  /// - Returns: What it states.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/evidenceRefused``.
  package static func verifyEvidence(_ text: String, keys: ContextKeySet) throws -> ErasureStatement {
    let statement = try verify(ErasureEvidence(parsing: text), keys: keys.keys)
    guard statement.store == keys.issuer.rawValue else {
      throw ErasureEvidence.refusal("it is not of the store of the key set")
    }
    return statement
  }

  private static func verify(_ evidence: ErasureEvidence, keys: [ContextKey]) throws -> ErasureStatement {
    guard let key = keys.first(where: { $0.id == evidence.keyID }), key.state != .revoked else {
      throw ErasureEvidence.refusal("its key is unknown or was revoked")
    }
    guard ContextSignature.isGood(evidence.signature, for: evidence.signedBytes, by: key) else {
      throw ErasureEvidence.refusal("its signature does not belong to it")
    }
    let statement: ErasureStatement
    do {
      statement = try CanonicalJSON.value(
        ErasureStatement.self, from: String(decoding: evidence.payload, as: UTF8.self))
    } catch {
      throw ErasureEvidence.refusal("it was written by a newer version")
    }
    guard statement.format == ErasureStatement.currentFormat else {
      throw ErasureEvidence.refusal("it was written by a newer version")
    }
    return statement
  }
}

extension StoreReader {
  /// A signing key whatever its state, also one that was forgotten: as the journal tells.
  fileprivate func everyContextKey(_ id: ContextKeyID) throws -> ContextKey? {
    if let key = try contextKeySet().keys.first(where: { $0.id == id }) { return key }
    var filter = JournalFilter()
    filter.kind = "key"
    filter.key = id.rawValue
    var found: ContextKey?
    var isRevoked = false
    try forEachJournalEntry(filter) { entry in
      isRevoked = isRevoked || entry.kind == .keyRevoke
      if let after = entry.after { found = try CanonicalJSON.value(ContextKey.self, from: after) }
      return true
    }
    if isRevoked { found?.state = .revoked }
    return found
  }
}
