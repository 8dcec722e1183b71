// SPDX-License-Identifier: Apache-2.0

import Glibc
import MetricsTestKit
import TenantAdmin
import TenantModel
import TenantStore
import TenantTestSupport
import Testing

@testable import TenantRuntime

/// What limits answer while the state behind them is lost: the file of limits, or the store.
@Suite struct OutageTests {
  private let fixture: QuotaFixture
  private let key: QuotaKey

  init() throws {
    ProcessMetrics.bootstrap
    fixture = try QuotaFixture {
      $0.leaseSeconds = 3_600
      $0.firstLeaseMilliseconds = 30_000
      $0.busyTimeoutMilliseconds = 10
    }
    key = try QuotaKey(parsing: "calls")
  }

  private var runtime: EnforcementRuntime { fixture.first.runtime }

  /// Runs a body while there is no file of limits, and none can be made.
  private func withoutFile(_ body: () throws -> Void) throws {
    let path = fixture.first.store.path + "-limits"
    // The number of runtimes is known from the last sign of life.
    runtime.followFile()
    unlink(path)
    mkdir(path, 0o700)
    runtime.followFile()
    try #require(runtime.limitsFile == nil)
    try body()
    rmdir(path)
    runtime.followFile()
    #expect(runtime.limitsFile != nil)
  }

  /// Runs a body while somebody keeps the store from being written to, once the runtime has noticed.
  private func withoutStore(_ quotas: TenantQuotas, _ body: () throws -> Void) throws {
    let control = quotas.control(key)
    let keeper = control.engine.keeper
    let store = try StateStore(opening: fixture.first.store.path, access: .readWrite)
    try store.write(Change(actor: "somebody", time: fixture.first.store.clock.now)) { _ in
      while keeper.lostAt == nil {
        keeper.need(control)
        keeper.wait(past: keeper.round)
      }
      try body()
    }
    while keeper.lostAt != nil { keeper.wait(past: keeper.round) }
  }

  private func admit(_ quotas: TenantQuotas) -> QuotaDecision {
    while true {
      let decision = quotas.admit(key)
      if decision.reason != .leasePending || decision.isAllowed { return decision }
    }
  }

  @Test(arguments: [RateMode.bucket, .hard, .rolling])
  func whatIsTooMuchForAShareOnlyWaitsForTheEndOfTheOutage(_ mode: RateMode) throws {
    try fixture.set(key, "10/h") {
      $0.mode = mode
      $0.failurePolicy = .localShare
    }
    let quotas = try fixture.quotas()
    let greatest: Int64 = mode == .hard ? 5 : 10
    try withoutFile {
      let refused = quotas.admit(key, cost: greatest - 1)
      #expect(refused.outcome == .rejected && refused.reason == .storeUnavailable)
      #expect(refused.retryAfter == RateFallback.pause)
      let never = quotas.admit(key, cost: greatest + 1)
      #expect(never.reason == .neverSatisfiable && never.retryAfter == nil)
      // A share is empty at first.
      let early = quotas.admit(key)
      #expect(early.outcome == .rejected && early.reason == .storeUnavailable)
      #expect(early.retryAfter.map { $0 > 0 } == true)
    }
  }

  @Test func whoDeniesInAnOutageServesNothingNotEvenLess() throws {
    try fixture.set(key, "2/h") {
      $0.failurePolicy = .deny
      $0.onExceed = try QuotaExcessPolicy(parsing: "degrade:small")
    }
    let quotas = try fixture.quotas()
    #expect(quotas.served(2, key) == 2)
    #expect(quotas.admit(key).outcome == .degraded(to: "small"))
    try withoutFile {
      let refused = quotas.admit(key)
      #expect(refused.outcome == .rejected && refused.reason == .storeUnavailable && refused.retryAfter != nil)
      // By this policy nothing is decided by cost, but what can never be served is still told apart.
      #expect(quotas.admit(key, cost: 3).outcome == .degraded(to: "small"))
    }
  }

  @Test func aRateAdmitsInAnOutageWhatItsPolicyAllows() throws {
    try fixture.set(key, "2/h") { $0.failurePolicy = .allowBounded(amount: 5, seconds: 3_600) }
    let quotas = try fixture.quotas()
    try withoutFile {
      let decisions = (0..<9).map { _ in quotas.admit(key) }
      #expect(decisions.allSatisfy { $0.reason == .storeUnavailable })
      #expect(decisions.count { $0.outcome == .allowed } == 5)
      #expect(decisions.suffix(4).allSatisfy { $0.outcome == .rejected })
    }
  }

  @Test func anAmountIsBoundedInTimeFromTheFirstFailureOn() throws {
    let rate = RateParameters(limit: 10, windowSeconds: 10, burst: nil, mode: .bucket)
    func fallback(_ policy: QuotaFailurePolicy, runtimes: Int = 1) throws -> RateFallback {
      let quota = try Quota(key: key, allowance: QuotaAllowance(parsing: "10/10s"), failurePolicy: policy)
      let terms = QuotaTerms(QuotaTerms.Definition(rule: .rate(rate), quota: quota, limit: 10), revision: 1)
      return RateFallback(rate, terms, runtimes: runtimes, lostAt: 1_000)
    }
    let second: Int64 = 1_000_000_000
    var bounded = try fallback(.allowBounded(amount: 7, seconds: 60))
    #expect(bounded.decide(4, now: 1_000) == .admitted(arrival: 0))
    #expect(bounded.decide(4, now: 2_000) == .denied(retryAfter: RateFallback.pause))
    #expect(bounded.decide(1, now: 1_000 + 60 * second - 1) == .admitted(arrival: 0))
    #expect(bounded.decide(1, now: 1_000 + 60 * second) == .denied(retryAfter: RateFallback.pause))
    for policy in [QuotaFailurePolicy.deny, .lastLease] {
      var none = try fallback(policy)
      #expect(none.decide(1, now: 1_000) == .denied(retryAfter: RateFallback.pause))
    }
    // One of two runtimes has five of a burst of ten, and half of the rate: a unit in two seconds.
    var share = try fallback(.localShare, runtimes: 2)
    #expect(share.decide(1, now: 1_000) == .denied(retryAfter: 2 * second))
    #expect(share.decide(6, now: 1_000) == .neverSatisfiable)
    var admitted = 0
    for tick in 0..<100 {
      if case .admitted = share.decide(1, now: 1_000 + Int64(tick) * second) { admitted += 1 }
    }
    #expect(admitted == 49)
    let later = 1_000 + 1_000 * second
    #expect((0..<9).count { _ in if case .admitted = share.decide(1, now: later) { true } else { false } } == 5)
  }

  @Test func aPeriodSpendsInAnOutageWhatIsHeldAndNoMore() throws {
    try fixture.set(key, "100/month") { $0.failurePolicy = .lastLease }
    let quotas = try fixture.quotas()
    #expect(admit(quotas).isAllowed)
    var served = 1
    try withoutStore(quotas) {
      let decisions = (0..<200).map { _ in quotas.admit(key) }
      served += decisions.count { $0.isAllowed }
      #expect(decisions.first?.reason == .withinLimit)
      #expect(served > 1 && served < 100)
      #expect(decisions.last?.outcome == .rejected && decisions.last?.reason == .storeUnavailable)
    }
    while admit(quotas).isAllowed { served += 1 }
    #expect(served == 100)
  }

  @Test func aPeriodThatDeniesDoesNotSpendWhatIsHeld() throws {
    try fixture.set(key, "100/month") {
      $0.failurePolicy = .deny
      $0.onExceed = .degrade
    }
    let quotas = try fixture.quotas()
    #expect(admit(quotas).isAllowed)
    try withoutStore(quotas) {
      for _ in 0..<3 {
        let refused = quotas.admit(key)
        #expect(refused.outcome == .rejected && refused.reason == .storeUnavailable && refused.retryAfter != nil)
      }
    }
    #expect(admit(quotas).outcome == .allowed)
  }

  @Test func aPeriodAdmitsInAnOutageWhatItsPolicyAllowsAndCountsIt() throws {
    try fixture.set(key, "100/month") { $0.failurePolicy = .allowBounded(amount: 7, seconds: 3_600) }
    let quotas = try fixture.quotas()
    #expect(admit(quotas).isAllowed)
    var served: Int64 = 1
    let before = runtime.status.degradedDecisions
    try withoutStore(quotas) {
      let decisions = (0..<200).map { _ in quotas.admit(key) }
      served += Int64(decisions.count { $0.isAllowed })
      let degraded = decisions.filter { $0.reason == .storeUnavailable }
      #expect(degraded.count { $0.outcome == .allowed } == 7)
      #expect(decisions.last?.outcome == .rejected)
      #expect(runtime.status.degradedDecisions - before == Int64(degraded.count))
    }
    runtime.close()
    let report = try fixture.administration.quotaReport(key, of: .slug(Slug(parsing: "acme")))
    #expect(report.standing?.used == served)
  }

  @Test func decisionsWithoutTheStateBehindThemAreCounted() throws {
    let slots = try QuotaKey(parsing: "slots")
    try fixture.set(key, "10/h")
    try fixture.set(slots, "3")
    let quotas = try fixture.quotas()
    #expect(quotas.admit(key).reason == .withinLimit)
    #expect(runtime.status.degradedDecisions == 0)
    try withoutFile {
      for _ in 0..<4 { _ = quotas.admit(key) }
      #expect(quotas.acquire(slots).slot == nil)
      #expect(runtime.status.degradedDecisions == 5)
      // Looking is not deciding, and neither is what can never be served.
      _ = quotas.peek(key)
      _ = quotas.handle(key).standing
      _ = quotas.peek(slots)
      _ = quotas.admit(key, cost: 11)
      #expect(runtime.status.degradedDecisions == 5)
    }
    _ = quotas.admit(key)
    #expect(runtime.status.degradedDecisions == 5)
    // Other tests count in the same metric.
    #expect(try ProcessMetrics.metrics.expectCounter(DegradedDecisions.metric).totalValue >= 5)
  }
}
