// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantAdmin
import TenantModel
import TenantTestSupport
import Testing

@testable import TenantRuntime

@Suite struct LimitsFileTests {
  private let fixture: QuotaFixture
  private let key: QuotaKey
  private let path: String

  init() throws {
    fixture = try QuotaFixture()
    key = try QuotaKey(parsing: "api.calls")
    path = fixture.first.store.path + "-limits"
  }

  @Test func aFileThatIsRemovedIsMadeAnewWithWhatWasUsed() throws {
    try fixture.set(key, "10/h")
    let handle = try fixture.quotas().handle(key)
    let there = try fixture.quotas(of: fixture.second).handle(key)
    #expect((0..<6).count { _ in handle.admit().isAllowed } == 6)
    #expect(there.admit().isAllowed)
    unlink(path)
    try settle()
    #expect((0..<10).count { _ in there.admit().isAllowed } == 3)
    #expect(!handle.admit().isAllowed)
  }

  @Test func whoHasNotNoticedThatTheFileWasRemovedBeginsNothingAnew() throws {
    try fixture.set(key, "10/h")
    let handle = try fixture.quotas().handle(key)
    let there = try fixture.quotas(of: fixture.second).handle(key)
    #expect((0..<6).count { _ in handle.admit().isAllowed } == 6)
    unlink(path)
    fixture.first.runtime.followFile()
    #expect((0..<10).count { _ in there.admit().isAllowed } == 4)
    #expect(!handle.admit().isAllowed)
  }

  @Test func aChangeOfTermsDoesNotRaiseAFileThatWasReplaced() throws {
    try fixture.set(key, "10/h")
    let handle = try fixture.quotas().handle(key)
    let there = try fixture.quotas(of: fixture.second).handle(key)
    #expect((0..<6).count { _ in handle.admit().isAllowed } == 6)
    unlink(path)
    fixture.first.runtime.followFile()
    // The second runtime learns of the change before it learns of the file.
    try fixture.set(key, "12/h")
    #expect((0..<20).count { _ in there.admit().isAllowed } + (0..<20).count { _ in handle.admit().isAllowed } == 6)
  }

  @Test func aFileThatFailedAndIsFoundAgainSaysWhatItSaid() throws {
    try fixture.set(key, "10/h")
    let handle = try fixture.quotas().handle(key)
    let there = try fixture.quotas(of: fixture.second).handle(key)
    #expect((0..<6).count { _ in handle.admit().isAllowed } == 6)
    fixture.first.runtime.loseFile()
    try settle()
    #expect((0..<10).count { _ in handle.admit().isAllowed } == 4)
    #expect(!there.admit().isAllowed)
  }

  @Test func aFileThatIsCutOffStopsNobodyAndGivesNothingAway() throws {
    try fixture.set(key, "10/h")
    let handle = try fixture.quotas().handle(key)
    #expect((0..<6).count { _ in handle.admit().isAllowed } == 6)
    truncate(path, 0)
    // The access that finds the file cut off survives, and admits nothing by the zeroes it finds.
    #expect((0..<20).count { _ in handle.admit().isAllowed } <= 4)
    try settle()
    // Nobody knows what was used, so everything was.
    #expect((0..<20).count { _ in handle.admit().isAllowed } == 0)
    #expect(FileStatus(path).size >= LimitsLayout.fileBytes(segments: 1))
  }

  @Test(arguments: [LimitsLayout.formatOffset, LimitsLayout.bootOffset, LimitsLayout.storeOffset])
  func aFileOfAnotherFormatBootOrStoreIsReplaced(_ offset: Int) throws {
    let store = try TemporaryStore()
    try store.addSharedPool()
    let limits = store.path + "-limits"
    _ = try LimitsFile.open(besideStore: store.path, storeID: "one")
    let before = FileStatus(limits).inode
    _ = try LimitsFile.open(besideStore: store.path, storeID: "one")
    #expect(FileStatus(limits).inode == before)
    let descriptor = Glibc.open(limits, O_RDWR)
    var garbage: UInt64 = 0x5A5A
    pwrite(descriptor, &garbage, 8, off_t(offset))
    close(descriptor)
    _ = try LimitsFile.open(besideStore: store.path, storeID: "one")
    #expect(FileStatus(limits).inode != before)
    let again = FileStatus(limits).inode
    _ = try LimitsFile.open(besideStore: store.path, storeID: "two")
    #expect(FileStatus(limits).inode != again)
  }

  @Test func slotsAreGivenToOthersOnlyWhereNothingIsUsed() throws {
    let file = try LimitsFile.open(besideStore: fixture.first.store.path + "-other", storeID: "x")
    let tenant = TenantID(bits: 1)
    let idle = LimitKey(tenant: tenant, quota: key, user: nil)
    let slot = try file.slot(idle, kind: .time)
    let word = slot.word
    // Nothing is free but what nobody needs: every slot in reach is taken by somebody with a debt, except the idle one.
    let now = MonotonicClock.nanoseconds()
    try file.withLock { locked in
      for neighbour in LimitsFile.neighbours(of: idle, in: locked, segment: 0) where neighbour != slot {
        neighbour.setTag(99)
        #expect(neighbour.exchange(neighbour.word, for: now + 3_600_000_000_000))
      }
    }
    let newcomer = idle.colliding(tag: 7)
    let given = try file.slot(newcomer, kind: .time)
    #expect(given == slot)
    // Whoever decided for the old owner loses, and finds that the slot is not its own.
    #expect(!slot.exchange(word, for: now))
    #expect(slot.admit(1, tag: idle.tag, now: now) == nil)
    #expect(slot.exchange(slot.word, for: now + 3_600_000_000_000))
    // The old owner comes back to another slot: in a new segment, for here nothing is left.
    let elsewhere = try file.slot(newcomer.colliding(tag: idle.tag), kind: .time) { found, isNew in
      #expect(isNew)
      _ = found.exchange(found.word, for: now + 1)
    }
    #expect(elsewhere != slot)
    #expect(try file.find(newcomer) == slot)
  }

  @Test func theFileGrowsBeforeBusyLimitsTakeEachOthersSlots() throws {
    let file = try LimitsFile.open(besideStore: fixture.first.store.path + "-other", storeID: "x")
    let first = LimitKey(tenant: TenantID(bits: 1), quota: key, user: nil)
    let now = MonotonicClock.nanoseconds()
    let rested = now - LimitsLayout.restNanoseconds
    let slot = try file.slot(first, kind: .time)
    try file.withLock { locked in
      for neighbour in LimitsFile.neighbours(of: first, in: locked, segment: 0) {
        // Everything is there again, but it was used a moment ago.
        if neighbour != slot { neighbour.setTag(99) }
        #expect(neighbour.exchange(neighbour.word, for: now))
      }
    }
    #expect(try file.slot(first.colliding(tag: 7), kind: .time) != slot)
    #expect(try file.find(first) == slot)
    #expect(slot.exchange(slot.word, for: rested - 1))
    // Segments that are there already are filled first.
    for tag in 8..<(8 + UInt64(LimitsLayout.probes)) {
      _ = try file.slot(first.colliding(tag: tag), kind: .time) { found, _ in
        _ = found.exchange(found.word, for: MonotonicClock.nanoseconds())
      }
    }
    #expect(try file.find(first) == nil)
  }

  @Test func aSlotDecidesForItsOwnerAlone() throws {
    try fixture.set(key, "10/h")
    let handle = try fixture.quotas().handle(key)
    #expect(handle.admit().isAllowed)
    let file = try #require(fixture.first.runtime.limitsFile)
    // Given to another limit, whose terms have room for whoever asks.
    try file.withLock { _ in
      let word = handle.slot.word
      #expect(handle.slot.advance(from: word, state: 0, interval: 1, tolerance: 1 << 40))
      handle.slot.setTag(99)
    }
    let word = handle.slot.word
    #expect((0..<20).count { _ in handle.admit().isAllowed } == 10)
    #expect(handle.slot.word == word)
    handle.refund()
    #expect(handle.slot.word == word)
  }

  @Test func theRegisterTellsWhoServesWhat() throws {
    let file = try #require(fixture.first.runtime.limitsFile)
    let runtimes = file.runtimes()
    #expect(runtimes.count == 2)
    #expect(runtimes.allSatisfy { $0.isAlive && $0.processID == getpid() })
    try fixture.set(key, "10/h")
    let revision = fixture.second.status.revision
    fixture.first.runtime.refresh()
    fixture.second.refresh()
    #expect(file.runtimes().allSatisfy { $0.revision == revision })
  }

  /// Lets both runtimes look at the file, one after the other.
  private func settle() throws {
    for runtime in [fixture.first.runtime, fixture.second] { runtime.followFile() }
  }
}

/// What the file system says of a file.
private struct FileStatus {
  let size: Int
  let inode: UInt64

  init(_ path: String) {
    var status = stat()
    stat(path, &status)
    size = Int(status.st_size)
    inode = UInt64(status.st_ino)
  }
}
