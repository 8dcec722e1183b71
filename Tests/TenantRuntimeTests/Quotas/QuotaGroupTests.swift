// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import TenantRuntime
import TenantTestSupport
import Testing

@Suite struct QuotaGroupTests {
  private let fixture: QuotaFixture
  private let calls: QuotaKey
  private let exports: QuotaKey
  private let ring: QuotaKey

  init() throws {
    fixture = try QuotaFixture()
    calls = try QuotaKey(parsing: "calls")
    exports = try QuotaKey(parsing: "exports")
    ring = try QuotaKey(parsing: "ring")
  }

  @Test func aRequestIsCountedByAllOrByNone() throws {
    try fixture.set(calls, "10/h")
    try fixture.set(exports, "3/h")
    try fixture.set(ring, "10/h") { $0.mode = .rolling }
    let quotas = try fixture.quotas()
    let group = quotas.group([calls, ring, exports])
    #expect((0..<8).count { _ in group.admit().isAllowed } == 3)
    // What the third limit refused was taken back in the two before it.
    #expect(quotas.handle(calls).standing.remaining == 7)
    #expect(quotas.admit(ring, cost: 0).remaining == 7)
    #expect(group.admit().limit == 3)
  }

  @Test func whatWasServedWithoutBeingCountedIsNotGivenBack() throws {
    try fixture.set(calls, "2/h") { $0.onExceed = try QuotaExcessPolicy(parsing: "degrade") }
    try fixture.set(exports, "1/h")
    let quotas = try fixture.quotas()
    let group = quotas.group([calls, exports])
    #expect(group.admit().outcome == .allowed)
    #expect(quotas.admit(calls).outcome == .allowed)
    // The first limit has nothing left, and serves worse; the second one refuses.
    for _ in 0..<3 { #expect(!group.admit().isAllowed) }
    #expect(quotas.admit(calls).outcome != .allowed)
  }

  @Test func aMemberThatIsOnlyWatchedRefusesNothing() throws {
    try fixture.set(calls, "1/h") { $0.shadow = 100 }
    try fixture.set(exports, "3/h")
    let group = try fixture.quotas().group([calls, exports])
    #expect((0..<6).count { _ in group.admit().isAllowed } == 3)
    #expect(group.admit().limit == 3)
  }

  @Test func aMemberThatIsHeldAtOnceHasToHaveRoomAndTakesNothing() throws {
    try fixture.set(calls, "10/h")
    try fixture.set(exports, "2")
    let quotas = try fixture.quotas()
    let group = quotas.group([calls, exports])
    #expect((0..<4).count { _ in group.admit().isAllowed } == 4)
    let slot = try #require(quotas.acquire(exports, units: 2).slot)
    let refused = group.admit()
    #expect(refused.reason == .exceeded && refused.limit == 2)
    #expect(quotas.peek(calls, cost: 0).remaining == 6)
    slot.release()
    #expect(group.admit().isAllowed)
  }

  @Test func aMemberWhoseLeaseIsOnItsWayRefusesAndCostsNothing() throws {
    let fixture = try QuotaFixture {
      $0.firstLeaseMilliseconds = 0
      $0.leaseSeconds = 3_600
    }
    try fixture.set(calls, "10/h")
    try fixture.set(exports, "5/month")
    let quotas = try fixture.quotas()
    let group = quotas.group([calls, exports])
    let first = group.admit()
    #expect(!first.isAllowed && first.reason == .leasePending)
    #expect(quotas.peek(calls, cost: 0).remaining == 10)
    while !group.admit().isAllowed {}
    #expect(quotas.peek(calls, cost: 0).remaining == 9)
  }

  @Test func aMemberThatIsBilledIsAskedLastAndCountsWhatIsServed() throws {
    let fixture = try QuotaFixture {
      $0.firstLeaseMilliseconds = 30_000
      $0.leaseSeconds = 3_600
    }
    try fixture.set(calls, "4/h")
    try fixture.set(exports, "2/month") { $0.onExceed = .allowAndBill }
    let runtime = try fixture.first.another()
    let group = try fixture.quotas(of: runtime).group([calls, exports])
    #expect((0..<9).count { _ in group.admit().isAllowed } == 4)
    runtime.close()
    let report = try fixture.administration.quotaReport(exports, of: .slug(Slug(parsing: "acme")))
    #expect(report.standing?.used == 4)
  }

  @Test func theTightestLimitAnswers() throws {
    try fixture.set(calls, "10/h")
    try fixture.set(exports, "5/h")
    let group = try fixture.quotas().group([calls, exports])
    #expect(group.admit(cost: 2).remaining == 3)
    #expect(try fixture.quotas().group([]).admit().reason == .noQuota)
  }

  @Test func aUsersQuotaIsNestedInTheTenants() throws {
    try fixture.set(calls, "5/h")
    try fixture.set(calls, "3/h", user: "ann")
    let quotas = try fixture.quotas()
    #expect((0..<9).count { _ in quotas.admit(calls, user: "ann").isAllowed } == 3)
    // Another user has no quota of his own, and two are left of the tenant's.
    #expect((0..<9).count { _ in quotas.admit(calls, user: "bob").isAllowed } == 2)
    // The user of the same name of another tenant has nothing to do with it.
    #expect(try fixture.quotas("globex").admit(calls, user: "ann").reason == .noQuota)
  }

  @Test func aGroupFollowsAUsersQuotaThatComesLater() throws {
    try fixture.set(calls, "5/h")
    let group = try fixture.quotas().group([calls], user: "ann")
    #expect(group.admit().isAllowed)
    try fixture.set(calls, "2/h", user: "ann")
    #expect((0..<9).count { _ in group.admit().isAllowed } == 2)
  }
}
