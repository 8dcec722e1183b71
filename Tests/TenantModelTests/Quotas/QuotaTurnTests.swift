// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

@Suite struct QuotaTurnTests {
  private func effective(
    _ allowance: String, burst: Int64? = nil, mode: RateMode = .bucket
  ) throws -> EffectiveQuota {
    var quota = try Quota(key: QuotaKey(parsing: "a"), allowance: QuotaAllowance(parsing: allowance), burst: burst)
    quota.mode = mode
    let resolution = try QuotaResolution.effective(
      tier: nil, tenant: quota, user: nil, grants: [], at: Timestamp(seconds: 0))
    return try #require(resolution.tenant)
  }

  private func turns(
    _ outcome: QuotaDecision.Outcome, _ reason: QuotaDecision.Reason, cost: Int64, remaining: Int64?,
    retryAfter: Int64? = nil, _ effective: EffectiveQuota
  ) -> [QuotaTurn] {
    let decision = QuotaDecision(
      outcome: outcome, reason: reason, limit: effective.limit, remaining: remaining, retryAfter: retryAfter)
    return QuotaTurn.turns(of: decision, cost: cost, remaining: remaining, effective)
  }

  @Test func aRefusalIsTurnedByTimeASmallerRequestOrAGreaterLimit() throws {
    let month = try effective("10/month")
    #expect(
      turns(.rejected, .exceeded, cost: 5, remaining: 3, retryAfter: 7, month)
        == [.wait(nanoseconds: 7), .askFor(atMost: 3), .raiseLimit(by: 2)])
    #expect(turns(.rejected, .exceeded, cost: 5, remaining: 0, month) == [.raiseLimit(by: 5)])
    #expect(
      try turns(.rejected, .exceeded, cost: 5, remaining: 1, effective("10/s", burst: 4))
        == [.askFor(atMost: 1), .raiseBurst(by: 4)])
    #expect(turns(.rejected, .suspended, cost: 1, remaining: nil, month) == [.resume])
  }

  @Test func whatIsServedIsTurnedByAGreaterRequest() throws {
    let month = try effective("10/month")
    #expect(turns(.allowed, .withinLimit, cost: 1, remaining: 4, month) == [.askForMore(than: 4)])
    #expect(turns(.allowed, .billedOverage, cost: 1, remaining: 0, month).isEmpty)
    #expect(turns(.allowed, .withinLimit, cost: 1, remaining: nil, month).isEmpty)
    #expect(try turns(.allowed, .unlimited, cost: 1, remaining: nil, effective("unlimited")).isEmpty)
  }

  @Test func aDecreaseThatLeavesNoRoomIsForeseen() throws {
    var lower = try Quota(key: QuotaKey(parsing: "a"), allowance: QuotaAllowance(parsing: "5/month"))
    lower.decrease = .grace(seconds: 100)
    var sources = QuotaSources()
    sources.tenant = lower
    sources.tenantTransition = QuotaTransition(
      quota: try Quota(key: QuotaKey(parsing: "a"), allowance: QuotaAllowance(parsing: "10/month")),
      scope: .tenant(TenantID(bits: 1)), changedAt: Timestamp(seconds: 0), timing: lower.decrease)
    let kept = try #require(
      QuotaResolution.effective(sources, at: Timestamp(seconds: 50)) { TenantCalendar() }.tenant)
    #expect(kept.limit == 10)
    #expect(
      turns(.allowed, .withinLimit, cost: 1, remaining: 5, kept)
        == [.askForMore(than: 5), .limitFalls(to: 5, at: Timestamp(seconds: 100))])
    #expect(turns(.allowed, .withinLimit, cost: 1, remaining: 6, kept) == [.askForMore(than: 6)])
  }

  /// What is said to be missing is just enough, by the rule that decides.
  @Test func aRaiseIsTheSmallestThatIsEnough() throws {
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<2_000 {
      let limit = Int64.random(in: 1...50, using: &generator)
      let mode: RateMode = Bool.random(using: &generator) ? .bucket : .hard
      let burst = Bool.random(using: &generator) ? Int64.random(in: 1...limit, using: &generator) : nil
      let whole = RateParameters(limit: limit, windowSeconds: 60, burst: burst, mode: mode).burst
      let remaining = Int64.random(in: 0...whole, using: &generator)
      let cost = remaining + Int64.random(in: 1...20, using: &generator)
      let used = whole - remaining
      let found = try turns(
        .rejected, .exceeded, cost: cost, remaining: remaining, effective("\(limit)/min", burst: burst, mode: mode))
      for (enough, extra) in [(true, Int64(0)), (false, -1)] {
        let room: Int64
        switch found.last {
        case .raiseLimit(let by):
          #expect(burst == nil)
          room = RateParameters(limit: limit + by + extra, windowSeconds: 60, burst: nil, mode: mode).burst - used
        case .raiseBurst(let by):
          room = (burst ?? 0) + by + extra - used
        default:
          Issue.record("\(found)")
          continue
        }
        #expect((room >= cost) == enough, "\(limit) \(mode) \(String(describing: burst)) \(used) \(cost): \(found)")
      }
    }
  }
}
