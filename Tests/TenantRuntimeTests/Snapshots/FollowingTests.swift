// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantAdmin
import TenantModel
import TenantRuntime
import TenantStore
import TenantTestSupport
import Testing

@Suite struct FollowingTests {
  private let free: Slug

  init() throws {
    free = try Slug(parsing: "free")
  }

  private func describe(_ summary: String, _ administration: Administration) throws -> Outcome<Tier> {
    var attributes = TierAttributes()
    attributes.summary = summary
    return try administration.updateTier(free, attributes)
  }

  @Test func theDoorbellWakesTheRuntimeLongBeforeItsPoll() throws {
    let fixture = try RuntimeFixture()
    #expect(fixture.see(try describe("one", fixture.administration)))
    #expect(try fixture.scope("acme").tier.summary == "one")
    #expect(fixture.see(try describe("two", fixture.administration)))
    #expect(try fixture.scope("acme").tier.summary == "two")
  }

  @Test func aDoorbellThatWasRemovedRingsAgain() throws {
    let fixture = try RuntimeFixture()
    #expect(fixture.see(try describe("one", fixture.administration)))
    unlink(Doorbell.path(of: fixture.store.path))
    #expect(fixture.see(try describe("two", fixture.administration)))
  }

  @Test func theDoorbellOfAStoreIsOnlyItsOwners() throws {
    let store = try TemporaryStore()
    _ = try describe("one", store.administration())
    #expect(FileCheck.mode(Doorbell.path(of: store.path)) == 0o600)
    #expect(FileCheck.size(Doorbell.path(of: store.path)) == 0)
  }

  @Test func whatChangesNothingRingsNoDoorbell() throws {
    let store = try TemporaryStore()
    let dry = try store.administration(dryRun: true)
    _ = try describe("one", dry)
    try store.write { _ in }
    #expect(!FileCheck.exists(Doorbell.path(of: store.path)))
  }

  @Test func thePollFindsWhatNoDoorbellTold() throws {
    let fixture = try RuntimeFixture(pollMilliseconds: 5)
    // Where the doorbell should be is something that cannot be touched as a file.
    unlink(Doorbell.path(of: fixture.store.path))
    #expect(mkdir(Doorbell.path(of: fixture.store.path), 0o700) == 0)
    #expect(fixture.see(try describe("quiet", fixture.administration)))
    #expect(try fixture.scope("acme").tier.summary == "quiet")
  }

  /// A row that nobody understands may be about anything, so nothing that is in memory is kept.
  @Test func aRowThatIsNotUnderstoodDropsEverything() throws {
    let fixture = try RuntimeFixture()
    _ = try (fixture.scope("acme"), fixture.scope("globex"))
    let revision = try fixture.store.write { writer in
      try writer.record(JournalKind(rawValue: "flag.update"), key: "no key of a flag")
      return writer.revision
    }
    #expect(fixture.runtime.waitUntil(revision: revision, timeout: RuntimeFixture.patience))
    #expect(fixture.runtime.status.reloads == 2 && fixture.runtime.status.loadedTenants == 0)
  }

  /// Nothing is decided of a tenant by guessing what its tier might be.
  @Test func aTenantOfATierThatIsMissingIsNotServed() throws {
    let fixture = try RuntimeFixture()
    _ = try BuiltProgram.run("/usr/bin/sqlite3", [fixture.store.path, "DELETE FROM tier WHERE name = 'free'"])
    let runtime = try fixture.another()
    #expect(code { _ = try runtime.scope(of: TenantSelector(parsing: "acme")) } == .storeCorrupt)
  }

  @Test func onlyWhatChangedIsDropped() throws {
    let fixture = try RuntimeFixture()
    let acme = try fixture.scope("acme").tenant
    _ = try fixture.scope("globex")
    #expect(fixture.runtime.status.loadedTenants == 2)
    #expect(fixture.see(try fixture.administration.suspend(.id(acme.id))))
    #expect(fixture.runtime.status.loadedTenants == 1)
    #expect(fixture.runtime.status.reloads == 1)
    #expect(fixture.see(try describe("one", fixture.administration)))
    #expect(fixture.runtime.status.loadedTenants == 1)
  }

  @Test func aScopeKeepsItsRevision() throws {
    let fixture = try RuntimeFixture()
    let before = try fixture.scope("acme")
    let revision = before.revision
    #expect(fixture.see(try describe("new", fixture.administration)))
    #expect(before.tier.summary != "new")
    #expect(before.revision == revision)
    #expect(try fixture.scope("acme").revision > revision)
  }

  @Test func aRestoreIsServedWholeAlthoughItsRevisionsAreOld() throws {
    let fixture = try RuntimeFixture()
    let backup = fixture.store.folder.file("backup.db")
    _ = try fixture.administration.backup(to: backup, replacing: false)
    let acme = try fixture.scope("acme").tenant
    #expect(fixture.see(try fixture.administration.suspend(.id(acme.id))))
    let seen = fixture.see(try describe("later", fixture.administration))
    #expect(seen)
    _ = try Administration.restore(fixture.store.path, from: backup, session: fixture.store.session())
    // The restored history has as many rows as the one that was served, and another past.
    #expect(fixture.runtime.waitUntil(timeout: RuntimeFixture.patience) { $0.reloads == 2 })
    #expect(try fixture.scope("acme").tenant.state == .active)
    #expect(try fixture.scope("acme").tier.summary != "later")
  }

  @Test func anotherHistoryOfTheSameLengthIsNoticed() throws {
    let fixture = try RuntimeFixture()
    let backup = fixture.store.folder.file("backup.db")
    _ = try fixture.administration.backup(to: backup, replacing: false)
    let first = try describe("first", fixture.administration)
    #expect(fixture.see(first))
    _ = try Administration.restore(fixture.store.path, from: backup, session: fixture.store.session())
    #expect(fixture.runtime.waitUntil(timeout: RuntimeFixture.patience) { $0.reloads == 2 })
    // The restore took the revision that the lost change had.
    #expect(fixture.runtime.status.revision == first.revision)
    #expect(try fixture.scope("acme").tier.summary != "first")
  }

  @Test func aFileThatReplacesTheStoreIsOpened() throws {
    let fixture = try RuntimeFixture(pollMilliseconds: 5)
    let other = try TemporaryStore(seed: 9)
    try other.addSharedPool()
    _ = try other.administration().onboard(.sample("newcomer"))
    let copy = fixture.store.folder.file("copy.db")
    _ = try other.administration().backup(to: copy, replacing: false)
    // As a restore does where the store is damaged: its log must not be replayed into the new file.
    for suffix in ["-wal", "-shm"] { unlink(fixture.store.path + suffix) }
    #expect(rename(copy, fixture.store.path) == 0)
    #expect(fixture.runtime.waitUntil(timeout: RuntimeFixture.patience) { $0.reloads == 2 })
    #expect(try fixture.scope("newcomer").tenant.slug.rawValue == "newcomer")
    #expect(code { _ = try fixture.scope("acme") } == .tenantNotFound)
  }

  @Test func aStoreThatVanishesIsServedFromMemoryAndReported() throws {
    let fixture = try RuntimeFixture(pollMilliseconds: 5)
    _ = try fixture.scope("acme")
    let aside = fixture.store.folder.file("aside.db")
    #expect(rename(fixture.store.path, aside) == 0)
    #expect(fixture.runtime.waitUntil(timeout: RuntimeFixture.patience) { $0.fault?.code == .storeMissing })
    #expect(try fixture.scope("acme").tenant.slug.rawValue == "acme")
    #expect(rename(aside, fixture.store.path) == 0)
    #expect(fixture.runtime.waitUntil(timeout: RuntimeFixture.patience) { $0.fault == nil })
  }

  @Test func waitingForARevisionThatNeverComesEnds() throws {
    let fixture = try RuntimeFixture()
    #expect(!fixture.runtime.waitUntil(revision: .max, timeout: .milliseconds(1)))
    #expect(!fixture.runtime.waitUntil(revision: .max, timeout: .seconds(-1)))
    #expect(fixture.runtime.waitUntil(revision: 1, timeout: .zero))
  }

  @Test func aStoreThatIsNotThereIsRefused() throws {
    let folder = try TemporaryFolder()
    #expect(code { _ = try EnforcementRuntime(store: .path(folder.file("none.db"))) } == .storeMissing)
  }

  @Test func optionsOutOfRangeAreRefused() throws {
    let store = try TemporaryStore()
    func open(_ change: (inout RuntimeOptions) -> Void) -> TenantErrorCode? {
      var options = RuntimeOptions()
      change(&options)
      return code { _ = try EnforcementRuntime(store: .path(store.path), options: options) }
    }
    #expect(open { $0.pollMilliseconds = 0 } == .invalidValue)
    #expect(open { $0.tenantCapacity = 1 } == .invalidValue)
    #expect(open { $0.busyTimeoutMilliseconds = -1 } == .invalidValue)
    #expect(open { _ in } == nil)
  }
}
