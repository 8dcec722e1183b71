// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import TenantRuntime

@Suite struct OutageAllowanceTests {
  private let allowance = OutageAllowance()

  private func admit(_ units: Int64, since: Int64) -> Bool {
    guard allowance.admit(units, atMost: 10, since: since) else { return false }
    allowance.charge(units, isUnmetered: false)
    return true
  }

  @Test func anOutageHasOneAmountHoweverOftenItIsTold() throws {
    #expect(admit(7, since: 1))
    let untold = try #require(allowance.untold { 4 })
    #expect(untold.sequence == 4 && untold.total == 7 && untold.metered == 7)
    allowance.told(total: 7)
    #expect(allowance.isTold)
    // The store was reached, but not by everybody yet: the amount of the outage is not there again.
    #expect(!admit(4, since: 1))
    #expect(admit(3, since: 1))
    #expect(admit(10, since: 2))
  }

  @Test func whatWasNotToldBeforeTheNextOutageIsToldWithIt() throws {
    #expect(admit(7, since: 1))
    _ = allowance.untold { 4 }
    #expect(admit(10, since: 2))
    #expect(!admit(1, since: 2))
    let untold = try #require(allowance.untold { 5 })
    #expect(untold.sequence == 4 && untold.total == 17)
    // More was admitted since: it is told again, under the same number.
    allowance.told(total: 7)
    #expect(!allowance.isTold)
  }

  @Test func whatWasNotUsedIsThereForOthersInTheSameOutage() {
    #expect(allowance.admit(8, atMost: 10, since: 1))
    #expect(!allowance.admit(3, atMost: 10, since: 1))
    allowance.giveBack(5, since: 1)
    #expect(allowance.admit(7, atMost: 10, since: 1))
    // Nobody is told of what was not charged, and nothing of one outage counts in another.
    #expect(allowance.isTold)
    allowance.giveBack(10, since: 2)
    #expect(!allowance.admit(1, atMost: 10, since: 1))
  }
}
