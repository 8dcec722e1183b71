// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import TenantRuntime
import TenantTestSupport
import Testing

@Suite struct QuotaPeekTests {
  private let calls: QuotaKey
  private let free: QuotaKey
  private let jobs: QuotaKey
  private let nothing: QuotaKey

  init() throws {
    calls = try QuotaKey(parsing: "calls")
    free = try QuotaKey(parsing: "free")
    jobs = try QuotaKey(parsing: "jobs")
    nothing = try QuotaKey(parsing: "nothing")
  }

  /// Before each request it is asked what would become of it; then it must become of it.
  @Test(arguments: ["bucket", "hard", "rolling", "delay", "degrade", "shadow"])
  func aLookForetellsTheAnswerAndCountsNothing(kind: String) throws {
    let fixture = try QuotaFixture()
    try fixture.set(calls, "24/24h") { request in
      request.mode = RateMode(rawValue: kind)
      if kind == "delay" { request.onExceed = try QuotaExcessPolicy(parsing: "delay:3h") }
      if kind == "degrade" { request.onExceed = .degrade }
      if kind == "shadow" { request.shadow = 100 }
    }
    let quotas = try fixture.quotas()
    let others = try fixture.quotas(of: fixture.second)
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<60 {
      let cost = Int64.random(in: 0...30, using: &generator)
      let looks = [
        quotas.peek(calls, cost: cost), others.peek(calls, cost: cost), quotas.handle(calls).peek(cost: cost),
      ]
      let answer = quotas.admit(calls, cost: cost)
      for look in looks {
        #expect(
          look.remaining == answer.remaining && look.reason == answer.reason, "\(kind), \(cost): \(look), \(answer)")
        #expect(look.outcome.kind == answer.outcome.kind && look.limit == answer.limit)
        #expect((look.retryAfter == nil) == (answer.retryAfter == nil))
      }
    }
  }

  @Test func theLedgerIsAskedForAQuotaPerPeriod() throws {
    let fixture = try QuotaFixture()
    try fixture.set(jobs, "10/month")
    let quotas = try fixture.quotas()
    #expect(quotas.peek(jobs).remaining == 9)
    #expect(quotas.peek(jobs, cost: 10).isAllowed)
    let never = quotas.peek(jobs, cost: 11)
    #expect(never.reason == .neverSatisfiable && never.retryAfter == nil && never.remaining == 10)
    // Nothing is held, so nothing was taken by looking.
    #expect(quotas.peek(jobs, cost: 0).remaining == 10)
    try fixture.set(jobs, "10/month") { $0.onExceed = .allowAndBill }
    // A revision is served before the limits in use have followed it; whoever looks for changes waits for both.
    fixture.first.runtime.refresh()
    #expect(quotas.peek(jobs, cost: 11).reason == .billedOverage)
    try fixture.set(free, "unlimited/month")
    #expect(quotas.peek(free, cost: .max).isAllowed)
  }

  @Test func aUsersLimitIsLookedAtToo() throws {
    let fixture = try QuotaFixture()
    try fixture.set(calls, "20/24h")
    try fixture.set(calls, "2/24h", user: "u-1")
    let quotas = try fixture.quotas()
    #expect(quotas.peek(calls, cost: 3).isAllowed)
    #expect(!quotas.peek(calls, cost: 3, user: "u-1").isAllowed)
    #expect(quotas.peek(calls, cost: 3, user: "u-2").isAllowed)
    #expect(quotas.peek(calls, cost: 2, user: "u-1").remaining == 0)
    #expect(quotas.peek(nothing).reason == .noQuota)
  }

  @Test func theRegisterIsReadWithoutBeingEntered() throws {
    let fixture = try QuotaFixture()
    let store = StoreLocation.path(fixture.first.store.path)
    let before = try EnforcementRuntime.registered(store: store)
    #expect(before.count == 2 && before.allSatisfy(\.isAlive))
    #expect(try EnforcementRuntime.registered(store: store).count == 2)
    let alone = try TemporaryStore()
    #expect(try EnforcementRuntime.registered(store: .path(alone.path)).isEmpty)
    #expect(!FileCheck.exists(alone.path + "-limits"))
    #expect(code { _ = try EnforcementRuntime.registered(store: .path(alone.path + "-not")) } == .storeMissing)
  }
}

extension QuotaDecision.Outcome {
  /// The outcome without the time it is about, which passes.
  fileprivate var kind: String {
    switch self {
    case .allowed: "allowed"
    case .delayed: "delayed"
    case .degraded(let label): label
    case .rejected: "rejected"
    }
  }
}
