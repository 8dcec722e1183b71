// SPDX-License-Identifier: Apache-2.0

import Crypto
import FoundationEssentials
import TenantModel

/// The key that wraps the private keys in a store; it is kept in a file of its own, so that the store reveals no secret.
///
/// Nothing of it is ever printed: neither here nor where a value that holds it is described.
package struct MasterKey: Sendable, CustomStringConvertible, CustomReflectable {
  private let key: SymmetricKey

  /// Takes 32 bytes; `nil` where there are more or fewer.
  init?(bytes: [UInt8]) {
    guard bytes.count == 32 else { return nil }
    key = SymmetricKey(data: bytes)
  }

  /// Makes a key from the system's source of randomness.
  package init() {
    key = SymmetricKey(size: .bits256)
  }

  /// The bytes, for the file.
  var bytes: [UInt8] { key.withUnsafeBytes(Array.init) }

  /// A word that says nothing.
  package var description: String { "master key" }

  /// Nothing but ``description``.
  package var customMirror: Mirror { Mirror(self, children: ["description": description]) }

  /// Wraps the private half of a signing key with AES-256-GCM.
  ///
  /// - Parameters:
  ///   - privateKey: The bytes.
  ///   - keyID: Whose; it is authenticated with them, so that what belongs to one key cannot be filed under another.
  ///   - issuer: The store, for which a key of its own is derived with HKDF-SHA-256.
  /// - Returns: Nonce, ciphertext and tag.
  /// - Throws: What the cryptography throws.
  func wrap(_ privateKey: Data, of keyID: ContextKeyID, issuer: ContextIssuer) throws -> [UInt8] {
    let box = try AES.GCM.seal(
      privateKey, using: wrappingKey(issuer, for: "tenantctl signing keys 1"),
      authenticating: Data(keyID.rawValue.utf8))
    return Array(box.nonce) + Array(box.ciphertext) + Array(box.tag)
  }

  /// Opens what ``wrap(_:of:issuer:)`` returned.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/masterKeyUnusable`` where this is not the key that wrapped it.
  func unwrap(_ wrapped: [UInt8], of keyID: ContextKeyID, issuer: ContextIssuer) throws -> Data {
    do {
      return try AES.GCM.open(
        AES.GCM.SealedBox(combined: wrapped), using: wrappingKey(issuer, for: "tenantctl signing keys 1"),
        authenticating: Data(keyID.rawValue.utf8))
    } catch {
      throw TenantError(
        .masterKeyUnusable, "the master key does not open the signing key '\(keyID)'",
        hint: "name the file that belongs to this store with --master-key-file", details: ["key": keyID.rawValue])
    }
  }

  /// A key of the store's own, and of what it wraps, so that nothing wrapped for one can be filed as the other.
  func wrappingKey(_ issuer: ContextIssuer, for use: String) -> SymmetricKey {
    HKDF<SHA256>.deriveKey(
      inputKeyMaterial: key, salt: Data(issuer.rawValue.utf8), info: Data(use.utf8), outputByteCount: 32)
  }
}
