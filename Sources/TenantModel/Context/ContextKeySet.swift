// SPDX-License-Identifier: Apache-2.0

/// Where a signing key stands in its life.
public enum ContextKeyState: String, CaseIterable, Codable, Sendable {
  /// Published so that verifiers know it before it signs.
  case next
  /// Signs.
  case active
  /// Signs no more; what it signed is still accepted until that is over.
  case retiring
  /// Nothing it signed is accepted.
  case revoked
}

/// The public half of a signing key.
public struct ContextKey: Codable, Equatable, Sendable {
  /// Its identifier, the second part of a token.
  public let id: ContextKeyID
  /// The Ed25519 public key, 32 bytes.
  public let publicKey: ContextDigest
  /// Where it stands in its life.
  public var state: ContextKeyState
  /// Since when it stands there.
  public var since: Timestamp

  /// Creates the public half of a key.
  ///
  /// - Parameters:
  ///   - id: Its identifier.
  ///   - publicKey: The Ed25519 public key.
  ///   - state: Where it stands in its life.
  ///   - since: Since when it stands there.
  public init(id: ContextKeyID, publicKey: ContextDigest, state: ContextKeyState, since: Timestamp) {
    self.id = id
    self.publicKey = publicKey
    self.state = state
    self.since = since
  }

  /// Checks that what the key signed may be accepted.
  ///
  /// - Parameter now: What the clock shows.
  /// - Throws: ``ContextRefusal/revokedKey``, or ``ContextRefusal/retiredKey`` where all it signed is over.
  public func requireAccepted(at now: Timestamp) throws(ContextRefusal) {
    switch state {
    // A verifier that has not heard of the rotation yet knows the new active key as the next one.
    case .next, .active: return
    case .retiring: if isOver(at: now) { throw .retiredKey }
    case .revoked: throw .revokedKey
    }
  }

  /// Whether all that the key may have signed is over; only for one that signs no more.
  ///
  /// - Parameter now: What the clock shows.
  /// - Returns: Whether it is.
  public func isOver(at now: Timestamp) -> Bool {
    let life = ContextPolicy.maximumLifeSeconds + ContextPolicy.skewSeconds
    // A clock at the end of time says nothing about what is over.
    guard let end = since.advanced(by: .seconds(life)) else { return false }
    return now >= end
  }
}

/// The keys of an issuer, as verifiers know them.
public struct ContextKeySet: Codable, Equatable, Sendable {
  /// Whose keys.
  public let issuer: ContextIssuer
  /// Grows with every change of the set, from 1; 0 where there never was a key.
  public let epoch: Int64
  /// The keys, ascending by id.
  public let keys: [ContextKey]

  /// Creates a set.
  ///
  /// - Parameters:
  ///   - issuer: Whose keys.
  ///   - epoch: Counts the changes of the set.
  ///   - keys: The keys, in any order.
  public init(issuer: ContextIssuer, epoch: Int64, keys: [ContextKey]) {
    self.issuer = issuer
    self.epoch = epoch
    self.keys = keys.sorted { $0.id < $1.id }
  }

  /// The key that signs, where there is one.
  public var active: ContextKey? { keys.first { $0.state == .active } }

  /// The key that signs after it, where there is one.
  public var next: ContextKey? { keys.first { $0.state == .next } }

  /// Until when the next key should sign; `nil` where none signs.
  public var rotationDue: Timestamp? { active?.since.advanced(by: .seconds(ContextPolicy.keyLifeDays * 86_400)) }

  /// The key that signed a token, where it is in the set and what it signed may be accepted.
  ///
  /// - Parameters:
  ///   - token: The token.
  ///   - now: What the clock shows.
  /// - Returns: The key.
  /// - Throws: ``ContextRefusal/unknownKey``, ``ContextRefusal/revokedKey``, ``ContextRefusal/retiredKey`` or
  ///   ``ContextRefusal/wrongIssuer``.
  public func key(of token: ContextToken, at now: Timestamp) throws(ContextRefusal) -> ContextKey {
    guard let key = keys.first(where: { $0.id == token.keyID }) else { throw .unknownKey }
    try key.requireAccepted(at: now)
    guard token.claims.issuer == issuer else { throw .wrongIssuer }
    return key
  }
}
