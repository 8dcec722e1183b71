// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import TenantTestSupport
import Testing

@testable import TenantStore

@Suite struct BackupTests {
  private let store: TemporaryStore

  init() throws {
    store = try TemporaryStore()
    try store.addSharedPool()
  }

  @Test func aBackupIsConsistentWhileAWriterIsInTheMiddle() throws {
    let writer = try StateStore(opening: store.path, access: .readWrite)
    let before = try store.read { try $0.latestRevision() }
    let copy = store.folder.file("copy.db")
    try writer.write(Change(actor: "a", time: store.clock.now)) { transaction in
      try transaction.record(.tierUpdate, key: "uncommitted")
      try StateStore(opening: store.path, access: .readOnly).backup(to: copy, replacing: false)
    }
    let restored = try StateStore(opening: copy, access: .readOnly)
    #expect(try restored.read { try $0.verifyJournal() }.isIntact)
    #expect(try restored.read { try $0.latestRevision() } == before)
    #expect(FileCheck.mode(copy) == 0o600)
  }

  @Test func anExistingFileIsReplacedOnlyOnRequest() throws {
    let path = try store.folder.write("precious", to: "copy.db")
    let source = try StateStore(opening: store.path, access: .readOnly)
    let fault = #expect(throws: TenantError.self) { try source.backup(to: path, replacing: false) }
    #expect(fault?.code == .fileExists)
    #expect(try store.folder.read("copy.db") == "precious")
    try source.backup(to: path, replacing: true)
    #expect(try StateStore.examine(path: path).allSatisfy { $0.severity == .ok })
  }

  @Test func restoreBringsBackWhatWasAndKeepsWhatIs() throws {
    let copy = store.folder.file("copy.db")
    try StateStore(opening: store.path, access: .readOnly).backup(to: copy, replacing: false)
    let administration = try store.administration()
    _ = try administration.createTier(Slug(parsing: "later"), .init())
    // A reader that is open all along must see the restored content, as one change.
    let reader = try StateStore(opening: store.path, access: .readOnly)
    #expect(try reader.read { try $0.tier(Slug(parsing: "later")) } != nil)
    let previous = try StateStore.restore(store.path, from: copy, change: Change(actor: "a", time: store.clock.now))
    #expect(try reader.read { try $0.tier(Slug(parsing: "later")) } == nil)
    #expect(try reader.read { try $0.verifyJournal() }.isIntact)
    let aside = try StateStore(opening: try #require(previous), access: .readOnly)
    #expect(try aside.read { try $0.tier(Slug(parsing: "later")) } != nil)
  }

  @Test func aDamagedStoreIsMovedAsideAndADamagedBackupRefused() throws {
    let copy = store.folder.file("copy.db")
    try StateStore(opening: store.path, access: .readOnly).backup(to: copy, replacing: false)
    let broken = try store.folder.write("not a store", to: "broken.db")
    let change = Change(actor: "a", time: store.clock.now)
    #expect(throws: TenantError.self) { try StateStore.restore(store.path, from: broken, change: change) }
    #expect(try store.read { try $0.tiers() }.count == 4)
    // Who knows which tenants had been erased there.
    let refused = #expect(throws: TenantError.self) { try StateStore.restore(broken, from: copy, change: change) }
    #expect(refused?.code == .storeUnhealthy)
    #expect(try store.folder.read("broken.db") == "not a store")
    let previous = try StateStore.restore(broken, from: copy, acceptingUnknownErasures: true, change: change)
    #expect(FileCheck.exists(try #require(previous)))
    #expect(try StateStore(opening: broken, access: .readOnly).read { try $0.tiers() }.count == 4)
  }

  @Test func aBackupNeverReplacesTheStoreOrADevice() throws {
    let source = try StateStore(opening: store.path, access: .readOnly)
    for path in [store.path, store.path + "-wal", "/dev/null"] where FileCheck.exists(path) {
      let fault = #expect(throws: TenantError.self) { try source.backup(to: path, replacing: true) }
      #expect(fault?.code == .fileUnwritable, "\(path)")
    }
    #expect(throws: TenantError.self) {
      try Administration.restore(store.path, from: store.path, session: store.session())
    }
    #expect(try store.read { try $0.tiers() }.count == 4)
  }

  @Test(arguments: [
    "UPDATE journal SET actor = 'x' WHERE revision = 2", "DELETE FROM tier WHERE name = 'free'",
    "DROP TABLE usage_rollup", "DROP INDEX journal_by_tenant", "UPDATE tier_quota SET allowance = 'banana'",
    "CREATE TABLE stray (a)",
  ])
  func aBackupThatIsNotSoundIsNotRestored(_ damage: String) throws {
    let copy = store.folder.file("copy.db")
    try StateStore(opening: store.path, access: .readOnly).backup(to: copy, replacing: false)
    let driver = try SQLiteConnection(path: copy, access: .readWrite, busyTimeoutMilliseconds: 100)
    try driver.execute(damage)
    #expect(try StateStore.examine(path: copy).contains { $0.severity == .error && $0.advice != nil })
    for isDryRun in [true, false] {
      let session = store.session(dryRun: isDryRun)
      let fault = #expect(throws: TenantError.self) {
        try Administration.restore(store.path, from: copy, session: session)
      }
      #expect(fault?.code == .storeCorrupt)
    }
    #expect(try StateStore.examine(path: store.path).allSatisfy { $0.severity == .ok })
  }

  @Test func examinationNamesWhatIsWrong() throws {
    let driver = try SQLiteConnection(path: store.path, access: .readWrite, busyTimeoutMilliseconds: 100)
    _ = try store.administration().onboardPlain("acme")
    try driver.execute("UPDATE tenant SET home_region = 'elsewhere'; UPDATE journal SET actor = 'x' WHERE revision = 2")
    let broken = try StateStore.examine(path: store.path).filter { $0.severity == .error }
    #expect(Set(broken.map(\.check)).isSuperset(of: ["journal", "tenant-regions"]))
    #expect(broken.allSatisfy { $0.advice != nil })
  }
}

extension Administration {
  /// Writes a tenant's record only, for tests of the store alone.
  fileprivate func onboardPlain(_ name: String) throws -> Tenant {
    let time = session.now()
    let tenant = Tenant(
      id: TenantID(bits: session.randomBits()), slug: try Slug(parsing: name), name: name,
      tier: try Slug(parsing: "free"),
      homeRegion: try Region(parsing: "eu-west-1"), createdAt: time)
    try store.write(Change(actor: "a", time: time)) { writer in
      try writer.insert(tenant)
      try writer.record(.tenantOnboard, key: name, tenant: tenant.id, after: tenant)
    }
    return tenant
  }
}
