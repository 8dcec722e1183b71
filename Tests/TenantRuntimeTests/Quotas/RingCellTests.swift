// SPDX-License-Identifier: Apache-2.0

import Glibc
import Synchronization
import TenantAdmin
import TenantModel
import TenantTestSupport
import Testing

@testable import TenantRuntime

@Suite final class RingCellTests {
  private let fixture: QuotaFixture
  private let key: QuotaKey

  init() throws {
    fixture = try QuotaFixture()
    key = try QuotaKey(parsing: "api.calls")
    try fixture.set(key, "10/h") { $0.mode = .rolling }
  }

  @Test func aRequestThatWasOvertakenLooksAgain() throws {
    let control = try fixture.quotas().control(key)
    let window = RollingWindow(limit: 10, windowSeconds: 3_600)
    let now = MonotonicClock.nanoseconds()
    // The clocks of others are in the next eighth of the window already, so they count in another cell.
    let later = now + window.window / 8
    let taken = control.withLock { guarded in
      let cell = guarded.ring[window.cell(at: later).index]
      return control.take(1, window, &guarded) {
        #expect(cell.exchange(cell.word, for: window.adding(10, to: 0, at: later)))
      }
    }
    #expect(!taken.isCounted)
    #expect(taken.decision.reason == .exceeded)
    // What was counted before the second look was taken back.
    #expect(try fixture.quotas(of: fixture.second).admit(key, cost: 0).remaining == 0)
    #expect(taken.decision.remaining == 0)
  }

  @Test func aRequestWhoseFileWasReplacedIsCountedInTheNextOne() throws {
    let control = try fixture.quotas().control(key)
    let there = try fixture.quotas(of: fixture.second)
    #expect(there.served(6, key) == 6)
    let window = RollingWindow(limit: 10, windowSeconds: 3_600)
    let taken = control.withLock { guarded in
      control.take(3, window, &guarded) {
        // The other service leaves with what it has seen, before this one has counted.
        guard !hasLeft.exchange(true, ordering: .relaxed) else { return }
        unlink(fixture.first.store.path + "-limits")
        fixture.second.followFile()
      }
    }
    #expect(taken.isCounted)
    #expect(there.served(10, key) == 1)
  }

  private let hasLeft = Atomic<Bool>(false)
}
