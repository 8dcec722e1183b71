// SPDX-License-Identifier: Apache-2.0

import Crypto
package import TenantModel

/// A signing key whose private half is in memory.
package struct ContextSigner: Sendable, CustomStringConvertible, CustomReflectable {
  /// Identifier of the key.
  package let keyID: ContextKeyID
  private let key: Curve25519.Signing.PrivateKey

  /// Makes a key from the system's source of randomness, never from one that a caller chooses.
  package init(_ keyID: ContextKeyID) {
    self.keyID = keyID
    key = Curve25519.Signing.PrivateKey()
  }

  /// Opens a key of a store.
  ///
  /// - Parameters:
  ///   - sealed: The key as it is stored.
  ///   - master: What it is wrapped by.
  ///   - issuer: The store.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/masterKeyUnusable``, or ``TenantErrorCode/storeCorrupt`` where the
  ///   halves do not belong together.
  package init(opening sealed: SealedKey, with master: MasterKey, issuer: ContextIssuer) throws {
    keyID = sealed.key.id
    let bytes = try master.unwrap(sealed.wrapped, of: sealed.key.id, issuer: issuer)
    guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes),
      Array(key.publicKey.rawRepresentation) == sealed.key.publicKey.bytes
    else {
      throw TenantError(
        .storeCorrupt, "the halves of the signing key '\(keyID)' do not belong together",
        hint: "run 'tenantctl key revoke \(keyID)', and find out who changed the store")
    }
    self.key = key
  }

  /// The public half.
  package var publicKey: ContextDigest {
    get throws {
      try ContextDigest(checking: Array(key.publicKey.rawRepresentation))
    }
  }

  /// The private half, wrapped.
  package func wrapped(with master: MasterKey, issuer: ContextIssuer) throws -> [UInt8] {
    try master.wrap(key.rawRepresentation, of: keyID, issuer: issuer)
  }

  /// Signs claims.
  ///
  /// - Parameter claims: What the context says.
  /// - Returns: The token, read back as any verifier reads it.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where the claims break a rule or are too long.
  package func sign(_ claims: ContextClaims) throws -> ContextToken {
    let bytes = ContextToken.signedBytes(claims, keyID: keyID)
    do {
      return try ContextToken(parsing: ContextToken.text(bytes, signature: key.signature(for: bytes)))
    } catch {
      throw TenantError(
        .invalidValue, "this context cannot be issued: it breaks a rule, or needs more than 1024 bytes",
        hint: "use fewer purposes, shorter names, 1 to \(ContextPolicy.maximumLifeSeconds) seconds and 0 to 16 hops")
    }
  }

  /// Signs a statement about an erasure.
  ///
  /// - Parameter payload: Canonical JSON of the statement.
  /// - Returns: The signature, 64 bytes.
  /// - Throws: What the cryptography throws.
  package func sign(evidence payload: [UInt8]) throws -> [UInt8] {
    Array(try key.signature(for: ErasureEvidence.signedBytes(payload, keyID: keyID)))
  }

  /// The identifier only.
  package var description: String { "signing key \(keyID)" }

  /// Nothing but ``description``.
  package var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}

/// A signing key as it is stored.
package struct SealedKey: Sendable {
  /// The public half.
  package let key: ContextKey
  /// The private half, wrapped by the master key.
  package let wrapped: [UInt8]

  /// Takes the two halves.
  package init(key: ContextKey, wrapped: [UInt8]) {
    self.key = key
    self.wrapped = wrapped
  }
}

/// What every verifier computes alike.
package enum ContextSignature {
  /// Checks the signature of a token.
  ///
  /// - Parameters:
  ///   - token: The token.
  ///   - key: The key that is said to have signed it.
  /// - Throws: ``ContextRefusal/badSignature``.
  package static func check(_ token: ContextToken, by key: ContextKey) throws(ContextRefusal) {
    guard isGood(token.signature, for: token.signedBytes, by: key) else { throw .badSignature }
  }

  /// Whether a signature belongs to bytes.
  ///
  /// - Parameters:
  ///   - signature: The signature.
  ///   - bytes: The bytes.
  ///   - key: The key that is said to have signed them.
  /// - Returns: Whether it does.
  package static func isGood(_ signature: [UInt8], for bytes: [UInt8], by key: ContextKey) -> Bool {
    guard bindsItsOwner(key.publicKey.bytes) else { return false }
    let publicKey = try? Curve25519.Signing.PublicKey(rawRepresentation: key.publicKey.bytes)
    return publicKey?.isValidSignature(signature, for: bytes) == true
  }

  /// Whether a public key is the point of somebody's secret, in its only spelling.
  ///
  /// The cryptography takes the points whose order divides eight, too. Under those one signature is good for every message, or
  /// for some of them, and needs no secret.
  ///
  /// - Parameter bytes: The key, 32 bytes, the lowest first; the highest bit is a sign.
  /// - Returns: Whether it is.
  private static func bindsItsOwner(_ bytes: [UInt8]) -> Bool {
    let number = Array(bytes.dropLast()) + [bytes[31] & 0x7F]
    // The prime is 2^255 - 19. One less is a point of order two; the prime and what is above are other spellings.
    if number[0] >= 0xEC, number[1..<31].allSatisfy({ $0 == 0xFF }), number[31] == 0x7F { return false }
    return !smallOrder.contains(number)
  }

  /// The points of order one, four and eight.
  private static let smallOrder: [[UInt8]] = [
    [1] + [UInt8](repeating: 0, count: 31),
    [UInt8](repeating: 0, count: 32),
    [
      0x26, 0xE8, 0x95, 0x8F, 0xC2, 0xB2, 0x27, 0xB0, 0x45, 0xC3, 0xF4, 0x89, 0xF2, 0xEF, 0x98, 0xF0,
      0xD5, 0xDF, 0xAC, 0x05, 0xD3, 0xC6, 0x33, 0x39, 0xB1, 0x38, 0x02, 0x88, 0x6D, 0x53, 0xFC, 0x05,
    ],
    [
      0xC7, 0x17, 0x6A, 0x70, 0x3D, 0x4D, 0xD8, 0x4F, 0xBA, 0x3C, 0x0B, 0x76, 0x0D, 0x10, 0x67, 0x0F,
      0x2A, 0x20, 0x53, 0xFA, 0x2C, 0x39, 0xCC, 0xC6, 0x4E, 0xC7, 0xFD, 0x77, 0x92, 0xAC, 0x03, 0x7A,
    ],
  ]

  /// The digest of a set of allowed regions.
  ///
  /// - Parameter regions: The regions, in any order.
  /// - Returns: SHA-256 over their names, each with its end.
  /// - Throws: As ``ContextDigest/init(checking:)``, though a digest always has 32 bytes.
  package static func residency(_ regions: [Region]) throws -> ContextDigest {
    let text = "tenantctl-residency-1\n" + Set(regions).sorted().map { "\($0)\n" }.joined()
    return try ContextDigest(checking: SHA256.hash(data: Array(text.utf8)).withUnsafeBytes(Array.init))
  }
}

extension ContextTenant {
  /// Takes what is known from a tenant's record.
  package init(_ tenant: Tenant) throws {
    self.init(tenant, residency: try ContextSignature.residency(tenant.allowedRegions))
  }
}
