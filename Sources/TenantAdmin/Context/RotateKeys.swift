// SPDX-License-Identifier: Apache-2.0

package import TenantModel
import TenantStore

extension Administration {
  /// The signing keys, without their private halves.
  package func contextKeys() throws -> ContextKeySet {
    try store.read { try $0.contextKeySet() }
  }

  /// One of the signing keys, without its private half.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/keyNotFound`` where there is none of that id.
  package func contextKey(_ id: ContextKeyID) throws -> ContextKey {
    try store.read { try $0.requireContextKey(id) }
  }

  /// Lets the next key sign, makes a new next one, and lets the one that signed retire; makes the first keys of a store.
  ///
  /// Keys whose contexts are all over are forgotten.
  ///
  /// - Parameters:
  ///   - master: What private keys are wrapped by; made where it is missing and the store has no keys.
  ///   - replacingNext: Whether a next key that the master key does not open is revoked instead of refused: the way out where
  ///     a master key was lost. Verifiers do not know the key that signs then, until they refresh their set.
  /// - Returns: The set after the change.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/masterKeyUnusable`` where the master key is not the store's.
  package func rotateKeys(with master: MasterKeyFile, replacingNext: Bool = false) throws -> Outcome<ContextKeySet> {
    func rotate(_ key: () throws -> MasterKey) throws -> Outcome<ContextKeySet> {
      try change("key.rotate", request: ["replacingNext": replacingNext]) { writer in
        try writer.rotateKeys(with: key(), replacingNext: replacingNext, randomBits: session.randomBits)
      }
    }
    // Where nothing is wrapped yet, or nothing can be opened any more, a new master key does no harm.
    let mayMake = try replacingNext || contextKeys().keys.isEmpty
    return mayMake ? try master.making(isDryRun: session.isDryRun, rotate) : try rotate(master.read)
  }

  /// Accepts nothing any more that a key signed, from now on; where it was to sign, the next one does.
  ///
  /// Keys whose contexts are all over are forgotten.
  ///
  /// - Parameters:
  ///   - id: Which key.
  ///   - master: What private keys are wrapped by; read only where a new key has to be made.
  /// - Returns: The set after the change.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/keyNotFound`` where there is no such key, or
  ///   ``TenantErrorCode/masterKeyUnusable``.
  package func revokeKey(_ id: ContextKeyID, with master: MasterKeyFile) throws -> Outcome<ContextKeySet> {
    try change("key.revoke", request: ["key": id.rawValue]) { writer in
      let key = try writer.requireContextKey(id)
      if key.state == .revoked { return try writer.contextKeySet() }
      let epoch = try writer.nextKeyEpoch()
      try writer.move(key, to: .revoked, as: .keyRevoke, epoch: epoch)
      if key.state == .active {
        try writer.promoteNext(with: master.read(), epoch: epoch)
      }
      if key.state != .retiring {
        try writer.addKey(.next, with: master.read(), epoch: epoch, randomBits: session.randomBits)
      }
      try writer.forgetKeys()
      return try writer.contextKeySet()
    }
  }
}

extension StoreWriter {
  func rotateKeys(
    with master: MasterKey, replacingNext: Bool = false, randomBits: () -> UInt128
  ) throws -> ContextKeySet {
    let epoch = try nextKeyEpoch()
    let before = try contextKeySet()
    for key in before.keys where key.state == .active { try move(key, to: .retiring, as: .keyRotate, epoch: epoch) }
    do {
      try promoteNext(with: master, epoch: epoch)
    } catch let fault as TenantError where fault.code == .masterKeyUnusable && replacingNext {
      for key in before.keys where key.state == .next { try move(key, to: .revoked, as: .keyRevoke, epoch: epoch) }
    }
    if try sealedKey(.active) == nil { try addKey(.active, with: master, epoch: epoch, randomBits: randomBits) }
    try addKey(.next, with: master, epoch: epoch, randomBits: randomBits)
    try forgetKeys()
    return try contextKeySet()
  }

  /// Forgets the keys of which nothing can be alive, so that the set does not grow for ever.
  fileprivate func forgetKeys() throws {
    for key in try contextKeySet().keys where key.state == .retiring || key.state == .revoked {
      guard key.isOver(at: change.time) else { continue }
      try deleteContextKey(key.id)
      try record(.keyForget, key: key.id.rawValue, before: key)
    }
  }

  fileprivate func nextKeyEpoch() throws -> Int64 {
    let (epoch, overflow) = try contextKeySet().epoch.addingReportingOverflow(1)
    guard !overflow else { throw TenantError(.overflow, "the epoch of the key set cannot grow any more") }
    return epoch
  }

  fileprivate func move(_ key: ContextKey, to state: ContextKeyState, as kind: JournalKind, epoch: Int64) throws {
    var after = key
    after.state = state
    after.since = change.time
    try update(after, epoch: epoch)
    try record(kind, key: key.id.rawValue, before: key, after: after)
  }

  /// Lets the next key sign, if there is one; a master key that does not open it could never sign with it.
  fileprivate func promoteNext(with master: MasterKey, epoch: Int64) throws {
    guard let sealed = try sealedKey(.next) else { return }
    _ = try ContextSigner(opening: sealed, with: master, issuer: contextIssuer())
    try move(sealed.key, to: .active, as: .keyRotate, epoch: epoch)
  }

  fileprivate func addKey(
    _ state: ContextKeyState, with master: MasterKey, epoch: Int64, randomBits: () -> UInt128
  ) throws {
    let signer = ContextSigner(ContextKeyID(bits: randomBits()))
    let key = ContextKey(id: signer.keyID, publicKey: try signer.publicKey, state: state, since: change.time)
    try insert(SealedKey(key: key, wrapped: try signer.wrapped(with: master, issuer: contextIssuer())), epoch: epoch)
    try record(.keyCreate, key: key.id.rawValue, after: key)
  }
}
