// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantStore

extension Administration {
  /// Tells the journal who is given something of a tenant and why, before it is given.
  ///
  /// A store that was opened for reading only is told nothing: whoever may only read its file could read it by other means,
  /// too. What lets somebody act for a tenant must not go this way.
  ///
  /// - Parameters:
  ///   - kind: What is given.
  ///   - key: The object within its kind.
  ///   - tenant: Whose; `nil` means everybody's.
  ///   - after: What is to be known of it: never data of the tenant, a token or a key.
  /// - Throws: ``TenantError`` from the store; then nothing may be given.
  func recordDisclosure(_ kind: JournalKind, key: String, of tenant: TenantID?, after: (any Encodable)? = nil) throws {
    guard !store.isReadOnly else { return }
    try store.write(plainChange) { try $0.record(kind, key: key, tenant: tenant, after: after) }
  }
}

/// What the journal keeps of a context that was given to somebody: with whom and for what, not the token.
struct IssuedContextNote: Encodable {
  let audience: String
  let subject: String
  let purposes: [String]
  let transaction: String
  let expiresAt: Timestamp
  let hops: Int64
  let key: String

  init(_ token: ContextToken) {
    audience = token.claims.audience.rawValue
    subject = token.claims.subject.rawValue
    purposes = token.claims.purposes.map(\.rawValue)
    transaction = token.claims.transaction.rawValue
    expiresAt = Timestamp(seconds: token.claims.expiresAt)
    hops = token.claims.hops
    key = token.keyID.rawValue
  }
}
