// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import TenantTestSupport
import Testing

@testable import TenantStore

/// Row 37: nothing that differs from what was signed is accepted.
@Suite struct SignedTokenTests {
  private let store: TemporaryStore
  private let signer = ContextSigner(ContextKeyID(bits: 42))
  private let keys: ContextKeySet
  private let claims: ContextClaims
  private let use: ContextUse

  init() throws {
    store = try TemporaryStore()
    try store.addSharedPool()
    let tenant = try store.administration().onboard(.sample("acme")).value
    let issuer = try store.read { try $0.contextIssuer() }
    let key = ContextKey(id: signer.keyID, publicKey: try signer.publicKey, state: .active, since: store.clock.now)
    keys = ContextKeySet(issuer: issuer, epoch: 1, keys: [key])
    use = ContextUse(audience: try ContextAudience(parsing: "prod.example/orders"))
    claims = ContextClaims(
      issuer: issuer, tenant: try ContextTenant(tenant), audience: use.audience,
      subject: try ContextPrincipal(parsing: "u1"), purposes: [try ContextPurpose(parsing: "orders.read")],
      transaction: ContextTransaction(bits: 3), issuedAt: store.clock.now.microseconds / 1_000_000, hops: 1)
  }

  private func reason(_ text: String, _ keys: ContextKeySet? = nil) throws -> String? {
    do {
      let keys = keys ?? self.keys
      _ = try store.read { try $0.verifiedClaims(text, use, keys: keys, at: store.clock.now) }
      return nil
    } catch let fault as TenantError where fault.code == .contextRefused {
      return fault.details["reason"]
    }
  }

  /// One bit of every byte, another one from byte to byte: a signature takes long to check without optimisation.
  @Test func everyByteOfATokenCounts() throws {
    let text = try signer.sign(claims).text
    #expect(try reason(text) == nil)
    var reasons: Set<String> = []
    try store.read { reader in
      for position in 0..<text.utf8.count {
        var bytes = Array(text.utf8)
        bytes[position] ^= 1 << UInt8(position % 8)
        let changed = String(decoding: bytes, as: UTF8.self)
        let fault = #expect(throws: TenantError.self, "byte \(position)") {
          try reader.verifiedClaims(changed, use, keys: keys, at: store.clock.now)
        }
        reasons.insert(fault?.details["reason"] ?? "")
      }
    }
    #expect(reasons.isSuperset(of: ["malformed", "unknown-key", "bad-signature"]))
    #expect(reasons.isSubset(of: ["malformed", "unknown-key", "wrong-issuer", "too-long-lived", "bad-signature"]))
  }

  /// Random changes of a good token: pieces cut, doubled, exchanged, and other claims under the old signature.
  @Test func randomMutationsAreNeverAccepted() throws {
    var generator = SeededGenerator(seed: 5)
    let good = try signer.sign(claims)
    let alphabet = Array("ABCxyz019-_.=%/ ".utf8)
    try store.read { reader in
      for _ in 0..<1_000 {
        var bytes = Array(good.text.utf8)
        for _ in 0..<Int.random(in: 1...3, using: &generator) where !bytes.isEmpty {
          let place = Int.random(in: 0..<bytes.count, using: &generator)
          switch Int.random(in: 0..<5, using: &generator) {
          case 0: bytes.remove(at: place)
          case 1: bytes.insert(alphabet.randomElement(using: &generator) ?? 0, at: place)
          case 2: bytes[place] = alphabet.randomElement(using: &generator) ?? 0
          case 3: bytes.swapAt(place, Int.random(in: 0..<bytes.count, using: &generator))
          default: bytes.removeSubrange(place..<min(bytes.count, place + 9))
          }
        }
        let text = String(decoding: bytes, as: UTF8.self)
        guard text != good.text else { continue }
        #expect(throws: TenantError.self, "\(text)") {
          try reader.verifiedClaims(text, use, keys: keys, at: store.clock.now)
        }
      }
    }
  }

  @Test func claimsUnderTheSignatureOfOthersAreRefused() throws {
    let good = try signer.sign(claims)
    var edited = claims
    edited.expiresAt += 60
    edited.purposes = [try ContextPurpose(parsing: "orders.write")]
    let forged = ContextToken.text(ContextToken.signedBytes(edited, keyID: signer.keyID), signature: good.signature)
    #expect(try reason(forged) == "bad-signature")
    // The same claims written another way are other bytes.
    let spaced = claims.canonicalJSON.replacing(",", with: ", ")
    let rewritten = Array("tct1.\(signer.keyID).\(Base64URL.text(spaced.utf8))".utf8)
    #expect(try reason(ContextToken.text(rewritten, signature: good.signature)) == "bad-signature")
    // Signed by another key under this one's name, and by another key under its own.
    let other = ContextSigner(ContextKeyID(bits: 43))
    let stolen = try other.sign(claims)
    #expect(
      try reason(
        ContextToken.text(ContextToken.signedBytes(claims, keyID: signer.keyID), signature: stolen.signature))
        == "bad-signature")
    #expect(try reason(stolen.text) == "unknown-key")
  }

  /// Signature malleability: S + L is another spelling of the same signature, which RFC 8032 forbids.
  @Test func aSignatureHasOneSpelling() throws {
    let order: [UInt8] = [
      0xED, 0xD3, 0xF5, 0x5C, 0x1A, 0x63, 0x12, 0x58, 0xD6, 0x9C, 0xF7, 0xA2, 0xDE, 0xF9, 0xDE, 0x14, 0, 0, 0, 0, 0, 0,
      0,
      0, 0, 0, 0, 0, 0, 0, 0, 0x10,
    ]
    let good = try signer.sign(claims)
    var signature = good.signature
    var carry: UInt16 = 0
    for (position, byte) in order.enumerated() {
      carry += UInt16(signature[32 + position]) + UInt16(byte)
      signature[32 + position] = UInt8(truncatingIfNeeded: carry)
      carry >>= 8
    }
    #expect(carry == 0)
    #expect(try reason(ContextToken.text(good.signedBytes, signature: signature)) == "bad-signature")
    #expect(
      try reason(ContextToken.text(good.signedBytes, signature: [UInt8](repeating: 0, count: 64))) == "bad-signature")
  }

  @Test func keysAreBelievedByTheirState() throws {
    let text = try signer.sign(claims).text
    func with(_ state: ContextKeyState, since: Int64 = 0) throws -> String? {
      var key = keys.keys[0]
      key.state = state
      key.since = Timestamp(microseconds: store.clock.now.microseconds - since * 1_000_000)
      return try reason(text, ContextKeySet(issuer: keys.issuer, epoch: 2, keys: [key]))
    }
    for state in [ContextKeyState.next, .active, .retiring] { #expect(try with(state) == nil) }
    #expect(try with(.retiring, since: 305) == "retired-key")
    #expect(try with(.revoked) == "revoked-key")
    let foreign = ContextKeySet(issuer: try ContextIssuer(parsing: "ff"), epoch: 1, keys: keys.keys)
    #expect(try reason(text, foreign) == "wrong-issuer")
  }

  /// Rows 16 and 25: a tenant that does not exist looks like one that is somebody else's.
  @Test func anUnknownTenantLooksLikeAnother() throws {
    var other = claims
    other.tenant = TenantID(bits: 1)
    let text = try signer.sign(other).text
    #expect(try reason(text) == "wrong-tenant")
    let globex = try store.administration().onboard(.sample("globex")).value
    let good = try signer.sign(claims).text
    let fault = #expect(throws: TenantError.self) {
      try store.read { try $0.verifiedClaims(good, use, owner: globex.id, keys: keys, at: store.clock.now) }
    }
    #expect(fault == ContextRefusal.wrongTenant.error)
  }

  @Test func residencyIsOfTheSetOfRegions() throws {
    let (eu, us, longer) = (try Region(parsing: "eu-1"), try Region(parsing: "us-1"), try Region(parsing: "eu-1us-1"))
    #expect(try ContextSignature.residency([eu, us]) == ContextSignature.residency([us, eu, us]))
    #expect(try ContextSignature.residency([eu, us]) != ContextSignature.residency([longer]))
    #expect(try ContextSignature.residency([]) != ContextSignature.residency([eu]))
  }
}
