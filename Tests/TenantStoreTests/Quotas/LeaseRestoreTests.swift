// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

@testable import TenantStore

/// The store never forgets a grant: neither by a restored backup nor by a loss of power.
@Suite struct LeaseRestoreTests {
  private let fixture: LeaseFixture
  private let key: LeaseKey
  private let copy: String

  init() throws {
    fixture = try LeaseFixture()
    key = try fixture.key()
    copy = fixture.store.folder.file("copy.db")
  }

  private func backup() throws { try fixture.connections[0].backup(to: copy, replacing: false) }

  private func restore() throws -> String? {
    try StateStore.restore(
      fixture.store.path, from: copy, change: Change(actor: "a", time: fixture.store.clock.now))
  }

  @Test func whatWasOpenInTheBackupIsCharged() throws {
    _ = try fixture.units(fixture.request(key, 0, limit: 100, need: 30))
    var soft = fixture.request(key, 0, by: "h2", limit: 100, need: 20)
    soft.isRefundable = true
    _ = try fixture.units(soft)
    try fixture.report(key, 0, spent: 12)
    try backup()
    _ = try restore()
    let use = try fixture.use(key)
    #expect(use.outstanding == 0 && use.burned == 38 && use.used == 50)
    // Both holders are still there, and tell what they did.
    #expect(try !fixture.report(key, 0, spent: 15, isFinal: true).isOpen)
    #expect(try fixture.report(key, 0, by: "h2", spent: 20, isFinal: true).used == 35)
    #expect(try fixture.use(key).burned == 0)
    #expect(try fixture.faults().isEmpty)
  }

  @Test func whatWasGrantedSinceTheBackupIsChargedUntilItIsReported() throws {
    _ = try fixture.units(fixture.request(key, 0, limit: 100, need: 30))
    try backup()
    try fixture.report(key, 0, spent: 30, isFinal: true)
    #expect(try fixture.units(fixture.request(key, 0, by: "h2", limit: 100, need: 25)) == 25)
    #expect(try fixture.units(fixture.request(key, 0, by: "h3", limit: 100, need: 15)) == 15)
    try fixture.report(key, 0, by: "h2", spent: 5)
    #expect(try restore() != nil)
    var use = try fixture.use(key)
    #expect(use.counted == 0 && use.used == 70 && use.outstanding == 0)
    #expect(try fixture.units(fixture.request(key, 0, by: "h4", limit: 100, need: 31)) == 0)
    #expect(try fixture.faults().isEmpty)
    // The holders do not know that the store is another one; what they report is theirs, and not charged twice.
    for _ in 0..<2 {
      #expect(try fixture.report(key, 0, by: "h2", spent: 9, returned: 16).isOpen == false)
      #expect(try fixture.report(key, 0, by: "h3", spent: 15).isOpen == false)
    }
    use = try fixture.use(key)
    #expect(use.counted == 24 && use.settled == 24 && use.burned == 30 && use.used == 54)
    try fixture.report(key, 0, spent: 30, isFinal: true)
    use = try fixture.use(key)
    #expect(use.burned == 0 && use.used == 54)
    #expect(try fixture.report(key, 1, by: "h3", spent: 0).isOpen == false)
    let account = try #require(try fixture.store.read { try $0.quotaAccounts(of: fixture.acme) }.first)
    #expect(account.counted == 54 && account.findings.isEmpty)
    #expect(try fixture.faults().isEmpty)
  }

  @Test func aRepeatedWishFromBeforeTheRestoreIsNotGrantedAgain() throws {
    _ = try fixture.units(fixture.request(key, 0, limit: 100, need: 30))
    try backup()
    _ = try restore()
    #expect(try fixture.units(fixture.request(key, 0, limit: 100, need: 30)) == 0)
    #expect(try fixture.units(fixture.request(key, 1, limit: 100, need: 71)) == 0)
    #expect(try fixture.units(fixture.request(key, 2, limit: 100, need: 70)) == 70)
  }

  @Test func restoringTwiceChargesOnce() throws {
    try backup()
    _ = try fixture.units(fixture.request(key, 0, limit: 100, need: 30))
    _ = try restore()
    fixture.store.clock.advance(seconds: 1)
    _ = try restore()
    #expect(try fixture.use(key).used == 30)
    #expect(try fixture.faults().isEmpty)
  }

  @Test func theContentOfAnotherStoreChargesNothing() throws {
    try backup()
    let other = try LeaseFixture(seed: 2)
    _ = try other.units(other.request(other.key(), 0, limit: 100, need: 30))
    _ = try StateStore.restore(
      other.store.path, from: copy, change: Change(actor: "a", time: other.store.clock.now))
    #expect(try StateStore(opening: other.store.path, access: .readOnly).read { try $0.use(key, fixture.calls) } == 0)
  }

  /// Frames of the log that are on the disk when a grant returns are there after a loss of power, the later ones need not be:
  /// so every cut of the log at or after the length it had then must hold the grant, and nothing that is half one.
  @Test func noGrantThatReturnedIsLostWithThePower() throws {
    let path = fixture.store.path
    let connection = fixture.connections[0]
    #expect(try connection.driver.commitsDurably())
    try connection.driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    try connection.driver.execute("PRAGMA wal_autocheckpoint = 0")
    let database = try FileContents.read(path)
    var lengths: [Int] = []
    for sequence in 0..<12 {
      #expect(try fixture.units(fixture.request(key, Int64(sequence), limit: 1_000, want: 5)) == 5)
      if sequence % 3 == 2 { try fixture.report(key, Int64(sequence) - 1, spent: 4, isFinal: true) }
      // What is acknowledged is what was written before: with a report, the grant is in front of it.
      lengths.append(try FileContents.read(path + "-wal").count)
    }
    let log = try FileContents.read(path + "-wal")
    let frame = Int(try connection.driver.pragma("page_size")) + 24
    var cuts = 0
    for length in stride(from: 32, through: log.count, by: frame) {
      // The frame that was being written may be torn.
      for torn in [0, 24, frame / 2] where length + torn <= log.count {
        let folder = try TemporaryFolder()
        let crashed = try folder.write(database, to: "state.db")
        try folder.write(Array(log.prefix(length + torn)), to: "state.db-wal")
        let granted = try StateStore(opening: crashed, access: .readWrite).read { reader in
          try reader.storedLeases(of: key).map { Int($0.sequence) }
        }
        let acknowledged = lengths.count { $0 <= length }
        #expect(granted.sorted() == Array(0..<granted.count))
        #expect(granted.count >= acknowledged && granted.count <= acknowledged + 1)
        if torn == 0 { #expect(try fixture.faults(crashed).filter { $0.severity == .error }.isEmpty) }
        cuts += 1
      }
    }
    #expect(cuts > 3 * lengths.count)
  }
}

extension StoreReader {
  fileprivate func use(_ key: LeaseKey, _ meter: MeterName) throws -> Int64 {
    try ledgerUse(of: key, meter: meter).used
  }
}
