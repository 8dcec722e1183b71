// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantAdmin
import TenantModel
import TenantTestSupport
import Testing

@testable import TenantRuntime

/// What is held at once while the file that counts it is lost.
@Suite struct LostFileTests {
  private let fixture: QuotaFixture
  private let key: QuotaKey
  private let path: String

  init() throws {
    fixture = try QuotaFixture()
    key = try QuotaKey(parsing: "exports.running")
    path = fixture.first.store.path + "-limits"
    try fixture.set(key, "3")
  }

  @Test(arguments: [false, true])
  func whatOthersHoldCountsBeforeTheyHaveComeOver(_ isCutOff: Bool) throws {
    let here = try fixture.quotas()
    let there = try fixture.quotas(of: fixture.second)
    let mine = try #require(here.acquire(key).slot)
    let others = try #require(there.acquire(key, units: 2).slot)
    if isCutOff { truncate(path, 0) } else { unlink(path) }
    fixture.first.runtime.followFile()
    // Nobody knows here what the other service holds, nor that it will ever come.
    #expect(here.acquire(key).decision.reason == .storeUnavailable)
    #expect(here.peek(key).reason == .storeUnavailable)
    fixture.second.followFile()
    #expect(there.acquire(key).decision.reason == .storeUnavailable)
    try #require(fixture.first.runtime.limitsFile).pretendAge(RuntimeEntry.lifetime)
    #expect(here.acquire(key).decision.reason == .exceeded)
    #expect(mine.isValid && others.isValid)
    others.release()
    let next = try #require(here.acquire(key, units: 2).slot)
    #expect(next.token > others.token)
    #expect(there.acquire(key).slot == nil)
  }

  @Test func whoDoesNotComeOverInTimeHoldsNothing() throws {
    let here = try fixture.quotas()
    let there = try fixture.quotas(of: fixture.second)
    let slot = try #require(there.acquire(key, units: 3).slot)
    unlink(path)
    fixture.first.runtime.followFile()
    fixture.second.pretendSilence(nanoseconds: RuntimeEntry.lifetime)
    #expect(!slot.isValid)
    try #require(fixture.first.runtime.limitsFile).pretendAge(RuntimeEntry.lifetime)
    let taken = try #require(here.acquire(key, units: 3).slot)
    slot.release()
    #expect(there.acquire(key).slot == nil)
    #expect(taken.isValid)
  }

  @Test func nothingIsTakenInAFileThatSomebodyLeft() throws {
    let here = try fixture.quotas()
    let there = try fixture.quotas(of: fixture.second)
    let slot = try #require(there.acquire(key).slot)
    var hasLeft = false
    let (decision, right) = here.control(key).hold(2) {
      guard !hasLeft else { return }
      hasLeft = true
      unlink(path)
      fixture.second.followFile()
    }
    #expect(right == nil)
    #expect(decision.reason == .storeUnavailable)
    #expect(slot.isValid)
  }

  @Test func noSignOfLifeIsGivenBeforeAllLimitsHaveComeOver() throws {
    let store = fixture.first.store.path + "-other"
    let holder = LimitsHolder(store: store, storeID: "x", name: "service", startedAt: Timestamp(microseconds: 0))
    holder.hasFollowed(holder.exchanges)
    let generation = holder.generation
    unlink(store + "-limits")
    holder.pretendSilence(3_000_000_000)
    #expect(holder.follow())
    let exchange = holder.exchanges
    holder.refresh()
    holder.pretendSilence(1_000_000_000)
    #expect(holder.isHeld(since: generation))
    holder.hasFollowed(exchange)
    #expect(!holder.follow())
    // From here on the silence begins anew.
    holder.pretendSilence(3_000_000_000)
    #expect(holder.isHeld(since: generation))
    unlink(store + "-limits")
    holder.refresh()
    holder.refresh()
    // An exchange that was followed before says nothing about this one.
    holder.hasFollowed(exchange)
    holder.refresh()
    holder.pretendSilence(2_000_000_000)
    #expect(!holder.isHeld(since: generation))
  }

  @Test func onlyAFileThatTookThePlaceOfALostOneHasToBeWaitedFor() throws {
    let store = fixture.first.store.path + "-other"
    func isSettled(_ storeID: String = "one") throws -> Bool {
      try LimitsFile.open(besideStore: store, storeID: storeID).isSettled(at: MonotonicClock.nanoseconds())
    }
    #expect(try isSettled())
    // What another store counted was never this one's.
    #expect(try isSettled("two"))
    truncate(store + "-limits", off_t(LimitsLayout.headBytes))
    #expect(try !isSettled("two"))
    let file = try LimitsFile.open(besideStore: store, storeID: "two")
    file.pretendAge(RuntimeEntry.lifetime)
    #expect(try isSettled("two"))
  }

  @Test func aFileThatWasCutOffIsLostOnceHoweverOftenItIsTouched() throws {
    let rate = try QuotaKey(parsing: "api.calls")
    try fixture.set(rate, "10/h")
    let handle = try fixture.quotas().handle(rate)
    #expect(handle.admit().isAllowed)
    let lost = try #require(fixture.first.runtime.limitsFile)
    truncate(path, 0)
    fixture.first.runtime.followFile()
    let next = try #require(fixture.first.runtime.limitsFile)
    // The handle points into the old mapping, whose pages fault one after the other.
    #expect(!handle.admit().isAllowed)
    #expect(lost.isDamaged && !next.isDamaged)
    fixture.first.runtime.followFile()
    #expect(fixture.first.runtime.limitsFile === next)
  }
}
