// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantAdmin
import TenantModel
import TenantStore
import TenantTestSupport
import Testing

@Suite struct ContextOperationTests {
  private let store: TemporaryStore
  private let master: MasterKeyFile
  private let administration: Administration
  private let acme: TenantSelector
  private let use: ContextUse

  init() throws {
    store = try TemporaryStore()
    try store.addSharedPool()
    master = MasterKeyFile(path: store.folder.file("master"))
    _ = try MasterKey.create(file: master.path)
    administration = try store.administration()
    _ = try administration.rotateKeys(with: master)
    acme = .id(try administration.onboard(.sample("acme")).value.id)
    use = ContextUse(audience: try ContextAudience(parsing: "prod.example/orders"))
  }

  private func request(_ hops: Int64 = 0) throws -> ContextRequest {
    var request = ContextRequest(
      tenant: acme, audience: use.audience, subject: try ContextPrincipal(parsing: "u1"),
      purposes: [try ContextPurpose(parsing: "orders.read"), try ContextPurpose(parsing: "orders.write")])
    request.hops = hops
    return request
  }

  private func issue(_ hops: Int64 = 0) throws -> String {
    try administration.issueContext(request(hops), with: master).text
  }

  private func reason(of body: () throws -> Void) throws -> String? {
    do {
      try body()
      return nil
    } catch let fault as TenantError where fault.code == .contextRefused {
      return fault.details["reason"]
    }
  }

  private func reason(_ text: String, _ use: ContextUse? = nil) throws -> String? {
    try reason { _ = try administration.verifyContext(text, for: use ?? self.use) }
  }

  @Test func whatIsIssuedIsAcceptedUntilItIsOver() throws {
    let text = try issue()
    let claims = try administration.verifyContext(text, for: use)
    let tenant = try administration.tenant(acme)
    #expect(claims.tenant == tenant.id && claims.lifecycleEpoch == 1 && claims.expiresAt - claims.issuedAt == 60)
    store.clock.advance(seconds: 64)
    #expect(try reason(text) == nil)
    store.clock.advance(seconds: 1)
    #expect(try reason(text) == "expired")
  }

  /// Row 22 and 24: a suspension ends every context, and a resumption brings none back.
  @Test func suspendResumeAndOffboardEndContexts() throws {
    let first = try issue()
    _ = try administration.suspend(acme)
    #expect(try reason(first) == "stale-lifecycle")
    #expect(throws: TenantError.self) { try issue() }
    _ = try administration.resume(acme)
    #expect(try reason(first) == "stale-lifecycle")
    let second = try issue()
    #expect(try reason(second) == nil)
    _ = try administration.offboard(acme, exportTo: nil)
    #expect(try reason(second) == "stale-lifecycle")
  }

  /// Row 22: the rules are asked again in the transaction of the effect.
  @Test func aSuspensionBetweenCheckAndUseIsSeen() throws {
    let text = try issue()
    _ = try administration.verifyContext(text, for: use)
    _ = try administration.suspend(acme)
    var hasHappened = false
    #expect(
      try reason { try administration.useUpContext(text, for: use) { _, _ in hasHappened = true } } == "stale-lifecycle"
    )
    #expect(!hasHappened)
  }

  @Test func aSingleUseHappensOnceAndOnlyWithItsEffect() throws {
    let text = try issue()
    #expect(throws: TestSupportFault.self) {
      try administration.useUpContext(text, for: use) { _, _ in throw TestSupportFault("the effect failed") }
    }
    let rehearsal = try store.administration(dryRun: true)
    _ = try rehearsal.useUpContext(text, for: use)
    var count = 0
    for _ in 0..<3 { _ = try reason { try administration.useUpContext(text, for: use) { _, _ in count += 1 } } }
    #expect(count == 1)
    #expect(try reason { _ = try administration.useUpContext(text, for: use) } == "replayed")
    // What only reads is allowed until it is over.
    #expect(try reason(text) == nil)
  }

  @Test func anExchangeNarrowsAndStopsWhereHopsEnd() throws {
    let first = try issue(1)
    var attenuation = ContextAttenuation(audience: try ContextAudience(parsing: "prod.example/payments"))
    attenuation.purposes = [try ContextPurpose(parsing: "orders.read")]
    let second = try administration.exchangeContext(first, presentedFor: use, as: attenuation, with: master)
    #expect(try reason(second.text) == "wrong-audience")
    let next = ContextUse(audience: attenuation.audience)
    let claims = try administration.verifyContext(second.text, for: next)
    #expect(claims.hops == 0 && claims.purposes == attenuation.purposes)
    #expect(try claims.transaction == administration.verifyContext(first, for: use).transaction)
    #expect(
      try reason {
        _ = try administration.exchangeContext(second.text, presentedFor: next, as: attenuation, with: master)
      }
        == "no-hops-left")
    attenuation.purposes = [try ContextPurpose(parsing: "orders.delete")]
    #expect(
      try reason { _ = try administration.exchangeContext(first, presentedFor: use, as: attenuation, with: master) }
        == "wider-scope")
    // Presented by whoever it is not for, it is exchanged for nothing.
    #expect(
      try reason { _ = try administration.exchangeContext(first, presentedFor: next, as: attenuation, with: master) }
        == "wrong-audience")
  }

  @Test func aRotationKeepsWhatWasSignedUntilItIsOver() throws {
    let before = try administration.contextKeys()
    let text = try issue()
    let outcome = try administration.rotateKeys(with: master)
    let after = outcome.value
    #expect(after.epoch == before.epoch + 1 && after.keys.count == 3)
    #expect(after.active?.id == before.keys.first { $0.state == .next }?.id)
    #expect(after.keys.first { $0.id == before.active?.id }?.state == .retiring)
    #expect(try reason(text) == nil)
    #expect(try ContextToken(parsing: issue()).keyID == after.active?.id)
    store.clock.advance(seconds: 305)
    #expect(try reason(text) == "retired-key")
    #expect(try administration.rotateKeys(with: master).value.keys.count == 3)
    #expect(try reason(text) == "unknown-key")
    #expect(try StateStore.examine(path: store.path).filter { $0.severity == .error }.isEmpty)
  }

  /// One next key is always published, whatever happens to the others.
  @Test func everyRevocationLeavesAnActiveAndANextKey() throws {
    var generator = SeededGenerator(seed: 3)
    for round in 0..<30 {
      let keys = try administration.contextKeys()
      let text = try issue()
      let key = try #require(keys.keys.filter { $0.state != .revoked }.randomElement(using: &generator))
      let after = try administration.revokeKey(key.id, with: master).value
      #expect(after.epoch == keys.epoch + 1)
      #expect(after.keys.count { $0.state == .active } == 1 && after.keys.count { $0.state == .next } == 1, "\(round)")
      #expect(try reason(text) == (key.state == .active ? "revoked-key" : nil))
      #expect(try !administration.revokeKey(key.id, with: MasterKeyFile(path: "/nowhere")).hasChanged)
      if Bool.random(using: &generator) { _ = try administration.rotateKeys(with: master) }
    }
    #expect(throws: TenantError.self) { try administration.revokeKey(ContextKeyID(bits: 1), with: master) }
    #expect(try store.read { try $0.verifyJournal() }.isIntact)
  }

  @Test func keysOfWhichNothingIsAliveAreForgotten() throws {
    for _ in 0..<20 {
      let active = try #require(administration.contextKeys().active)
      store.clock.advance(seconds: 306)
      #expect(try administration.revokeKey(active.id, with: master).value.keys.count <= 4)
    }
    // The journal remembers all of them.
    var forgotten = 0
    try store.read { reader in
      try reader.forEachJournalEntry(JournalFilter()) { entry in
        if entry.kind == .keyForget { forgotten += 1 }
        return true
      }
    }
    #expect(forgotten == 19)
  }

  @Test func aForeignMasterKeyChangesNothing() throws {
    let foreign = MasterKeyFile(path: store.folder.file("foreign"))
    _ = try MasterKey.create(file: foreign.path)
    let before = try administration.contextKeys()
    let active = try #require(before.active)
    for body in [
      { _ = try administration.rotateKeys(with: foreign) },
      { _ = try administration.revokeKey(active.id, with: foreign) },
      { _ = try administration.issueContext(request(), with: foreign) },
    ] as [() throws -> Void] {
      let fault = #expect(throws: TenantError.self) { try body() }
      #expect(fault?.code == .masterKeyUnusable)
    }
    #expect(try administration.contextKeys() == before)
    let text = try issue()
    // The way out where the old one is lost: what was signed is still accepted.
    let after = try administration.rotateKeys(with: foreign, replacingNext: true).value
    #expect(after.keys.count { $0.state == .active } == 1 && after.keys.count { $0.state == .next } == 1)
    #expect(try reason(text) == nil)
    #expect(try reason(administration.issueContext(request(), with: foreign).text) == nil)
  }

  @Test func keysAreChangedOncePerIdempotencyKeyAndNotInADryRun() throws {
    let before = try administration.contextKeys()
    _ = try store.administration(dryRun: true).rotateKeys(with: master)
    #expect(try administration.contextKeys() == before)
    let keyed = try store.administration(idempotencyKey: "once")
    let first = try keyed.rotateKeys(with: master)
    let second = try keyed.rotateKeys(with: master)
    #expect(second.isReplay && second.value == first.value)
  }

  /// The store alone, its journal and its log hold no secret: no private half of any key, and no token.
  @Test func theStoreRevealsNoSecret() throws {
    let text = try issue()
    _ = try administration.useUpContext(text, for: use)
    _ = try administration.rotateKeys(with: master)
    let stored = try ["", "-wal"].reduce(into: [UInt8]()) { $0 += try FileContents.read(store.path + $1) }
    let masterText = try store.folder.read("master")
    let content = String(decoding: stored, as: Unicode.ASCII.self)
    let digits = try #require(masterText.split(separator: "\n").last)
    for secret in [String(digits.prefix(16)), String(text.suffix(16)), String(text.dropFirst(40).prefix(16))] {
      #expect(!content.contains(secret))
    }
    try store.read { reader in
      for state in [ContextKeyState.retiring, .revoked] {
        let key = try reader.sealedKey(state)
        #expect(key == nil)
      }
    }
  }

  /// Whoever addresses what is another tenant's uses nothing up, and does nothing.
  @Test func aSingleUseIsOfTheTenantThatOwnsWhatIsAddressed() throws {
    let globex = TenantSelector.id(try administration.onboard(.sample("globex")).value.id)
    let text = try issue()
    var count = 0
    func useUp(_ owner: TenantSelector) throws {
      try administration.useUpContext(text, for: use, owner: owner) { _, _ in count += 1 }
    }
    #expect(try reason { try useUp(globex) } == "wrong-tenant")
    let fault = #expect(throws: TenantError.self) { try useUp(TenantSelector(parsing: "nobody")) }
    #expect(fault?.code == .tenantNotFound && count == 0)
    #expect(try reason { try useUp(acme) } == nil && count == 1)
  }

  @Test func limitsOfARequestAreTold() throws {
    let long = try (0..<16).map { try ContextPurpose(parsing: "p\($0)" + String(repeating: "x", count: 80)) }
    for edit in [
      { $0.lifeSeconds = 0 }, { $0.lifeSeconds = 301 }, { $0.hops = -1 }, { $0.hops = 17 }, { $0.purposes = [] },
      { $0.purposes = long },
    ] as [(inout ContextRequest) -> Void] {
      var request = try request()
      edit(&request)
      let fault = #expect(throws: TenantError.self) { try administration.issueContext(request, with: master) }
      #expect(fault?.code == .invalidValue)
    }
  }

  @Test func aStoreWithoutKeysSaysSo() throws {
    let bare = try TemporaryStore()
    let fault = #expect(throws: TenantError.self) { try bare.administration().publishedKeys() }
    #expect(fault?.code == .keyNotFound)
    #expect(try bare.administration().contextKeys().epoch == 0)
  }
}
