// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import TenantRuntime
import TenantTestSupport
import Testing

@Suite struct PeriodQuotaTests {
  private let fixture: QuotaFixture
  private let key: QuotaKey

  init() throws {
    // Far longer than any test, so that nothing lapses by itself; the first lease is waited for as long as it takes.
    fixture = try QuotaFixture {
      $0.leaseSeconds = 3_600
      $0.firstLeaseMilliseconds = 30_000
    }
    key = try QuotaKey(parsing: "exports")
  }

  /// Asks until a unit is served or nothing is to be had; a lease that is on its way is waited for.
  private func admit(_ quotas: TenantQuotas, cost: Int64 = 1) -> QuotaDecision {
    while true {
      let decision = quotas.admit(key, cost: cost)
      if decision.reason != .leasePending || decision.isAllowed { return decision }
    }
  }

  private func served(_ quotas: TenantQuotas, _ requests: Int) -> Int {
    (0..<requests).count { _ in admit(quotas).isAllowed }
  }

  private func used() throws -> Int64? {
    try fixture.administration.quotaReport(key, of: .slug(Slug(parsing: "acme"))).standing?.used
  }

  @Test func theWholeLimitIsServedAndNotOneMore() throws {
    try fixture.set(key, "100/month")
    #expect(served(try fixture.quotas(), 150) == 100)
    let refused = admit(try fixture.quotas())
    #expect(refused.outcome == .rejected)
    #expect(refused.reason == .exceeded)
    #expect(refused.remaining == 0)
    #expect(refused.limit == 100)
    #expect(refused.retryAfter.map { $0 > 0 } == true)
  }

  @Test func twoServicesServeItTogether() throws {
    try fixture.set(key, "1k/month")
    let here = try fixture.quotas()
    let there = try fixture.quotas(of: fixture.second)
    var total = 0
    for _ in 0..<600 {
      total += served(here, 1) + served(there, 1)
    }
    // Each may still hold a unit that the other one is refused; what is served is never more than the limit.
    #expect(total <= 1_000)
    #expect(total >= 990)
  }

  @Test func whatIsAdmittedIsMeteredOnce() throws {
    try fixture.set(key, "100/month")
    do {
      let runtime = try fixture.first.another()
      let quotas = try fixture.quotas(of: runtime)
      #expect(served(quotas, 30) == 30)
      #expect(admit(quotas, cost: 12).isAllowed)
    }
    // The runtime was closed: what it spent was told, what it held was returned.
    #expect(try used() == 42)
    let result = try fixture.administration.reconcileQuotas(QuotaAccountSelection()) { _, _ in }
    #expect(result.ledgers == 1)
    #expect(result.differing == 0)
    #expect(served(try fixture.quotas(), 100) == 58)
  }

  @Test func twoQuotasOfOneMeterWriteTheUseDownOnce() throws {
    let daily = try QuotaKey(parsing: "exports.daily")
    try fixture.set(key, "100/month")
    try fixture.set(daily, "50/day") { $0.meter = try MeterName(parsing: "exports") }
    do {
      let runtime = try fixture.first.another()
      let group = try fixture.quotas(of: runtime).group([key, daily])
      var admitted = 0
      while admitted < 20 { if group.admit().isAllowed { admitted += 1 } }
    }
    #expect(try used() == 20)
  }

  @Test func whatWorkDidNotNeedGoesBack() throws {
    try fixture.set(key, "100/month")
    do {
      let runtime = try fixture.first.another()
      let quotas = try fixture.quotas(of: runtime)
      #expect(admit(quotas, cost: 0).isAllowed)
      let reservation = try reserve(quotas, 80)
      #expect(reservation.settle(actual: 30) == 0)
      #expect(reservation.settle(actual: 80) == 0)
      let second = try reserve(quotas, 60)
      #expect(second.settle(actual: 65) == 0)
      let third = try reserve(quotas, 5)
      #expect(third.settle(actual: 9) == 4)
    }
    // What the work used beyond the limit was used all the same.
    #expect(try used() == 104)
  }

  private func reserve(_ quotas: TenantQuotas, _ units: Int64) throws -> QuotaReservation {
    while true {
      do {
        return try quotas.reserve(key, upTo: units)
      } catch let error as TenantError where error.details["reason"] == "lease-pending" {
        continue
      }
    }
  }

  @Test func anUpgradeHoldsAtOnceAndADowngradeLeavesNothing() throws {
    try fixture.set(key, "10/month")
    let quotas = try fixture.quotas()
    #expect(served(quotas, 20) == 10)
    try fixture.set(key, "15/month")
    #expect(served(quotas, 20) == 5)
    try fixture.set(key, "12/month")
    #expect(served(quotas, 5) == 0)
    let report = try fixture.administration.quotaReport(key, of: .slug(Slug(parsing: "acme")))
    #expect(report.effective.limit == 12)
  }

  @Test func whatIsBeyondTheLimitIsServedAndBilled() throws {
    try fixture.set(key, "5/month") { $0.onExceed = .allowAndBill }
    var total: Int64 = 0
    do {
      let runtime = try fixture.first.another()
      let quotas = try fixture.quotas(of: runtime)
      #expect(served(quotas, 8) == 8)
      total = 8
      while admit(quotas).reason != .billedOverage { total += 1 }
    }
    #expect(try used() == total + 1)
  }

  @Test func aQuotaThatOnlyWatchesCountsAndRefusesNothing() throws {
    try fixture.set(key, "2/month") { $0.shadow = 100 }
    var total: Int64 = 0
    do {
      let runtime = try fixture.first.another()
      let quotas = try fixture.quotas(of: runtime)
      #expect(served(quotas, 4) == 4)
      total = 4
      while admit(quotas).reason != .shadow { total += 1 }
    }
    #expect(try used() == total + 1)
  }

  @Test func withoutALimitEverythingIsServedAndMetered() throws {
    try fixture.set(key, "unlimited/month")
    do {
      let runtime = try fixture.first.another()
      let quotas = try fixture.quotas(of: runtime)
      #expect(admit(quotas, cost: 1_000_000).isAllowed)
      #expect(admit(quotas).limit == nil)
    }
    #expect(try used() == 1_000_001)
  }

  @Test func aUsersUnitsCountForTheUserAndForTheTenant() throws {
    try fixture.set(key, "10/month")
    try fixture.set(key, "4/month", user: "ann")
    do {
      let runtime = try fixture.first.another()
      let quotas = try fixture.quotas(of: runtime)
      var admitted = 0
      for _ in 0..<20 {
        var decision = quotas.admit(key, user: "ann")
        while decision.reason == .leasePending { decision = quotas.admit(key, user: "ann") }
        if decision.isAllowed { admitted += 1 }
      }
      #expect(admitted == 4)
    }
    #expect(try used() == 4)
  }

  @Test func whatIsSuspendedIsRefusedAlthoughItIsHeld() throws {
    try fixture.set(key, "100/month")
    let quotas = try fixture.quotas()
    let handle = quotas.handle(key)
    #expect(served(quotas, 1) == 1)
    try fixture.see(fixture.administration.suspend(.slug(Slug(parsing: "acme"))))
    #expect(handle.admit().reason == .suspended)
  }
}
