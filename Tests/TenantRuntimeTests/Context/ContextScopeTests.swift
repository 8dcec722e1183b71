// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantModel
import TenantStore
import TenantTestSupport
import Testing

@testable import TenantAdmin
@testable import TenantRuntime

@Suite struct ContextScopeTests {
  private let fixture: RuntimeFixture
  private let master: MasterKeyFile
  private static let orders = "prod.example/orders"

  init() throws {
    fixture = try RuntimeFixture()
    master = MasterKeyFile(path: fixture.store.folder.file("master"))
    #expect(fixture.see(try fixture.administration.rotateKeys(with: master)))
  }

  private func issue(_ slug: String = "acme", life: Int64 = 60) throws -> String {
    var request = ContextRequest(
      tenant: try TenantSelector(parsing: slug), audience: try ContextAudience(parsing: Self.orders),
      subject: try ContextPrincipal(parsing: "u1"), purposes: [try ContextPurpose(parsing: "orders.read")])
    request.lifeSeconds = life
    return try fixture.administration.issueContext(request, with: master).text
  }

  private func reason(_ body: () throws -> Void) -> String? {
    do {
      try body()
      return nil
    } catch {
      return (error as? TenantError)?.details["reason"] ?? "\(error)"
    }
  }

  private func reason(_ token: String, audience: String = orders, after seconds: Int64 = 0) -> String? {
    let now = fixture.store.clock.now.advanced(by: .seconds(seconds))
    return reason { _ = try fixture.runtime.scope(verifying: token, audience: audience, at: now) }
  }

  @Test func theContextDecidesWhoseScopeItIs() throws {
    for slug in ["acme", "globex"] {
      let scope = try fixture.runtime.scope(verifying: issue(slug), audience: Self.orders)
      #expect(scope.tenant.slug.rawValue == slug)
    }
  }

  @Test func aContextIsRefusedForWhatItIsNot() throws {
    let token = try issue()
    for _ in 0..<2 {
      // The second time the signature is known; every other rule is asked again.
      #expect(reason(token) == nil)
      #expect(reason(token, audience: "prod.example/order") == "wrong-audience")
      #expect(reason(token, after: 64) == nil)
      #expect(reason(token, after: 65) == "expired")
      #expect(reason(token, after: -6) == "not-yet-valid")
      #expect(reason(token + "A") == "malformed")
      #expect(reason(String(repeating: "x", count: 100_000)) == "malformed")
    }
    var use = ContextUse(audience: try ContextAudience(parsing: Self.orders))
    use.purpose = try ContextPurpose(parsing: "orders.write")
    #expect(reason { _ = try fixture.runtime.scope(verifying: token, for: use) } == "missing-scope")
    #expect(code { _ = try fixture.runtime.scope(verifying: token, audience: "*") } == .invalidValue)
  }

  /// Rows 22 and 24: a suspension refuses at once, with the signature still remembered, and a resumption brings nothing back.
  @Test func aSuspensionRefusesAtOnce() throws {
    let token = try issue()
    #expect(reason(token) == nil)
    let acme = try TenantSelector(parsing: "acme")
    #expect(fixture.see(try fixture.administration.suspend(acme)))
    #expect(reason(token) == "stale-lifecycle")
    #expect(fixture.see(try fixture.administration.resume(acme)))
    #expect(reason(token) == "stale-lifecycle")
    #expect(reason(try issue()) == nil)
    #expect(fixture.see(try fixture.administration.offboard(acme, exportTo: nil)))
    #expect(reason(token) == "stale-lifecycle")
  }

  @Test func aRevokedKeyRefusesWhatIsRemembered() throws {
    let token = try issue()
    #expect(reason(token) == nil)
    let active = try #require(fixture.administration.contextKeys().active)
    #expect(fixture.see(try fixture.administration.revokeKey(active.id, with: master)))
    #expect(reason(token) == "revoked-key")
    #expect(reason(try issue()) == nil)
  }

  @Test func aRotationIsFollowed() throws {
    let before = try issue()
    // The runtime that has not seen the rotation yet knows the next key.
    let outcome = try fixture.administration.rotateKeys(with: master)
    let after = try issue()
    #expect(reason(after) == nil)
    #expect(fixture.see(outcome))
    #expect(reason(before) == nil && reason(after) == nil)
  }

  @Test func onlyGoodSignaturesAreRememberedAndNeverMoreThanFit() throws {
    let token = try issue()
    var forged = token
    forged.removeLast(8)
    forged += "AAAAAAAA"
    #expect(reason(forged) != nil)
    #expect(fixture.runtime.cachedTokens == 0)
    for _ in 0..<3 { #expect(reason(token) == nil) }
    #expect(fixture.runtime.cachedTokens == 1)
    let checker = ContextChecker(capacity: 4)
    let keys = try fixture.administration.contextKeys()
    let ring = ContextKeyRing(keys)
    let now = fixture.store.clock.now
    for _ in 0..<20 {
      let text = try issue()
      for _ in 0..<2 { _ = try checker.context(of: text, by: ring, at: now) }
      #expect(checker.count <= 4)
    }
    // What was remembered under one key is not taken for another's.
    let other = ContextSigner(try #require(keys.active).id)
    let replaced = keys.keys.map { key in
      ContextKey(
        id: key.id, publicKey: (try? other.publicKey) ?? key.publicKey, state: key.state, since: key.since)
    }
    let swapped = ContextKeyRing(ContextKeySet(issuer: keys.issuer, epoch: keys.epoch, keys: replaced))
    _ = try checker.context(of: token, by: ring, at: now)
    #expect(throws: ContextRefusal.badSignature) { try checker.context(of: token, by: swapped, at: now) }
  }

  /// Row 16: a genuine context of a tenant that is not in the store looks like one that is somebody else's.
  @Test func attack16ATenantThatIsNotThereLooksLikeAnother() throws {
    let token = try ContextToken(parsing: issue())
    let signer = try fixture.store.read { try $0.signer(with: master) }
    var claims = token.claims
    claims.tenant = TenantID(bits: 99)
    #expect(reason(try signer.sign(claims).text) == "wrong-tenant")
  }

  /// What was found good under a key is not verified again where only the rest of the set has changed.
  @Test func whatIsRememberedOutlivesAChangeOfOtherKeys() throws {
    let token = try issue()
    let keys = try fixture.administration.contextKeys()
    let now = fixture.store.clock.now
    let checker = ContextChecker(capacity: 4)
    let first = try checker.context(of: token, by: ContextKeyRing(keys), at: now)
    let active = try #require(keys.active)
    let others = ContextKeyRing(ContextKeySet(issuer: keys.issuer, epoch: keys.epoch + 1, keys: [active]))
    let second = try checker.context(of: token, by: others, at: now)
    #expect(second.token.text == first.token.text && second !== first && checker.count == 1)
    #expect(try checker.context(of: token, by: others, at: now) === second)
  }

  /// Of what is asked for again, the newest is kept, whatever came between.
  @Test func whatIsUsedAgainIsYoungAgain() throws {
    let ring = ContextKeyRing(try fixture.administration.contextKeys())
    let now = fixture.store.clock.now
    let checker = ContextChecker(capacity: 2)
    let tokens = try (0..<3).map { _ in try issue() }
    let first = try checker.context(of: tokens[0], by: ring, at: now)
    _ = try checker.context(of: tokens[1], by: ring, at: now)
    #expect(try checker.context(of: tokens[0], by: ring, at: now) === first)
    _ = try checker.context(of: tokens[2], by: ring, at: now)
    #expect(try checker.context(of: tokens[0], by: ring, at: now) === first)
    #expect(checker.count == 2)
  }

  @Test func aRestoredStoreBringsItsKeysBack() throws {
    let copy = fixture.store.folder.file("copy.db")
    _ = try fixture.administration.backup(to: copy, replacing: false)
    let token = try issue()
    let active = try #require(fixture.administration.contextKeys().active)
    #expect(fixture.see(try fixture.administration.revokeKey(active.id, with: master)))
    #expect(reason(token) == "revoked-key")
    _ = try Administration.restore(fixture.store.path, from: copy, session: fixture.store.session())
    fixture.runtime.refresh()
    #expect(reason(token) == nil)
  }
}

@Suite struct ContextVerifierTests {
  private let store: TemporaryStore
  private let administration: Administration
  private let master: MasterKeyFile
  private let path: String
  private let tenant: ContextTenant
  private let use: ContextUse

  init() throws {
    store = try TemporaryStore()
    try store.addSharedPool()
    administration = try store.administration()
    master = MasterKeyFile(path: store.folder.file("master"))
    _ = try administration.rotateKeys(with: master)
    path = store.folder.file("keys.json")
    tenant = try ContextTenant(administration.onboard(.sample("acme")).value)
    use = ContextUse(audience: try ContextAudience(parsing: "prod.example/orders"))
    _ = try administration.publishKeys(to: path, replacing: false)
  }

  private func issue() throws -> String {
    try administration.issueContext(
      ContextRequest(
        tenant: .id(tenant.id), audience: use.audience, subject: ContextPrincipal(parsing: "u1"),
        purposes: [ContextPurpose(parsing: "p")]), with: master
    ).text
  }

  @Test func publishedKeysVerifyWithoutTheStore() throws {
    let verifier = try ContextVerifier(publishedKeys: path)
    let token = try issue()
    let now = store.clock.now
    for _ in 0..<2 { #expect(try verifier.verify(token, for: use, of: tenant, at: now).tenant == tenant.id) }
    #expect(verifier.cachedTokens == 1)
    let fault = #expect(throws: TenantError.self) {
      try verifier.verify(token, for: use, of: tenant, at: now.advanced(by: .seconds(65)) ?? now)
    }
    #expect(fault == ContextRefusal.expired.error && verifier.cachedTokens == 0)
  }

  @Test func anOlderSetOrThatOfAnotherIsNotTakenInItsPlace() throws {
    let verifier = try ContextVerifier(publishedKeys: path)
    let old = try store.folder.read("keys.json")
    let token = try issue()
    let active = try #require(verifier.keySet.active)
    _ = try administration.revokeKey(active.id, with: master)
    _ = try administration.publishKeys(to: path, replacing: true)
    try verifier.refresh()
    #expect(throws: ContextRefusal.revokedKey.error) {
      try verifier.verify(token, for: use, of: tenant, at: store.clock.now)
    }
    try store.folder.write(old, to: "keys.json")
    #expect(throws: TenantError.self) { try verifier.refresh() }
    let issuer = verifier.keySet.issuer.rawValue
    try store.folder.write(
      verifier.keySet.document.description.replacing(issuer, with: "other"), to: "keys.json")
    #expect(throws: TenantError.self) { try verifier.refresh() }
    #expect(verifier.keySet.epoch == 2)
  }

  @Test func whatIsNoKeySetIsRefused() throws {
    for (text, expected) in [
      ("", TenantErrorCode.invalidValue), ("{}", .invalidValue), (String(repeating: " ", count: 70_000), .invalidValue),
    ] {
      try store.folder.write(text, to: "keys.json")
      #expect(code { _ = try ContextVerifier(publishedKeys: path) } == expected)
    }
    let descriptor = open(path, O_WRONLY | O_TRUNC)
    #expect(write(descriptor, [0xFF, 0xFE] as [UInt8], 2) == 2)
    close(descriptor)
    #expect(code { _ = try ContextVerifier(publishedKeys: path) } == .invalidValue)
    #expect(code { _ = try ContextVerifier(publishedKeys: path + "x") } == .fileUnreadable)
    #expect(code { _ = try ContextVerifier(publishedKeys: path, capacity: 1) } == .invalidValue)
  }
}
