// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantAdmin
import TenantModel
import TenantStore
import TenantTestSupport
import Testing

@testable import TenantRuntime

/// Another tier's quotas are rehearsed: the tenant is served by its own, and what the others would refuse is counted.
@Suite struct TierRehearsalTests {
  private let fixture: ShadowFixture
  private let key: QuotaKey

  init() throws {
    fixture = try ShadowFixture()
    key = fixture.key
    try fixture.rehearse()
  }

  @Test(arguments: [RateMode.bucket, .rolling])
  func theRealLimitDecidesAndTheOtherCounts(_ mode: RateMode) throws {
    try fixture.set("10/h", ofTier: "free")
    try fixture.set("3/h", ofTier: "pro") { $0.mode = mode }
    // Five of fifteen are refused by the real limit and never judged; the rehearsal is one for all processes.
    #expect(try fixture.served(8) == 8)
    #expect(try fixture.served(7) == 2)
    #expect(try fixture.told() == ["tier:pro": "10/7"])
  }

  @Test func whatTheRehearsalRefusesConsumesNothingThere() throws {
    try fixture.set("100/h", ofTier: "free")
    try fixture.set("5/h", ofTier: "pro")
    try fixture.withRuntime { quotas in
      for cost: Int64 in [3, 4, 2, 1, 9] { #expect(quotas.admit(key, cost: cost).isAllowed) }
    }
    // 3 fits, 4 does not, 2 fills it up, 1 finds it full, and 9 never fits.
    #expect(try fixture.told() == ["tier:pro": "5/3"])
  }

  @Test func whatIsGivenBackMayBeUsedAgain() throws {
    try fixture.set("100/h", ofTier: "free")
    try fixture.set("5/h", ofTier: "pro")
    try fixture.withRuntime { quotas in
      let handle = quotas.handle(key)
      #expect(handle.admit(cost: 5).isAllowed)
      handle.refund(cost: 2)
      #expect(handle.admit(cost: 2).remaining == 95)
      // What was refused there gives nothing back there.
      try quotas.reserve(key, upTo: 4).settle(actual: 1)
      #expect(quotas.admit(key).isAllowed)
      handle.refund(cost: 5)
      try quotas.reserve(key, upTo: 1).settle(actual: 5)
      #expect(quotas.admit(key).isAllowed)
    }
    #expect(try fixture.told() == ["tier:pro": "6/3"])
  }

  /// A rehearsal against sums on paper, and the real decisions against those of a tenant whose tier rehearses nothing.
  @Test(arguments: [UInt64(1), 2, 3])
  func everyRequestIsJudgedAsOnPaper(_ seed: UInt64) throws {
    try fixture.set("60/h", ofTier: "free")
    try fixture.set("25/h", ofTier: "enterprise") { $0.mode = seed == 2 ? .rolling : .bucket }
    try fixture.rehearse("enterprise")
    try fixture.set("60/h", ofTier: "pro")
    var changes = TenantChanges()
    changes.tier = try Slug(parsing: "pro")
    try fixture.quotas.see(fixture.administration.updateTenant(.slug(Slug(parsing: "globex")), changes))
    var generator = SeededGenerator(seed: seed)
    var (left, leftThere, checked, denied): (Int64, Int64, Int, Int) = (60, 25, 0, 0)
    try fixture.withRuntime { quotas in
      let others = try fixture.quotas.quotas("globex")
      for _ in 0..<60 {
        let cost = Int64.random(in: 1...7, using: &generator)
        let decision = quotas.admit(key, cost: cost)
        let other = others.admit(key, cost: cost)
        #expect(decision.isAllowed == (cost <= left))
        #expect(decision.outcome == other.outcome && decision.reason == other.reason)
        #expect(decision.remaining == other.remaining)
        guard cost <= left else { continue }
        left -= cost
        checked += 1
        if cost <= leftThere { leftThere -= cost } else { denied += 1 }
      }
    }
    #expect(try fixture.told() == ["tier:enterprise": "\(checked)/\(denied)"])
  }

  @Test func aQuotaThatOnlyTheOtherTierHasIsJudged() throws {
    try fixture.set("3/h", ofTier: "pro")
    try fixture.withRuntime { quotas in
      #expect((0..<5).map { _ in quotas.admit(key).reason } == Array(repeating: .noQuota, count: 5))
    }
    #expect(try fixture.told() == ["tier:pro": "5/2"])
  }

  @Test func aQuotaThatTheOtherTierLacksRefusesNothing() throws {
    try fixture.set("3/h", ofTier: "free")
    #expect(try fixture.served(5) == 3)
    #expect(try fixture.told() == ["tier:pro": "3/0"])
  }

  @Test func theTenantsOwnDefinitionWouldGoAlong() throws {
    try fixture.set("100/h", ofTier: "free")
    try fixture.set("1/h", ofTier: "pro")
    try fixture.quotas.set(key, "10/h")
    #expect(try fixture.served(15) == 10)
    #expect(try fixture.told() == ["tier:pro": "10/0"])
  }

  @Test func whatTheOtherTierOnlyWatchesItWouldNotRefuse() throws {
    try fixture.set("100/h", ofTier: "free")
    try fixture.set("1/h", ofTier: "pro") { $0.shadow = 100 }
    #expect(try fixture.served(5) == 5)
    #expect(try fixture.told() == ["tier:pro": "5/0"])
  }

  @Test func aPeriodIsJudgedByTheLedger() throws {
    try fixture.set("unlimited/month", ofTier: "free")
    try fixture.set("300/month", ofTier: "pro")
    #expect(try fixture.served(200) == 200)
    #expect(try fixture.told() == ["tier:pro": "200/0"])
    // What the first process used is in the ledger, which the second one is told with its first lease.
    #expect(try fixture.served(200) == 200)
    #expect(try fixture.told() == ["tier:pro": "400/100"])
  }

  @Test func aPeriodOfAnotherLengthIsJudgedByMetering() throws {
    try fixture.set("500/month", ofTier: "free")
    try fixture.set("30/day", ofTier: "pro")
    #expect(try fixture.served(20) == 20)
    #expect(try fixture.served(20) == 20)
    #expect(try fixture.told() == ["tier:pro": "40/10"])
  }

  @Test func aPeriodIsJudgedWhereNothingIsLeased() throws {
    try fixture.set("3/month", ofTier: "pro")
    try fixture.withRuntime { quotas in
      try use(2, by: quotas.tenant.id)
      let control = quotas.control(key)
      // The keeper asks the store as soon as it knows of the rehearsal.
      control.engine.keeper.wait(past: 0)
      #expect((0..<3).count { _ in quotas.admit(key).isAllowed } == 3)
    }
    #expect(try fixture.told() == ["tier:pro": "3/2"])
  }

  /// Lets somebody have used units of this month.
  private func use(_ units: Int64, by tenant: TenantID) throws {
    let store = fixture.quotas.first.store
    let month = Period(start: try Timestamp(parsing: "2026-11-01"), end: try Timestamp(parsing: "2026-12-01"))
    let report = OverrunReport(
      key: LeaseKey(tenant: tenant, quota: key, user: nil, period: month), meter: try key.meter(), holder: "other",
      sequence: 1, total: units, metered: units, now: store.clock.now, limit: nil)
    _ = try store.write { try $0.addOverrun(report) }
  }

  @Test func whatIsHeldAtOnceIsJudgedForAllProcesses() throws {
    try fixture.set("10", ofTier: "free")
    try fixture.set("2", ofTier: "pro")
    let there = try fixture.quotas.first.another()
    let other = try #require(fixture.quotas.quotas(of: there).acquire(key).slot)
    try fixture.withRuntime { quotas in
      let first = try #require(quotas.acquire(key).slot)
      let second = try #require(quotas.acquire(key).slot)
      #expect(first.isValid && second.isValid && second.token > first.token)
      // The second one was refused there, so with the first one all is free that this process held.
      first.release()
      #expect(quotas.acquire(key).slot != nil)
    }
    #expect(try fixture.told() == ["tier:pro": "3/1"])
    other.release()
  }

  @Test func whatIsHeldWithoutALimitIsJudgedToo() throws {
    try fixture.set("1", ofTier: "pro")
    try fixture.withRuntime { quotas in
      let slots = (0..<2).compactMap { _ in quotas.acquire(key).slot }
      #expect(slots.map(\.token) == [0, 0])
    }
    #expect(try fixture.told() == ["tier:pro": "2/1"])
  }

  @Test func aRehearsalFollowsTheOperator() throws {
    try fixture.set("100/h", ofTier: "free")
    try fixture.set("100/h", ofTier: "pro")
    try fixture.rehearse(nil)
    let handle = try fixture.quotas.quotas().handle(key)
    func counted(_ requests: Int) -> [String] {
      #expect((0..<requests).count { _ in handle.admit().isAllowed } == requests)
      return handle.control.shadows.takeUntold(of: handle.control).map { "\($0.variant) \($0.checked)/\($0.denied)" }
    }
    #expect(counted(3) == [])
    try fixture.rehearse()
    #expect(counted(3) == ["tier:pro 3/0"])
    // Three are used of what is two now.
    try fixture.set("2/h", ofTier: "pro")
    #expect(counted(3) == ["tier:pro 3/3"])
    try fixture.set("2/month", ofTier: "pro")
    #expect(counted(3) == ["tier:pro 3/1"])
    var changes = TenantChanges()
    changes.tier = try Slug(parsing: "pro")
    try fixture.quotas.set(key, "100/h")
    try fixture.quotas.see(fixture.administration.updateTenant(.slug(Slug(parsing: "acme")), changes))
    #expect(counted(3) == [])
    #expect(handle.admit().remaining == 84)
  }

  @Test func anotherFileBeginsNothingAnew() throws {
    try fixture.set("100/h", ofTier: "free")
    try fixture.set("5/h", ofTier: "pro")
    let runtime = try fixture.quotas.first.another()
    let handle = try fixture.quotas.quotas(of: runtime).handle(key)
    #expect((0..<4).count { _ in handle.admit().isAllowed } == 4)
    unlink(fixture.quotas.first.store.path + "-limits")
    runtime.followFile()
    #expect(handle.admit().remaining == 95)
    #expect(handle.admit().remaining == 94)
    let told = handle.control.shadows.takeUntold(of: handle.control)
    #expect(told.map { [$0.checked, $0.denied] } == [[6, 1]])
  }
}
