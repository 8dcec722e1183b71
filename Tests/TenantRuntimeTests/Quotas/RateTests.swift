// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import TenantRuntime
import TenantTestSupport
import Testing

@Suite struct RateTests {
  private let fixture: QuotaFixture
  private let key: QuotaKey

  init() throws {
    fixture = try QuotaFixture()
    key = try QuotaKey(parsing: "api.calls")
  }

  @Test func twoServicesShareOneLimit() throws {
    try fixture.set(key, "10/h")
    let here = try fixture.quotas()
    let there = try fixture.quotas(of: fixture.second)
    #expect(here.served(6, key) == 6)
    #expect(there.served(6, key) == 4)
    #expect(here.served(1, key) == 0)
    // Nor does it reach another tenant, whose quota has the same name.
    try fixture.set(key, "10/h", for: "globex")
    #expect(try fixture.quotas("globex").served(12, key) == 10)
  }

  @Test func aDecisionSaysWhatItIsBasedOn() throws {
    try fixture.set(key, "10/h")
    let quotas = try fixture.quotas()
    let decision = quotas.admit(key, cost: 4)
    #expect(decision.outcome == .allowed)
    #expect(decision.reason == .withinLimit)
    #expect(decision.limit == 10)
    #expect(decision.remaining == 6)
    #expect(decision.windowSeconds == 3_600)
    #expect(decision.revision == fixture.first.runtime.status.revision)
    let refused = quotas.admit(key, cost: 7)
    #expect(refused.outcome == .rejected)
    #expect(refused.reason == .exceeded)
    #expect(refused.remaining == 6)
    // One more unit than there are comes back after six minutes, and some of them have passed.
    #expect(refused.retryAfter.map { (1...360_000_000_000).contains($0) } == true)
    // What is refused costs nothing.
    #expect(quotas.admit(key, cost: 6).outcome == .allowed)
  }

  @Test func whatCanNeverBeServedIsTold() throws {
    try fixture.set(key, "10/h") { $0.burst = .amount(5) }
    let decision = try fixture.quotas().admit(key, cost: 6)
    #expect(decision.reason == .neverSatisfiable)
    #expect(decision.retryAfter == nil)
    #expect(try fixture.quotas().served(9, key) == 5)
  }

  @Test func costsOfNothingAndLessChangeNothing() throws {
    try fixture.set(key, "2/h")
    let quotas = try fixture.quotas()
    #expect(quotas.admit(key, cost: 0).isAllowed)
    #expect(quotas.admit(key, cost: -7).isAllowed)
    #expect(quotas.admit(key, cost: .max).reason == .neverSatisfiable)
    #expect(quotas.served(5, key) == 2)
    #expect(quotas.admit(key, cost: 0).isAllowed)
  }

  @Test func withoutALimitEverythingIsServed() throws {
    let quotas = try fixture.quotas()
    #expect(quotas.admit(key).reason == .noQuota)
    try fixture.set(key, "unlimited/h")
    #expect(quotas.admit(key, cost: 1_000_000).reason == .unlimited)
    try fixture.set(key, "0/h")
    #expect(!quotas.admit(key).isAllowed)
  }

  @Test func aHandleFollowsChangesForEver() throws {
    let handle = try fixture.quotas().handle(key)
    #expect(handle.admit().reason == .noQuota)
    try fixture.set(key, "3/h")
    #expect((0..<5).count { _ in handle.admit().isAllowed } == 3)
    // What is used stays used: of five, three.
    try fixture.set(key, "5/h")
    #expect((0..<5).count { _ in handle.admit().isAllowed } == 2)
    try fixture.set(key, "4/h")
    #expect(!handle.admit().isAllowed)
    #expect(handle.standing.remaining == 0)
    try fixture.set(key, "unlimited/h")
    #expect(handle.admit(cost: 1_000).isAllowed)
    try fixture.set(key, "20/h")
    #expect((0..<30).count { _ in handle.admit().isAllowed } == 15)
  }

  @Test(arguments: [
    (QuotaChangeStrategy.preserveUsed, 14), (.proportional, 8), (.additive, 14), (.reset, 20),
  ])
  func useIsCarriedOverByTheStrategy(_ strategy: QuotaChangeStrategy, _ left: Int) throws {
    // Six of ten are used; the new limit is 20.
    try fixture.set(key, "10/h") { $0.onChange = strategy }
    #expect(try fixture.quotas().served(6, key) == 6)
    try fixture.set(key, "20/h") { $0.onChange = strategy }
    #expect(try fixture.quotas(of: fixture.second).served(30, key) == left)
  }

  @Test func aSuspendedTenantIsRefusedAtOnce() throws {
    try fixture.set(key, "10/h")
    let handle = try fixture.quotas().handle(key)
    #expect(handle.admit().isAllowed)
    try fixture.see(fixture.administration.suspend(.slug(Slug(parsing: "acme"))))
    #expect(handle.admit().reason == .suspended)
    try fixture.see(fixture.administration.resume(.slug(Slug(parsing: "acme"))))
    #expect((0..<20).count { _ in handle.admit().isAllowed } == 9)
  }

  @Test func aRequestMayWaitOrBeServedLess() throws {
    try fixture.set(key, "1/s") { $0.onExceed = try QuotaExcessPolicy(parsing: "delay:2s") }
    let quotas = try fixture.quotas()
    #expect(quotas.admit(key).outcome == .allowed)
    guard case .delayed(let nanoseconds) = quotas.admit(key).outcome else {
      Issue.record("the second request of a second does not wait")
      return
    }
    #expect((1...2_000_000_000).contains(nanoseconds))
    // Each waits longer than the one before, until one would wait too long.
    #expect(quotas.served(10, key) < 10)
    let other = try QuotaKey(parsing: "reports")
    try fixture.set(other, "1/h") { $0.onExceed = try QuotaExcessPolicy(parsing: "degrade:small") }
    #expect(quotas.admit(other).outcome == .allowed)
    #expect(quotas.admit(other).outcome == .degraded(to: "small"))
  }

  @Test func aQuotaThatOnlyWatchesRefusesNothing() throws {
    try fixture.set(key, "2/h") { $0.shadow = 100 }
    let quotas = try fixture.quotas()
    #expect(quotas.served(2, key) == 2)
    let decision = quotas.admit(key)
    #expect(decision.isAllowed)
    #expect(decision.reason == .shadow)
  }

  @Test func aHardRateKeepsItsLimitInEveryWindow() throws {
    try fixture.set(key, "10/h") { $0.mode = .hard }
    // Half of the limit at once; the rest comes in the course of the window.
    #expect(try fixture.quotas().served(20, key) == 5)
  }

  @Test func aRollingRateGivesAllAtOnceAndNoMore() throws {
    try fixture.set(key, "10/h") { $0.mode = .rolling }
    #expect(try fixture.quotas().served(7, key) == 7)
    let there = try fixture.quotas(of: fixture.second)
    #expect(there.served(7, key) == 3)
    let refused = there.admit(key, cost: 2)
    #expect(refused.reason == .exceeded)
    #expect(refused.retryAfter.map { $0 > 0 } == true)
    #expect(there.admit(key, cost: 11).reason == .neverSatisfiable)
  }
}
