// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

@testable import TenantStore

@Suite struct StateStoreOpeningTests {
  private let store: TemporaryStore

  init() throws {
    store = try TemporaryStore()
  }

  private func code(opening path: String, access: StoreAccess = .readOnly) -> TenantErrorCode? {
    do {
      _ = try StateStore(opening: path, access: access).read { try $0.tiers() }
      return nil
    } catch {
      return (error as? TenantError)?.code
    }
  }

  private func raw(_ path: String) throws -> SQLiteConnection {
    try SQLiteConnection(path: path, access: .readWrite, busyTimeoutMilliseconds: 100)
  }

  @Test func filesAreReadableByTheirOwnerOnly() throws {
    let writer = try StateStore(opening: store.path, access: .readWrite)
    try writer.write(Change(actor: "a", time: store.clock.now)) { try $0.record(.tierUpdate, key: "x") }
    for suffix in ["", "-wal", "-shm"] { #expect(FileCheck.mode(store.path + suffix) == 0o600) }
  }

  @Test func missingFoldersAreCreatedForTheOwnerOnly() throws {
    let folder = try TemporaryFolder()
    try StateStore.create(
      at: folder.file("a/b/state.db"), storeID: "s", change: Change(actor: "a", time: store.clock.now)
    ) { _ in }
    #expect(FileCheck.mode(folder.file("a")) == 0o700)
    #expect(code(opening: folder.file("a/b/state.db")) == nil)
  }

  @Test func whatIsNoStoreIsRefusedWithItsReason() throws {
    let folder = try TemporaryFolder()
    #expect(code(opening: folder.file("missing.db")) == .storeMissing)
    #expect(code(opening: folder.path) == .storeForeign)
    #expect(code(opening: try folder.write("", to: "empty.db")) == .storeForeign)
    #expect(
      code(opening: try folder.write(String(repeating: "no database ", count: 400), to: "text.db")) == .storeForeign)
    let foreign = try folder.write("", to: "foreign.db")
    try raw(foreign).execute("CREATE TABLE t (a)")
    #expect(code(opening: foreign) == .storeForeign)
  }

  @Test func aTruncatedStoreIsDamagedNotTrusted() throws {
    let folder = try TemporaryFolder()
    let copy = folder.file("copy.db")
    try StateStore(opening: store.path, access: .readOnly).backup(to: copy, replacing: false)
    let bytes = try FileContents.read(copy)
    for count in [100, 4_096, bytes.count / 2] {
      let path = try folder.write(Array(bytes.prefix(count)), to: "cut-\(count).db")
      let found = code(opening: path)
      let findings = try StateStore.examine(path: path)
      #expect(found == .storeCorrupt || findings.contains { $0.severity == .error }, "cut to \(count) bytes")
    }
  }

  @Test func schemaVersionsDecideWhoMayOpen() throws {
    try raw(store.path).execute("PRAGMA user_version = \(StoreSchema.currentVersion + 1)")
    #expect(code(opening: store.path) == .storeNewer)
    try raw(store.path).execute("PRAGMA user_version = 0")
    #expect(code(opening: store.path) == .storeOlder)
  }

  @Test func upgradeMigratesAfterABackup() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("", to: "old.db")
    try raw(path).execute("PRAGMA application_id = \(StateStore.applicationID); CREATE TABLE keep (a)")
    let rehearsed = try StateStore.upgrade(path: path, backupPath: nil, isDryRun: true)
    #expect(rehearsed == StoreUpgrade(from: 0, to: StoreSchema.currentVersion, backup: nil))
    #expect(code(opening: path) == .storeOlder)
    let upgrade = try StateStore.upgrade(path: path, backupPath: nil, isDryRun: false)
    #expect(code(opening: path) == nil)
    #expect(FileCheck.exists(try #require(upgrade.backup)))
    #expect(try StateStore.upgrade(path: path, backupPath: nil, isDryRun: false).backup == nil)
  }

  @Test func anUpgradeFromTheFirstSchemaKeepsWhatIsThere() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("", to: "first.db")
    let driver = try raw(path)
    let first = try #require(StoreSchema.migrations.first)
    for definition in first.definitions { try driver.execute(driver.render(definition)) }
    try driver.execute(
      """
      PRAGMA application_id = \(StateStore.applicationID); PRAGMA user_version = 1;
      INSERT INTO cost_bill (bill, source, layout, digest, lines, imported_at) VALUES ('sep', 'sep.csv', 'focus', 'd', 1, 0)
      """)
    #expect(code(opening: path) == .storeOlder)
    #expect(try StateStore.upgrade(path: path, backupPath: nil, isDryRun: false).from == 1)
    let store = try StateStore(opening: path, access: .readOnly)
    #expect(try store.read { try $0.bill(BillID(parsing: "sep")) }?.digest == "d")
    #expect(try StateStore.examine(path: path).filter { $0.severity == .error }.map(\.check) != ["objects"])
  }

  @Test func anUpgradeFromTheSecondSchemaKeepsQuotasAndGivesThemTheUsualPolicies() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("", to: "second.db")
    let driver = try raw(path)
    for migration in StoreSchema.migrations where migration.version <= 2 {
      for definition in migration.definitions { try driver.execute(driver.render(definition)) }
      for statement in migration.script { try driver.execute(statement) }
    }
    let tenant = TenantID(bits: 3)
    let values = "'http.requests', '200/s', 400, 'delay', 'local-share', 1000, 2000, 7"
    try driver.execute(
      """
      PRAGMA application_id = \(StateStore.applicationID); PRAGMA user_version = 2;
      INSERT INTO tier VALUES ('pro', '', 4, 'shared', 'api,sso', 1, 2, 3);
      INSERT INTO tenant VALUES ('\(tenant)', 'acme', 'Acme', 'pro', 'eu-west-1', 'eu-west-1', '{}', NULL, 'UTC', 1, 'active',
        1, 1, 1, 5, 6, 1);
      INSERT INTO tier_quota VALUES ('pro', 'api.requests', \(values));
      INSERT INTO tenant_quota VALUES ('\(tenant)', 'api.requests', \(values));
      INSERT INTO user_quota VALUES ('\(tenant)', 'u1', 'api.requests', \(values));
      """)
    #expect(try StateStore.upgrade(path: path, backupPath: nil, isDryRun: false).from == 2)
    let expected = try Quota(
      key: QuotaKey(parsing: "api.requests"), meter: MeterName(parsing: "http.requests"),
      allowance: QuotaAllowance(parsing: "200/s"), burst: 400, onExceed: .delay)
    let store = try StateStore(opening: path, access: .readOnly)
    let pro = try Slug(parsing: "pro")
    try store.read { reader in
      for scope in [QuotaScope.tier(pro), .tenant(tenant), .user(tenant, "u1")] {
        let found = try #require(try reader.quota(expected.key, of: scope))
        #expect(found.quota == expected)
        #expect(found.version == 7 && found.transitions.isEmpty)
      }
      #expect(try reader.tier(pro)?.shadow == nil)
      #expect(try reader.tenant(tenant)?.tierSince == Timestamp(microseconds: 5))
    }
    #expect(try StateStore.examine(path: path).filter { $0.check == "objects" }.map(\.severity) == [.ok])
  }

  @Test func anUpgradeFromTheThirdSchemaHasNoKeysYetAndTakesSome() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("", to: "third.db")
    let driver = try raw(path)
    for migration in StoreSchema.migrations where migration.version <= 3 {
      for definition in migration.definitions { try driver.execute(driver.render(definition)) }
      for statement in migration.script { try driver.execute(statement) }
    }
    try driver.execute(
      """
      PRAGMA application_id = \(StateStore.applicationID); PRAGMA user_version = 3;
      INSERT INTO store_meta (name, value) VALUES ('store.id', '0123abcd')
      """)
    #expect(try StateStore.upgrade(path: path, backupPath: nil, isDryRun: false).from == 3)
    let store = try StateStore(opening: path, access: .readWrite)
    #expect(
      try store.read { try $0.contextKeySet() }
        == ContextKeySet(issuer: ContextIssuer(parsing: "0123abcd"), epoch: 0, keys: []))
    #expect(throws: TenantError.self) { try store.read { try $0.requireActiveKey() } }
    #expect(try StateStore.examine(path: path).filter { $0.check == "objects" }.map(\.severity) == [.ok])
    let signer = ContextSigner(ContextKeyID(bits: 1))
    let key = ContextKey(
      id: signer.keyID, publicKey: try signer.publicKey, state: .active, since: Timestamp(seconds: 1))
    try store.write(Change(actor: "a", time: Timestamp(seconds: 1))) {
      try $0.insert(SealedKey(key: key, wrapped: [1]), epoch: 1)
    }
    // One key that signs and none to follow it: that is told.
    #expect(try StateStore.examine(path: path).contains { $0.check == "signing-keys" && $0.severity == .error })
  }

  @Test func aLockThatOutlastsTheTimeoutIsRetryable() throws {
    let holder = try raw(store.path)
    try holder.execute("BEGIN IMMEDIATE")
    let waiting = try StateStore(opening: store.path, access: .readWrite, busyTimeoutMilliseconds: 10)
    let fault = #expect(throws: TenantError.self) {
      try waiting.write(Change(actor: "a", time: store.clock.now)) { _ in }
    }
    #expect(fault?.code == .storeBusy)
    holder.rollback()
    try waiting.write(Change(actor: "a", time: store.clock.now)) { _ in }
  }

  @Test func aReadOnlyStoreCannotBeWritten() throws {
    let reader = try StateStore(opening: store.path, access: .readOnly)
    let fault = #expect(throws: TenantError.self) {
      try reader.write(Change(actor: "a", time: store.clock.now)) { _ in }
    }
    #expect(fault?.code == .storeReadOnly)
  }

  @Test func aFullDiskLeavesNothingBehind() throws {
    let small = try StateStore(opening: store.path, access: .readWrite)
    let before = try store.read { try $0.latestRevision() }
    try small.driver.execute("PRAGMA max_page_count = \(try small.driver.pragma("page_count") + 2)")
    let fault = #expect(throws: TenantError.self) {
      try small.write(Change(actor: "a", time: store.clock.now)) { writer in
        for number in 0..<200 {
          try writer.record(.tierUpdate, key: "k\(number)", after: String(repeating: "x", count: 500))
        }
      }
    }
    #expect(fault?.code == .storeFull)
    #expect(try store.read { try $0.latestRevision() } == before)
    #expect(try store.read { try $0.verifyJournal() }.isIntact)
  }
}
