// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

@testable import TenantAdmin
@testable import TenantStore

/// Row 26: a backup brings no tenant back that was erased since, whatever became of the store.
@Suite struct RestoredErasureTests {
  private let fixture: ErasureFixture
  private let acme: TenantSelector
  private let before: String

  init() throws {
    fixture = try ErasureFixture()
    acme = .id(fixture.acme.id)
    before = fixture.store.folder.file("before.db")
    _ = try fixture.administration.backup(to: before, replacing: false)
  }

  private func restore(accepting: Bool = false) throws -> String? {
    fixture.store.clock.advance(seconds: 1)
    return try Administration.restore(
      fixture.store.path, from: before, acceptingUnknownErasures: accepting, session: fixture.store.session()
    ).previous
  }

  private func state() throws -> TenantState { try fixture.store.administration().tenant(acme).state }

  private func damage() throws {
    for suffix in ["", "-wal"] { try fixture.store.folder.write("damaged", to: "state.db" + suffix) }
  }

  @Test func attack26WhatCannotTellOfErasuresIsNotPassedOver() throws {
    _ = try fixture.administration.offboard(acme, fixture.request())
    try damage()
    #expect(refusal { try restore() } == .storeUnhealthy)
    // It is as it was.
    #expect(
      try fixture.store.folder.read("state.db") == "damaged" && fixture.store.folder.read("state.db-wal") == "damaged")
    let aside = try #require(try restore(accepting: true))
    #expect(try FileContents.read(aside) == Array("damaged".utf8))
    #expect(try state() == .active)
    // From now on it is in the way each time, until somebody takes it away.
    #expect(refusal { try restore() } == .storeUnhealthy)
    try fixture.store.folder.remove(aside)
    #expect(try restore() != nil)
  }

  @Test func attack26WhatEarlierRestoresSetAsideIsAsked() throws {
    _ = try fixture.administration.offboard(acme, fixture.request())
    let aside = try #require(try restore())
    #expect(try state() == .offboarded)
    // The store is lost, and only what was set aside knows.
    for suffix in ["", "-wal", "-shm"] { try fixture.store.folder.remove(fixture.store.path + suffix) }
    #expect(try restore() == nil)
    #expect(try state() == .offboarded)
    #expect(try fixture.store.read { try $0.tombstone(of: fixture.acme.id, incarnation: 1)?.statement } != nil)
    // Without any of that, nobody can.
    try fixture.store.folder.remove(aside)
    for suffix in ["", "-wal", "-shm"] { try fixture.store.folder.remove(fixture.store.path + suffix) }
    #expect(try restore() == nil)
    #expect(try state() == .active)
  }

  @Test func anAttestedErasureStaysAttested() throws {
    struct Interruption: Error {}
    var request = fixture.request()
    request.observe = { if $0 == .scrubbed { throw Interruption() } }
    #expect(throws: Interruption.self) { try fixture.administration.offboard(acme, request) }
    // Set aside without the statement; then it is attested, backed up, and restored.
    _ = try restore()
    let statement = try fixture.store.administration().offboard(acme, fixture.request()).value.statement
    let attested = fixture.store.folder.file("attested.db")
    _ = try fixture.store.administration().backup(to: attested, replacing: false)
    fixture.store.clock.advance(seconds: 1)
    _ = try Administration.restore(fixture.store.path, from: attested, session: fixture.store.session())
    let text = try fixture.store.read { try $0.tombstone(of: fixture.acme.id, incarnation: 1)?.statement }
    #expect(try text == CanonicalJSON.text(of: #require(statement)))
  }

  @Test func attack26EveryTenantThatWasErasedIsErasedAgain() throws {
    for tenant in [fixture.globex, fixture.acme] {
      _ = try fixture.administration.offboard(.id(tenant.id), fixture.request("\(tenant.slug).json"))
    }
    #expect(try restore() != nil)
    for tenant in [fixture.globex, fixture.acme] {
      #expect(try fixture.store.administration().tenant(.id(tenant.id)).state == .offboarded)
      #expect(try fixture.wrappedKey(of: tenant) == nil)
    }
  }

  /// What was set aside is the only thing that knows of erasures: nothing is put in its place.
  @Test func whatWasSetAsideIsNotWrittenOver() throws {
    let time = fixture.store.clock.now
    let aside = "state.db.before-restore-\(time.microseconds)"
    try fixture.store.folder.write("precious", to: aside)
    try damage()
    #expect(refusal { try FormerStore(settingAside: fixture.store.path, at: time) } == .fileUnwritable)
    #expect(try fixture.store.folder.read(aside) == "precious" && fixture.store.folder.read("state.db") == "damaged")
  }

  @Test func whatWasMissingIsMissingAfterAFailure() throws {
    let path = fixture.store.folder.file("lost.db")
    try fixture.store.folder.write("damaged", to: "lost.db.before-restore-1")
    func restore() throws { _ = try Administration.restore(path, from: before, session: fixture.store.session()) }
    #expect(refusal(restore) == .storeUnhealthy)
    #expect(!FileCheck.exists(path))
    // A file without content was made for the restored one; what has content is somebody's.
    for (content, remains) in [("", false), ("x", true)] {
      let former = try FormerStore(settingAside: path, at: fixture.store.clock.now)
      #expect(former.aside == nil)
      try fixture.store.folder.write(content, to: "lost.db")
      former.putBack()
      #expect(FileCheck.exists(path) == remains)
    }
  }

  /// Where nobody can look for erasures, a backup is not restored; where there is nothing to look through, it is.
  @Test func aFolderThatCannotBeReadIsNotPassedOver() throws {
    func tombstones(_ path: String) throws -> [Tombstone] {
      try FormerStore.tombstones(beside: path, of: "x", acceptingUnknown: false)
    }
    try fixture.store.folder.write("x", to: "file")
    #expect(refusal { try tombstones(fixture.store.folder.file("file/state.db")) } == .fileUnreadable)
    #expect(try tombstones(fixture.store.folder.file("missing/state.db")).isEmpty)
  }

  @Test func aStoreThatIsBeingChangedIsLeftAsItWas() throws {
    _ = try fixture.administration.offboard(acme, fixture.request())
    let revision = try fixture.store.read { try $0.latestRevision() }
    let writer = try SQLiteConnection(path: fixture.store.path, access: .readWrite, busyTimeoutMilliseconds: 0)
    try writer.beginWrite()
    #expect(refusal { try restore() } == .storeBusy)
    writer.rollback()
    #expect(try fixture.store.read { try $0.latestRevision() } == revision)
    let names = try fixture.store.folder.names()
    #expect(!names.contains { $0.contains("before-restore") || $0.contains("restoring") }, "\(names)")
  }

  @Test func somebodyWhoReadsDoesNotKeepABackupFromBeingRestored() throws {
    _ = try fixture.administration.offboard(acme, fixture.request())
    let reader = try StateStore(opening: fixture.store.path, access: .readOnly)
    try reader.read { inside in
      let revision = try inside.latestRevision()
      #expect(try restore() != nil)
      // Whoever reads goes on seeing what was.
      #expect(try inside.latestRevision() == revision)
    }
    #expect(try state() == .offboarded)
  }

  /// What is erased while a backup is restored is not known to it.
  @Test func whatChangesAfterTheCopyWasTakenIsNotLost() throws {
    let former = try FormerStore(settingAside: fixture.store.path, at: fixture.store.clock.now)
    try former.requireUnchanged()
    _ = try fixture.administration.suspend(acme)
    #expect(refusal { try former.requireUnchanged() } == .storeBusy)
    former.putBack()
    #expect(try fixture.store.folder.names().allSatisfy { !$0.contains("before-restore") })
  }

  @Test func aNewerStoreIsNotAskedAndAnOlderOneKnowsNothing() throws {
    let driver = try SQLiteConnection(path: fixture.store.path, access: .readWrite, busyTimeoutMilliseconds: 0)
    try driver.execute("PRAGMA user_version = 99")
    #expect(refusal { try restore() } == .storeUnhealthy)
    #expect(refusal { try fixture.store.read { try $0.latestRevision() } } == .storeNewer)
    try driver.execute("PRAGMA user_version = 4")
    #expect(try restore() != nil)
    #expect(try state() == .active)
  }
}
