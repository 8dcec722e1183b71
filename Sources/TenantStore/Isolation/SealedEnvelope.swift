// SPDX-License-Identifier: Apache-2.0

import Crypto
import FoundationEssentials
package import TenantModel

/// The key of one tenant, purpose, stream and period; each message is sealed by a key of its own that is derived from it.
package struct SealingKey: Sendable, CustomStringConvertible, CustomReflectable {
  fileprivate let owner: SealOwner
  private let key: SymmetricKey

  init(_ key: SymmetricKey, owner: SealOwner) {
    self.key = key
    self.owner = owner
  }

  /// The key of a message, and the commitment to it.
  ///
  /// One ciphertext can be crafted that opens under two keys of AES-GCM; no two keys have the same commitment.
  fileprivate func message(_ salt: Data) -> (key: SymmetricKey, commitment: [UInt8]) {
    let pseudorandom = HKDF<SHA256>.extract(inputKeyMaterial: key, salt: salt)
    func expand(_ label: String) -> SymmetricKey {
      HKDF<SHA256>.expand(pseudoRandomKey: pseudorandom, info: Data(label.utf8), outputByteCount: 32)
    }
    return (expand("tenantctl message key 1"), expand("tenantctl key commitment 1").withUnsafeBytes(Array.init))
  }

  /// A word that says nothing of the key.
  package var description: String { "data key" }

  /// Nothing but ``description``.
  package var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}

/// Payloads that only their tenant can open, and only where they belong.
///
/// A sealed payload is the byte 1, a random salt of 32 bytes, the commitment to the message key, the ciphertext of
/// AES-256-GCM, and its tag of 16 bytes. It names neither tenant nor key: both come from whoever opens it.
package enum SealedEnvelope {
  /// How many bytes a sealed payload has more than the payload.
  package static let overhead = 1 + saltBytes + commitmentBytes + tagBytes

  private static let version: UInt8 = 1
  private static let saltBytes = 32
  private static let commitmentBytes = 32
  private static let tagBytes = 16
  /// Each message has a key of its own, so the nonce need not differ.
  private static let nonce = [UInt8](repeating: 0, count: 12)

  /// Seals a payload.
  ///
  /// - Parameters:
  ///   - payload: The payload.
  ///   - item: Which one of its tenant it is.
  ///   - key: The tenant's key for it, from ``TenantRoot/dataKey(for:)``.
  /// - Returns: The sealed payload, ``overhead`` bytes longer.
  /// - Throws: What the cryptography throws; only where memory is exhausted.
  package static func seal(_ payload: some Collection<UInt8>, as item: SealItem, with key: SealingKey) throws -> [UInt8]
  {
    let salt = SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }
    let (messageKey, commitment) = key.message(salt)
    var sealed: [UInt8] = [version]
    sealed.reserveCapacity(payload.count + overhead)
    sealed += salt
    sealed += commitment
    #if WITHOUT_CRYPTOGRAPHY
      return sealed + payload + [UInt8](repeating: 0, count: tagBytes)
    #else
      let box = try AES.GCM.seal(
        Data(payload), using: messageKey, nonce: AES.GCM.Nonce(data: nonce),
        authenticating: Data(item.associatedData(key.owner)))
      sealed += box.ciphertext
      return sealed + box.tag
    #endif
  }

  /// Opens a sealed payload.
  ///
  /// - Parameters:
  ///   - sealed: The sealed payload.
  ///   - item: Which one of the tenant it must be.
  ///   - key: The key of whoever opens it, never one that the payload chooses.
  /// - Returns: The payload.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/sealRefused``, whatever the reason.
  package static func open(_ sealed: some Collection<UInt8>, as item: SealItem, with key: SealingKey) throws -> [UInt8]
  {
    let body = sealed.dropFirst()
    let message = body.dropFirst(saltBytes + commitmentBytes)
    guard sealed.first == version, message.count >= tagBytes else { throw refusal }
    #if WITHOUT_CRYPTOGRAPHY
      return Array(message.dropLast(tagBytes))
    #else
      let (messageKey, commitment) = key.message(Data(body.prefix(saltBytes)))
      guard isSame(commitment, body.dropFirst(saltBytes).prefix(commitmentBytes)) else { throw refusal }
      do {
        let box = try AES.GCM.SealedBox(
          nonce: AES.GCM.Nonce(data: nonce), ciphertext: message.dropLast(tagBytes), tag: message.suffix(tagBytes))
        return Array(try AES.GCM.open(box, using: messageKey, authenticating: Data(item.associatedData(key.owner))))
      } catch {
        throw refusal
      }
    #endif
  }

  /// Compares in a time that depends on nothing but the length.
  private static func isSame(_ left: some Collection<UInt8>, _ right: some Collection<UInt8>) -> Bool {
    zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }

  /// One error for everything, so that nobody learns by trying.
  private static var refusal: TenantError {
    TenantError(.sealRefused, "a sealed payload cannot be opened", hint: "compare the store with a backup")
  }
}
