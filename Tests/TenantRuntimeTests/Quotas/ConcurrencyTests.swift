// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import TenantTestSupport
import Testing

@testable import TenantRuntime

@Suite struct ConcurrencyTests {
  private let fixture: QuotaFixture
  private let key: QuotaKey

  init() throws {
    fixture = try QuotaFixture()
    key = try QuotaKey(parsing: "exports.running")
    try fixture.set(key, "3")
  }

  @Test func twoServicesHoldNoMoreThanTheLimitTogether() throws {
    let here = try fixture.quotas()
    let there = try fixture.quotas(of: fixture.second)
    let first = try #require(here.acquire(key).slot)
    let second = try #require(there.acquire(key, units: 2).slot)
    let refused = here.acquire(key)
    #expect(refused.slot == nil)
    #expect(refused.decision.reason == .exceeded)
    #expect(refused.decision.limit == 3)
    #expect(here.acquire(key, units: 4).decision.reason == .neverSatisfiable)
    second.release()
    second.release()
    let third = try #require(here.acquire(key, units: 2).slot)
    #expect(there.admit(key, cost: 1).isAllowed == false)
    #expect(third.token > first.token)
    #expect(first.isValid && !second.isValid)
  }

  @Test func whatIsForgottenIsFreeAgain() throws {
    let quotas = try fixture.quotas()
    for _ in 0..<10 { #expect(quotas.acquire(key, units: 3).slot != nil) }
  }

  @Test func aBodyRunsWhileASlotIsHeld() async throws {
    let quotas = try fixture.quotas()
    let there = try fixture.quotas(of: fixture.second)
    let remaining = try await quotas.withSlot(key, units: 2) { slot in
      #expect(slot.isValid)
      return there.admit(key, cost: 0).remaining
    }
    #expect(remaining == 1)
    #expect(there.admit(key, cost: 0).remaining == 3)
    await #expect(throws: TenantError.self) { try await quotas.withSlot(key, units: 4) { _ in } }
  }

  @Test func whatASilentProcessHeldIsFreeAndItsRightIsVoid() throws {
    let here = try fixture.quotas()
    let there = try fixture.quotas(of: fixture.second)
    let slot = try #require(here.acquire(key, units: 3).slot)
    #expect(there.acquire(key).slot == nil)
    // As if this process had been stopped for six seconds.
    fixture.first.runtime.pretendSilence(nanoseconds: 6_000_000_000)
    let taken = try #require(there.acquire(key, units: 3).slot)
    #expect(!slot.isValid)
    #expect(taken.isValid && taken.token > slot.token)
    slot.release()
    // The late release gave back nothing that belongs to others.
    #expect(here.acquire(key).slot == nil)
    taken.release()
    #expect(here.acquire(key, units: 3).slot != nil)
  }

  @Test func aSignOfLifeThatIsGivenTooLateSavesNothing() throws {
    let store = fixture.first.store.path + "-other"
    let holder = LimitsHolder(store: store, storeID: "x", name: "service", startedAt: Timestamp(microseconds: 0))
    holder.hasFollowed(holder.exchanges)
    let generation = holder.generation
    // As if it had been stopped between its look at the clock and the sign, while others took it for dead.
    holder.pretendSilence(6_000_000_000)
    holder.refresh(at: MonotonicClock.nanoseconds() - 3_000_000_000)
    #expect(!holder.isHeld(since: generation))
  }

  @Test func whoWasSilentLeavesItsEntryToWhoTookIt() throws {
    let here = try fixture.quotas()
    let slot = try #require(here.acquire(key, units: 2).slot)
    fixture.first.runtime.pretendSilence(nanoseconds: 6_000_000_000)
    // It enters the register where the first silent runtime was.
    let third = try fixture.first.another()
    let taken = try #require(fixture.quotas(of: third).acquire(key, units: 3).slot)
    #expect(!slot.isValid)
    slot.release()
    #expect(here.acquire(key).decision.reason == .exceeded)
    #expect(try #require(third.limitsFile).runtimes().count { $0.isAlive } == 3)
    #expect(taken.isValid)
    taken.release()
    let next = try #require(here.acquire(key, units: 3).slot)
    #expect(try fixture.quotas(of: third).acquire(key).slot == nil)
    #expect(next.isValid)
  }

  @Test func whatIsHeldWithoutAFileForLongIsVoid() throws {
    let here = try fixture.quotas()
    let slot = try #require(here.acquire(key, units: 3).slot)
    // Nobody sees signs of life where there is no file for them.
    fixture.first.runtime.loseFile()
    #expect(slot.isValid)
    fixture.first.runtime.pretendSilence(nanoseconds: 6_000_000_000)
    #expect(!slot.isValid)
    fixture.first.runtime.followFile()
    #expect(!slot.isValid)
  }

  @Test func whoPausesBetweenTheCountAndTheClaimHasNothing() throws {
    let here = try fixture.quotas()
    let there = try fixture.quotas(of: fixture.second)
    var taken: ConcurrencySlot?
    let (decision, right) = here.control(key).hold(2) {
      guard taken == nil else { return }
      // Long enough for others to take this process for dead, and what it has counted for free.
      fixture.first.runtime.pretendSilence(nanoseconds: 6_000_000_000)
      taken = there.acquire(key, units: 3).slot
      #expect(taken != nil)
    }
    #expect(right == nil)
    #expect(decision.reason == .exceeded)
    #expect(taken?.isValid == true)
  }

  @Test func ofManyThreadsNoMoreThanTheLimitHoldAtOnce() async throws {
    let here = try fixture.quotas()
    let there = try fixture.quotas(of: fixture.second)
    let key = key
    let held = Monitor((now: 0, most: 0, times: 0))
    await withTaskGroup(of: Void.self) { group in
      for index in 0..<4 {
        group.addTask {
          for _ in 0..<500 {
            guard let slot = (index.isMultiple(of: 2) ? here : there).acquire(key).slot else { continue }
            held.withLock { held in
              held.now += 1
              held.most = max(held.most, held.now)
              held.times += 1
            }
            await Task.yield()
            held.withLock { $0.now -= 1 }
            slot.release()
          }
        }
      }
    }
    #expect(held.withLock { $0.most } <= 3)
    #expect(held.withLock { $0.times } > 0)
    #expect(here.acquire(key, units: 3).slot != nil)
  }
}
