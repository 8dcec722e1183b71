// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

@testable import TenantAdmin
@testable import TenantStore

@Suite struct ErasureTests {
  private let fixture: ErasureFixture
  private let acme = TenantSelector.slug(Self.slug("acme"))

  private static func slug(_ text: String) -> Slug {
    guard let slug = try? Slug(parsing: text) else { preconditionFailure("'\(text)' is a slug") }
    return slug
  }

  init() throws {
    fixture = try ErasureFixture()
  }

  /// Rows 24 and 25: nothing of the tenant is left, and the other one has lost nothing.
  @Test func attack25NothingIsLeftOfATenantThatLeft() throws {
    let key = try #require(try fixture.wrappedKey(of: fixture.acme))
    #expect(try fixture.isAnywhere(key))
    let folder = try fixture.makeFile(of: fixture.acme)
    let other = try fixture.makeFile(of: fixture.globex)
    let outcome = try fixture.administration.offboard(acme, fixture.request())
    let statement = try #require(outcome.value.statement)
    #expect(outcome.hasChanged && outcome.value.tenant.state == .offboarded)
    #expect(outcome.value.tenant.lifecycleEpoch == fixture.acme.lifecycleEpoch + 2)
    #expect(statement.facts.files == 1 && statement.facts.places == ["everybody"])
    #expect(statement.facts.rows["tenant_key"] == 1 && statement.facts.rows["tenant_value"] == 1)
    #expect((statement.scannedBytes ?? 0) > 0)
    #expect(try !fixture.isAnywhere(key) && !FileCheck.exists(folder) && FileCheck.exists(other))
    #expect(try fixture.wrappedKey(of: fixture.acme) == nil && fixture.wrappedKey(of: fixture.globex) != nil)
    #expect(try StateStore.examine(path: fixture.store.path).allSatisfy { $0.severity == .ok })
    #expect(try fixture.administration.verifyIsolation(with: fixture.master).allSatisfy { $0.severity == .ok })
    // The slug is never another's.
    #expect(throws: TenantError.self) { try fixture.administration.onboard(.sample("acme")) }
    // Once is enough, and evidence can be had later.
    let again = #expect(throws: TenantError.self) { try fixture.administration.offboard(acme, exportTo: nil) }
    #expect(again?.code == .tenantIllegalTransition)
    let later = try fixture.administration.offboard(acme, fixture.request("later.json"))
    #expect(!later.hasChanged && later.value.statement == statement)
  }

  @Test func theEvidenceIsVerifiedByTheStoreAndOffline() throws {
    let statement = try fixture.administration.offboard(acme, fixture.request()).value.statement
    let text = try fixture.store.folder.read("evidence.json")
    #expect(FileCheck.mode(fixture.store.folder.file("evidence.json")) == 0o600)
    let keys = try fixture.administration.contextKeys()
    #expect(try fixture.administration.verifyEvidence(text) == statement)
    #expect(try Administration.verifyEvidence(text, keys: keys) == statement)
    // Keys that sign no more and were forgotten, too.
    _ = try fixture.administration.rotateKeys(with: fixture.master)
    fixture.store.clock.advance(seconds: 3_600)
    _ = try fixture.administration.rotateKeys(with: fixture.master)
    #expect(try !fixture.administration.contextKeys().keys.contains { $0.id == keys.active?.id })
    #expect(try fixture.administration.verifyEvidence(text) == statement)
    // Another store has other keys, and another issuer.
    let other = try ErasureFixture()
    #expect(refusal { try other.administration.verifyEvidence(text) } == .evidenceRefused)
    #expect(
      refusal {
        try Administration.verifyEvidence(
          text,
          keys: ContextKeySet(
            issuer: ContextIssuer(parsing: String(repeating: "0", count: 32)), epoch: 1, keys: keys.keys))
      } == .evidenceRefused)
  }

  @Test func evidenceOfARevokedKeyIsRefused() throws {
    _ = try fixture.administration.offboard(acme, fixture.request())
    let text = try fixture.store.folder.read("evidence.json")
    let signer = try #require(try fixture.administration.contextKeys().active)
    _ = try fixture.administration.revokeKey(signer.id, with: fixture.master)
    #expect(refusal { try fixture.administration.verifyEvidence(text) } == .evidenceRefused)
    fixture.store.clock.advance(seconds: 3_600)
    _ = try fixture.administration.rotateKeys(with: fixture.master)
    #expect(try !fixture.administration.contextKeys().keys.contains { $0.id == signer.id })
    #expect(refusal { try fixture.administration.verifyEvidence(text) } == .evidenceRefused)
  }

  @Test func evidenceThatWasChangedIsRefused() throws {
    _ = try fixture.administration.offboard(acme, fixture.request())
    let text = try fixture.store.folder.read("evidence.json")
    let evidence = try ErasureEvidence(parsing: text)
    for position in evidence.payload.indices {
      var payload = evidence.payload
      payload[position] ^= 1
      let changed = ErasureEvidence(keyID: evidence.keyID, payload: payload, signature: evidence.signature)
      #expect(refusal { try fixture.administration.verifyEvidence(changed.text) } == .evidenceRefused)
    }
    let members = try #require(try JSONValue(parsing: text).object)
    for name in members.keys {
      var changed = members
      changed[name] = .string("x")
      #expect(refusal { try ErasureEvidence(parsing: JSONValue.object(changed).description) } == .evidenceRefused)
      changed[name] = .bool(true)
      #expect(refusal { try ErasureEvidence(parsing: JSONValue.object(changed).description) } == .evidenceRefused)
      changed[name] = nil
      #expect(refusal { try ErasureEvidence(parsing: JSONValue.object(changed).description) } == .evidenceRefused)
    }
    for text in ["", "{", text + "x", String(repeating: " ", count: ErasureEvidence.maximumBytes) + text] {
      #expect(refusal { try ErasureEvidence(parsing: text) } == .evidenceRefused)
    }
  }

  /// A statement that the key signed, but that no tombstone knows, or of a format to come.
  @Test func evidenceNeedsItsTombstoneAndItsFormat() throws {
    let statement = try #require(try fixture.administration.offboard(acme, fixture.request()).value.statement)
    let signer = try fixture.store.read { try $0.signer(with: fixture.master) }
    func evidence(_ payload: String) throws -> String {
      let bytes = Array(payload.utf8)
      return ErasureEvidence(keyID: signer.keyID, payload: bytes, signature: try signer.sign(evidence: bytes)).text
    }
    let text = try CanonicalJSON.text(of: statement)
    #expect(try fixture.administration.verifyEvidence(evidence(text)) == statement)
    for (part, other) in [
      ("\"files\":0", "\"files\":1"), (ErasureStatement.currentFormat, "tenantctl-erasure-2"),
      ("\"format\"", "\"forma\""),
      ("\"store\":\"", "\"store\":\"0"),
    ] {
      #expect(text.contains(part))
      let changed = try evidence(text.replacing(part, with: other))
      #expect(refusal { try fixture.administration.verifyEvidence(changed) } == .evidenceRefused, "\(other)")
    }
  }

  /// Interrupted after any step, the same command finishes it, and no key is left.
  @Test(arguments: OffboardingStep.allCases.map(\.rawValue))
  func anInterruptedErasureIsFinishedByRunningItAgain(step: String) throws {
    struct Interruption: Error {}
    let key = try #require(try fixture.wrappedKey(of: fixture.acme))
    _ = try fixture.makeFile(of: fixture.acme)
    var request = fixture.request()
    request.exportPath = fixture.store.folder.file("export.ndjson")
    request.observe = { if $0.rawValue == step { throw Interruption() } }
    #expect(throws: Interruption.self) { try fixture.administration.offboard(acme, request) }
    // The process is gone, and with it all it knew.
    request.observe = { _ in }
    let outcome = try fixture.store.administration().offboard(acme, request)
    let statement = try #require(outcome.value.statement)
    #expect(outcome.value.tenant.state == .offboarded)
    #expect(statement.scannedBytes != nil || statement.isRewritten)
    // What was counted is not lost with whoever removed it.
    #expect(statement.facts.files == 1 && !FileCheck.exists(fixture.folder(of: fixture.acme)))
    #expect(try !fixture.isAnywhere(key))
    #expect(try fixture.administration.verifyEvidence(fixture.store.folder.read("evidence.json")) == statement)
    #expect(try fixture.administration.verifyIsolation(with: fixture.master).allSatisfy { $0.severity == .ok })
  }

  @Test func anIdempotencyKeyReturnsTheFirstResultOnlyOfAFinishedErasure() throws {
    struct Interruption: Error {}
    var request = OffboardingRequest()
    request.observe = { if $0 == .rowsRemoved { throw Interruption() } }
    #expect(throws: Interruption.self) {
      try fixture.store.administration(idempotencyKey: "k").offboard(acme, request)
    }
    request.observe = { _ in }
    let first = try fixture.store.administration(idempotencyKey: "k").offboard(acme, request)
    let second = try fixture.store.administration(idempotencyKey: "k").offboard(acme, request)
    #expect(first.value.statement?.isRewritten == true && !first.isReplay)
    #expect(second.isReplay && second.value == first.value)
  }

  /// Copies in pages that were parted, or were removed by a program that did not overwrite, are found and written over.
  @Test func copiesInFreePagesAreFoundAndWrittenOver() throws {
    let key = try #require(try fixture.wrappedKey(of: fixture.acme))
    do {
      let driver = try SQLiteConnection(path: fixture.store.path, access: .readWrite, busyTimeoutMilliseconds: 1_000)
      try driver.execute("PRAGMA secure_delete = OFF; CREATE TABLE copy (bytes BLOB)")
      let insert = try driver.statement("INSERT INTO copy VALUES (?1)")
      try insert.bind(.blob(key), at: 1)
      _ = try insert.step()
      insert.reset()
      try driver.execute("DROP TABLE copy")
    }
    let statement = try #require(try fixture.administration.offboard(acme, fixture.request()).value.statement)
    #expect(statement.isRewritten)
    #expect(try !fixture.isAnywhere(key))
  }

  @Test func aCopyThatSomebodyKeepsIsNotAttestedAway() throws {
    let key = try #require(try fixture.wrappedKey(of: fixture.acme))
    try fixture.store.write { writer in
      try writer.run(
        "UPDATE tenant_value SET sealed_value = ?1 WHERE tenant = ?2", [.blob(key), SQLValue(fixture.globex.id)])
    }
    #expect(refusal { try fixture.administration.offboard(acme, fixture.request()) } == .storeUnhealthy)
    #expect(!FileCheck.exists(fixture.store.folder.file("evidence.json")))
  }

  @Test func somebodyWhoReadsAnOlderStateKeepsTheErasureFromBeingAttested() throws {
    let reader = try StateStore(opening: fixture.store.path, access: .readOnly)
    let quick = try Administration(
      opening: fixture.store.path, access: .readWrite, busyTimeoutMilliseconds: 0, session: fixture.store.session())
    let refused = try reader.read { inside in
      _ = try inside.latestRevision()
      return refusal { try quick.offboard(acme, fixture.request()) }
    }
    #expect(refused == .storeBusy)
    #expect(try quick.offboard(acme, fixture.request()).value.statement?.isRewritten == true)
  }

  @Test func aHoldKeepsEverythingUntilItEndsOrIsLifted() throws {
    let end = try #require(fixture.store.clock.now.advanced(by: .seconds(60)))
    var request = OffboardingRequest()
    func held(_ hold: HoldChange, _ request: inout OffboardingRequest) throws -> TenantOffboarding {
      request.hold = hold
      return try fixture.administration.offboard(acme, request).value
    }
    #expect(try held(.until(end), &request).hold?.until == end)
    #expect(try fixture.wrappedKey(of: fixture.acme) != nil)
    #expect(try fixture.administration.tenant(acme).state == .offboarding)
    #expect(try held(.keep, &request).hold?.until == end)
    #expect(try held(.untilLifted, &request).hold == ErasureHold(until: nil, since: fixture.store.clock.now))
    fixture.store.clock.advance(seconds: 60)
    #expect(try held(.keep, &request).tenant.state == .offboarding)
    #expect(try held(.until(end), &request).tenant.state == .offboarded)
    let other = TenantSelector.id(fixture.globex.id)
    request.hold = .untilLifted
    #expect(try fixture.administration.offboard(other, request).value.hold != nil)
    request.hold = .lift
    #expect(try fixture.administration.offboard(other, request).value.statement != nil)
  }

  @Test func aHoldThatComesDuringTheExportIsHeard() throws {
    var request = OffboardingRequest()
    request.observe = { [fixture] step in
      guard step == .released else { return }
      try fixture.store.write { writer in
        try writer.set(ErasureHold(until: nil, since: writer.change.time), of: fixture.acme)
      }
    }
    #expect(refusal { try fixture.administration.offboard(acme, request) } == .tenantHeld)
    #expect(try fixture.wrappedKey(of: fixture.acme) != nil)
    let end = ErasureHold(until: fixture.store.clock.now.advanced(by: .seconds(9)), since: fixture.store.clock.now)
    try fixture.store.write { try $0.set(end, of: fixture.acme) }
    request.observe = { [fixture] step in
      guard step == .released else { return }
      fixture.store.clock.advance(seconds: -5)
    }
    fixture.store.clock.advance(seconds: 10)
    #expect(refusal { try fixture.administration.offboard(acme, request) } == .tenantHeld)
  }

  @Test func aRehearsalDestroysNothing() throws {
    let rehearsal = try fixture.store.administration(dryRun: true)
    let folder = try fixture.makeFile(of: fixture.acme)
    #expect(try rehearsal.offboard(acme, fixture.request()).value.tenant.state == .offboarded)
    var request = fixture.request()
    request.hold = .untilLifted
    #expect(try rehearsal.offboard(acme, request).value.hold != nil)
    #expect(try fixture.wrappedKey(of: fixture.acme) != nil && FileCheck.exists(folder))
    #expect(try fixture.administration.tenant(acme).state == .active)
    #expect(!FileCheck.exists(fixture.store.folder.file("evidence.json")))
  }

  @Test func whatCannotBeWrittenOrSignedIsKnownBefore() throws {
    var request = fixture.request("missing/evidence.json")
    #expect(refusal { try fixture.administration.offboard(acme, request) } == .fileUnwritable)
    request = fixture.request()
    request.master = nil
    #expect(refusal { try fixture.administration.offboard(acme, request) } == .usage)
    request.master = MasterKeyFile(path: fixture.store.folder.file("nothing"))
    #expect(refusal { try fixture.administration.offboard(acme, request) } == .masterKeyUnusable)
    #expect(try fixture.administration.tenant(acme).state == .active)
  }

  /// Row 27: an export holds the tenant's values opened, no key, and nothing of others.
  @Test func attack27AnExportHoldsOneTenantAndNoKey() throws {
    let (mine, theirs) = (try #require(try fixture.wrappedKey(of: fixture.acme)), fixture.globex.id.rawValue)
    let path = fixture.store.folder.file("export.ndjson")
    for master in [fixture.master, nil] {
      // Not with the row of the journal that tells of it.
      let rows = try fixture.store.read { try $0.rowCounts(of: fixture.acme.id) }
      let manifest = try fixture.administration.export(acme, to: path, replacing: true, with: master)
      let text = try fixture.store.folder.read("export.ndjson")
      #expect(manifest.rows == rows)
      #expect(text.contains("\"name\":\"name of acme\"") == (master != nil))
      #expect(text.contains(Base64URL.text(Array("value of acme".utf8))) == (master != nil))
      #expect(!text.contains(Hexadecimal.text(mine)) && !text.contains("globex") && !text.contains(theirs))
      #expect(FileCheck.mode(path) == 0o600)
    }
  }

  /// Row 26: a backup taken before brings nothing back, one taken after holds nothing.
  @Test func attack26ABackupFromBeforeBringsNothingBack() throws {
    let key = try #require(try fixture.wrappedKey(of: fixture.acme))
    let (before, after) = (fixture.store.folder.file("before.db"), fixture.store.folder.file("after.db"))
    _ = try fixture.administration.backup(to: before, replacing: false)
    _ = try fixture.administration.offboard(acme, fixture.request())
    _ = try fixture.administration.backup(to: after, replacing: false)
    #expect(try FileContents.read(before).firstRange(of: key) != nil)
    #expect(try FileContents.read(after).firstRange(of: key) == nil)
    let theirs = try fixture.wrappedKey(of: fixture.globex)
    let restored = try Administration.restore(fixture.store.path, from: before, session: fixture.store.session())
    #expect(restored.previous != nil)
    let administration = try fixture.store.administration()
    #expect(try administration.tenant(acme).state == .offboarded)
    #expect(try fixture.wrappedKey(of: fixture.acme) == nil && !fixture.isAnywhere(key))
    #expect(try fixture.wrappedKey(of: fixture.globex) == theirs)
    #expect(try StateStore.examine(path: fixture.store.path).allSatisfy { $0.severity == .ok })
    #expect(try administration.verifyIsolation(with: fixture.master).allSatisfy { $0.severity == .ok })
    // The evidence stands.
    #expect(
      try administration.verifyEvidence(fixture.store.folder.read("evidence.json")).facts.tenant == fixture.acme.id)
    // Restoring once more changes nothing about that, nor does a tenant that the backup does not know.
    fixture.store.clock.advance(seconds: 1)
    _ = try Administration.restore(fixture.store.path, from: after, session: fixture.store.session())
    #expect(try fixture.store.administration().tenant(acme).state == .offboarded)
  }

  @Test func anOlderStoreHasNothingToAttest() throws {
    _ = try fixture.administration.offboard(acme, exportTo: nil)
    try fixture.store.write { try $0.run("DELETE FROM tombstone") }
    #expect(refusal { try fixture.administration.offboard(acme, fixture.request()) } == .notFound)
  }
}
