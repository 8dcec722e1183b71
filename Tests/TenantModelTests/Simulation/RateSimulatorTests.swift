// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

@Suite struct RateSimulatorTests {
  private func quota(
    _ allowance: String, burst: Int64? = nil, mode: RateMode = .bucket, onExceed: QuotaExcessPolicy = .reject
  ) throws -> SimulatedQuota {
    try SimulatedQuota(
      QuotaKey(parsing: "api.requests"), allowance: QuotaAllowance(parsing: allowance), burst: burst, mode: mode,
      onExceed: onExceed)
  }

  private func tally(_ rules: SimulatedQuota, _ batches: [(time: Int64, count: Int64)]) -> SimulationTally {
    var (simulator, tally) = (RateSimulator(rules), SimulationTally())
    for batch in batches { simulator.offer(batch.count, at: batch.time, to: &tally) }
    return tally
  }

  @Test(arguments: RateMode.allCases)
  func aBatchIsDecidedAsItsRequestsAreOneByOne(_ mode: RateMode) throws {
    var generator = SeededGenerator(seed: 0x51)
    for policy in [QuotaExcessPolicy.reject, .degrade] {
      let rules = try quota("20/s", burst: mode == .rolling ? nil : 7, mode: mode, onExceed: policy)
      var (now, batches) = (Int64(0), [(time: Int64, count: Int64)]())
      for _ in 0..<200 {
        now += Int64.random(in: 0...400_000_000, using: &generator)
        batches.append((now, Int64.random(in: 1...9, using: &generator)))
      }
      let single = batches.flatMap { batch in (0..<batch.count).map { _ in (time: batch.time, count: Int64(1)) } }
      #expect(tally(rules, batches) == tally(rules, single))
    }
  }

  @Test func delayedRequestsWaitInOrderAndNoLongerThanAWindow() throws {
    let tally = tally(try quota("10/s", burst: 1, onExceed: .delay), [(0, 15)])
    #expect(tally.offered == 15)
    #expect(tally.admitted == 11)
    #expect(tally.delayed == 10)
    #expect(tally.denied == 4)
    #expect(tally.worstWait == 1_000_000_000)
    // The queue has room for one more with every tenth of a second.
    let later = self.tally(try quota("10/s", burst: 1, onExceed: .delay), [(0, 15), (100_000_000, 2)])
    #expect(later.admitted == 12)
    #expect(later.delayed == 11)
    #expect(later.denied == 5)
  }

  @Test func refusedRequestsAreToldHowLongToWait() throws {
    let bucket = tally(try quota("10/s", burst: 2), [(0, 5), (30_000_000, 1)])
    #expect(bucket.denied == 4)
    #expect(bucket.worstWait == 100_000_000)
    #expect(bucket.worstWaitMilliseconds == 100)
    let ring = tally(try quota("2/s", mode: .rolling), [(0, 5)])
    #expect(ring.denied == 3)
    #expect(ring.worstWait == 1_140_850_688)
    #expect(ring.worstWaitMilliseconds == 1_141)
    #expect(tally(try quota("0/s"), [(0, 5)]).worstWait == 0)
  }

  @Test func whatIsServedBeyondTheLimitIsCountedApart() throws {
    let degraded = tally(try quota("10/s", burst: 2, onExceed: .degrade), [(0, 5)])
    #expect(degraded.admitted == 5)
    #expect(degraded.beyond == 3)
    #expect(degraded.denied == 0)
    #expect(degraded.deniedPerTenThousand == 0)
    #expect(SimulationTally().deniedPerTenThousand == nil)
  }

  /// Admitted of offered, and Jain's index of it.
  @Test(
    arguments: [
      ([(5, 5), (9, 9)], 10_000),
      ([(5, 10), (9, 18), (1, 2)], 10_000),
      ([(10, 10), (0, 10)], 5_000),
      ([(10, 10), (0, 10), (0, 10), (0, 10)], 2_500),
      ([(10, 10), (5, 10)], 9_000),
      ([(7, 7), (0, 0)], 10_000),
    ] as [([(Int128, Int128)], Int64)])
  func knownFairness(_ tenants: [(Int128, Int128)], _ expected: Int64) {
    var index = FairnessIndex()
    for (admitted, offered) in tenants {
      var tally = SimulationTally()
      (tally.admitted, tally.offered) = (admitted, offered)
      index.add(tally)
    }
    #expect(index.perTenThousand == expected)
  }

  @Test func nobodyIsTreatedNeitherFairNorUnfair() {
    #expect(FairnessIndex().perTenThousand == nil)
    var index = FairnessIndex()
    var tally = SimulationTally()
    tally.offered = 5
    index.add(tally)
    #expect(index.perTenThousand == nil)
  }

  @Test func allowancesAreTriedOutByTier() throws {
    let key = try QuotaKey(parsing: "api.requests")
    let allowances = try SimulationAllowances(parsing: ["5/s", "pro=50/min"])
    let defined = try Quota(key: key, allowance: QuotaAllowance(parsing: "9/s"), burst: 3, onExceed: .delay)
    let free = try Slug(parsing: "free")
    let tried = try #require(
      try allowances.rules(key, tier: free, quota: defined, limit: 9, mode: .bucket))
    #expect(tried.limit == 5)
    #expect(tried.burst == 5)
    #expect(tried.onExceed == .delay)
    let pro = try allowances.rules(key, tier: Slug(parsing: "pro"), quota: nil, limit: nil, mode: .bucket)
    #expect(pro?.windowSeconds == 60)
    let none = try SimulationAllowances()
    #expect(try none.rules(key, tier: free, quota: defined, limit: 12, mode: .bucket)?.limit == 12)
    #expect(try none.rules(key, tier: free, quota: defined, limit: 12, mode: .bucket)?.burst == 3)
    #expect(try none.rules(key, tier: free, quota: nil, limit: nil, mode: .bucket) == nil)
    #expect(throws: TenantError.self) { try SimulationAllowances(parsing: ["free=lots"]) }
    #expect(throws: TenantError.self) { try SimulationAllowances(parsing: ["FREE=1/s"]) }
  }
}
