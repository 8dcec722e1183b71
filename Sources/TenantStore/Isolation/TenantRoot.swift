// SPDX-License-Identifier: Apache-2.0

import Crypto
import FoundationEssentials
package import TenantModel

/// The root key of a tenant, from which all keys of its data are derived.
///
/// Nothing of it is ever printed. Whoever has it has the right to what is sealed for the tenant: it is only taken from the
/// store in a scope of that tenant, or by an operation that names the tenant.
package struct TenantRoot: Sendable, CustomStringConvertible, CustomReflectable {
  /// Whose key it is.
  package let owner: SealOwner
  private let key: SymmetricKey

  /// Makes a key from the system's source of randomness, never from one that a caller chooses.
  package init(of tenant: TenantID, incarnation: Int64) {
    var generator = SystemRandomNumberGenerator()
    owner = SealOwner(
      tenant: tenant, incarnation: incarnation,
      keyID: TenantKeyID(bits: UInt128.random(in: .min ... .max, using: &generator)))
    key = SymmetricKey(size: .bits256)
  }

  /// Opens a key of a store.
  ///
  /// - Parameters:
  ///   - wrapped: The key as it is stored.
  ///   - owner: Whose key it is.
  ///   - master: What it is wrapped by.
  ///   - issuer: The store.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/masterKeyUnusable``.
  package init(opening wrapped: [UInt8], of owner: SealOwner, with master: MasterKey, issuer: ContextIssuer) throws {
    self.owner = owner
    do {
      key = SymmetricKey(
        data: try AES.GCM.open(
          AES.GCM.SealedBox(combined: wrapped), using: master.wrappingKey(issuer, for: Self.use),
          authenticating: Self.associatedData(owner)))
    } catch {
      throw TenantError(
        .masterKeyUnusable, "the master key does not open the key of tenant '\(owner.tenant)'",
        hint: "name the file that belongs to this store with --master-key-file",
        details: ["tenant": owner.tenant.rawValue])
    }
  }

  /// The key, wrapped: nonce, ciphertext and tag.
  package func wrapped(with master: MasterKey, issuer: ContextIssuer) throws -> [UInt8] {
    let box = try AES.GCM.seal(
      key.withUnsafeBytes { Data($0) }, using: master.wrappingKey(issuer, for: Self.use),
      authenticating: Self.associatedData(owner))
    return Array(box.nonce) + Array(box.ciphertext) + Array(box.tag)
  }

  /// The key of one purpose, stream and period.
  ///
  /// - Parameter item: What is sealed.
  /// - Returns: The key.
  package func dataKey(for item: SealItem) -> SealingKey {
    SealingKey(derive(item.keyLabel), owner: owner)
  }

  /// A digest that nobody without the key can compute, for looking something up by a name that the store is not told.
  ///
  /// - Parameters:
  ///   - name: The name.
  ///   - purpose: What it is the name of.
  /// - Returns: 32 bytes.
  package func digest(of name: [UInt8], for purpose: SealPurpose) -> [UInt8] {
    var label = LengthPrefixed()
    label.append("tenantctl name key 1")
    label.append(purpose.rawValue)
    return Array(HMAC<SHA256>.authenticationCode(for: name, using: derive(label.bytes)))
  }

  /// What two roots have in common only where they are one key, whosever they are; nothing can be computed from it.
  package var fingerprint: [UInt8] {
    Array(HMAC<SHA256>.authenticationCode(for: Data("tenantctl root fingerprint 1".utf8), using: key))
  }

  /// A word that says nothing of the key.
  package var description: String { "root key \(owner.keyID)" }

  /// Nothing but ``description``.
  package var customMirror: Mirror { Mirror(self, children: ["description": description]) }

  private static let use = "tenantctl tenant roots 1"

  /// The incarnation is part of it, so that no key of one is filed as that of another.
  private static func associatedData(_ owner: SealOwner) -> Data {
    var bytes = LengthPrefixed()
    bytes.append(owner.tenant.rawValue)
    bytes.append(owner.incarnation)
    bytes.append(owner.keyID.rawValue)
    return Data(bytes.bytes)
  }

  private func derive(_ label: [UInt8]) -> SymmetricKey {
    var salt = LengthPrefixed()
    salt.append(owner.tenant.rawValue)
    salt.append(owner.incarnation)
    return HKDF<SHA256>.deriveKey(
      inputKeyMaterial: key, salt: Data(salt.bytes), info: Data(label), outputByteCount: 32)
  }
}
