// SPDX-License-Identifier: Apache-2.0

import Crypto
import Foundation
import TenantModel
import TenantTestSupport
import Testing

@testable import TenantStore

@Suite struct SealedEnvelopeTests {
  private let root = TenantRoot(of: TenantID(bits: 1), incarnation: 1)
  private let payload = Array("a payload that nobody else may read".utf8)

  private func item(_ change: (inout SealItem) -> Void = { _ in }) -> SealItem {
    var item = SealItem(
      purpose: .events, stream: "orders", period: SealPeriod(rawValue: 600), region: Self.region, item: "e1",
      sequence: 7,
      schema: "order.v1", producer: "shop")
    change(&item)
    return item
  }

  private static let region = Self.parsed("eu-west-1")

  private static func parsed(_ text: String) -> Region {
    guard let region = try? Region(parsing: text) else { preconditionFailure("'\(text)' is a region") }
    return region
  }

  private func seal(_ payload: [UInt8]? = nil) throws -> [UInt8] {
    try SealedEnvelope.seal(payload ?? self.payload, as: item(), with: root.dataKey(for: item()))
  }

  private func isRefused(_ sealed: [UInt8], _ item: SealItem, _ root: TenantRoot? = nil) -> Bool {
    do {
      _ = try SealedEnvelope.open(sealed, as: item, with: (root ?? self.root).dataKey(for: item))
      return false
    } catch {
      return error as? TenantError
        == TenantError(
          .sealRefused, "a sealed payload cannot be opened", hint: "compare the store with a backup")
    }
  }

  @Test func whatIsSealedIsOpenedByItsTenantWhereItBelongs() throws {
    for size in [0, 1, 15, 16, 17, 100_000] {
      let payload = [UInt8](repeating: 0xA5, count: size)
      let sealed = try seal(payload)
      #expect(sealed.count == size + SealedEnvelope.overhead)
      #expect(try SealedEnvelope.open(sealed, as: item(), with: root.dataKey(for: item())) == payload)
    }
    // Nothing of it can be recognised, nor that two are equal.
    let (first, second) = (try seal(), try seal())
    #expect(Set([first.dropFirst().prefix(32), second.dropFirst().prefix(32)]).count == 2)
    #expect(Set([first.suffix(51), second.suffix(51)]).count == 2)
  }

  /// Row 38: under every other tenant, incarnation, key, stream, period, region, event, position, schema and producer.
  @Test func attack38WhatIsFiledElsewhereDoesNotOpen() throws {
    let sealed = try seal()
    #expect(!isRefused(sealed, item()))
    #expect(isRefused(sealed, item { $0.purpose = .values }))
    #expect(isRefused(sealed, item { $0.stream = "order" }))
    #expect(isRefused(sealed, item { $0.period = SealPeriod(rawValue: 601) }))
    #expect(isRefused(sealed, item { $0.region = Self.parsed("eu-west-2") }))
    #expect(isRefused(sealed, item { $0.item = "e2" }))
    #expect(isRefused(sealed, item { $0.sequence = 8 }))
    #expect(isRefused(sealed, item { $0.schema = "order.v2" }))
    #expect(isRefused(sealed, item { $0.producer = "" }))
    #expect(isRefused(sealed, item(), TenantRoot(of: TenantID(bits: 1), incarnation: 1)))
    #expect(isRefused(sealed, item(), TenantRoot(of: TenantID(bits: 2), incarnation: 1)))
  }

  /// The owner is authenticated, and not only part of what the key is derived from.
  @Test func attack38TheOwnerIsPartOfWhatIsAuthenticated() throws {
    let sealed = try seal()
    let master = MasterKey()
    let issuer = try ContextIssuer(parsing: "0123456789abcdef0123456789abcdef")
    let wrapped = try root.wrapped(with: master, issuer: issuer)
    // A key that is filed as that of another incarnation, tenant or id is not opened at all.
    let owner = root.owner
    for other in [
      SealOwner(tenant: TenantID(bits: 2), incarnation: 1, keyID: owner.keyID),
      SealOwner(tenant: owner.tenant, incarnation: 2, keyID: owner.keyID),
      SealOwner(tenant: owner.tenant, incarnation: 1, keyID: TenantKeyID(bits: 5)),
    ] {
      #expect(throws: TenantError.self) {
        try TenantRoot(opening: wrapped, of: other, with: master, issuer: issuer)
      }
      #expect(item().associatedData(other) != item().associatedData(owner))
    }
    let opened = try TenantRoot(opening: wrapped, of: owner, with: master, issuer: issuer)
    #expect(!isRefused(sealed, item(), opened))
  }

  @Test func everyBitCounts() throws {
    let sealed = try seal()
    for position in sealed.indices {
      for bit in 0..<8 {
        var changed = sealed
        changed[position] ^= 1 << UInt8(bit)
        #expect(isRefused(changed, item()), "byte \(position), bit \(bit)")
      }
    }
    for count in 0..<sealed.count { #expect(isRefused(Array(sealed.prefix(count)), item())) }
    #expect(isRefused(sealed + [0], item()))
  }

  /// Row 38: a message can be made that AES-GCM opens under the keys of two tenants, but it has one commitment.
  @Test func attack38AMessageForTwoKeysOpensForOneTenantAtMost() throws {
    let owners = (1...2).map { SealOwner(tenant: TenantID(bits: $0), incarnation: 1, keyID: TenantKeyID(bits: $0)) }
    let keys = owners.map { _ in SymmetricKey(size: .bits256) }
    let salt = [UInt8](repeating: 7, count: 32)
    func derived(_ index: Int, _ label: String) -> SymmetricKey {
      HKDF<SHA256>.deriveKey(
        inputKeyMaterial: keys[index], salt: salt, info: Data(label.utf8), outputByteCount: 32)
    }
    let messageKeys = [0, 1].map { derived($0, "tenantctl message key 1") }
    let commitments = [0, 1].map { derived($0, "tenantctl key commitment 1").withUnsafeBytes { Array($0) } }
    let authenticated = owners.map { item().associatedData($0) }
    let nonce = [UInt8](repeating: 0, count: 12)
    let text = Array("pay to acme 1000".utf8)
    let crafted = try TwoKeyMessage(saying: text, under: Array(zip(messageKeys, authenticated)), nonce: nonce)

    // Plain AES-GCM opens it for both.
    let box = try AES.GCM.SealedBox(
      nonce: AES.GCM.Nonce(data: nonce), ciphertext: crafted.ciphertext, tag: crafted.tag)
    let opened = try [0, 1].map {
      Array(try AES.GCM.open(box, using: messageKeys[$0], authenticating: authenticated[$0]))
    }
    #expect(opened[0].prefix(16) == text[...] && opened[0] != opened[1])

    for owner in [0, 1] {
      let sealed = [1] + salt + commitments[owner] + crafted.ciphertext + crafted.tag
      for reader in [0, 1] {
        let key = SealingKey(keys[reader], owner: owners[reader])
        let found = try? SealedEnvelope.open(sealed, as: item(), with: key)
        #expect(found == (reader == owner ? opened[reader] : nil))
      }
    }
  }

  /// Row 38: the commitment belongs to the key, whatever else is right.
  @Test func attack38TheCommitmentIsThatOfTheKey() throws {
    let other = TenantRoot(of: TenantID(bits: 2), incarnation: 1)
    let theirs = try SealedEnvelope.seal(payload, as: item(), with: other.dataKey(for: item()))
    var crafted = try seal()
    // All else is as it must be; only the commitment is to the key of another.
    crafted.replaceSubrange(33..<65, with: theirs[33..<65])
    #expect(isRefused(crafted, item()))
    #expect(isRefused(crafted, item(), other))
  }

  @Test func aMasterKeyAndAStoreOpenTheirOwnRootsOnly() throws {
    let (master, other) = (MasterKey(), MasterKey())
    let issuer = try ContextIssuer(parsing: "0123456789abcdef0123456789abcdef")
    let elsewhere = try ContextIssuer(parsing: "1123456789abcdef0123456789abcdef")
    let wrapped = try root.wrapped(with: master, issuer: issuer)
    for (key, issuer) in [(other, issuer), (master, elsewhere)] {
      let error = #expect(throws: TenantError.self) {
        try TenantRoot(opening: wrapped, of: root.owner, with: key, issuer: issuer)
      }
      #expect(error?.code == .masterKeyUnusable)
    }
    #expect(throws: TenantError.self) {
      try TenantRoot(opening: [1, 2, 3], of: root.owner, with: master, issuer: issuer)
    }
  }

  @Test func keysAreDifferentForEachUseAndSayNothing() throws {
    let name = Array("customer 7".utf8)
    let other = TenantRoot(of: TenantID(bits: 2), incarnation: 1)
    #expect(root.digest(of: name, for: .values).count == 32)
    #expect(root.digest(of: name, for: .values) == root.digest(of: name, for: .values))
    #expect(root.digest(of: name, for: .values) != root.digest(of: name, for: .files))
    #expect(root.digest(of: name, for: .values) != other.digest(of: name, for: .values))
    #expect("\(root)" == "root key \(root.owner.keyID)" && "\(root.dataKey(for: item()))" == "data key")
    var text = ""
    dump(root, to: &text)
    dump(root.dataKey(for: item()), to: &text)
    #expect(!text.contains("SymmetricKey") && !text.contains("SecureBytes"))
  }
}
