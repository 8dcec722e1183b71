// SPDX-License-Identifier: Apache-2.0

import TenantTestSupport
import Testing

@testable import TenantModel

@Suite struct FleetSimulationTests {
  private static func tiers(
    mode: RateMode = .bucket, onExceed: QuotaExcessPolicy = .reject
  ) throws -> [FleetSimulation.Tier] {
    let rates: [(String, Int64, String, Int64?)] = [
      ("free", 70, "10/s", 20), ("pro", 29, "200/s", 400), ("top", 1, "2k/s", nil),
    ]
    return try rates.map { name, weight, allowance, burst in
      let rules = try SimulatedQuota(
        QuotaKey(parsing: "api.requests"), allowance: QuotaAllowance(parsing: allowance), burst: burst, mode: mode,
        onExceed: onExceed)
      return FleetSimulation.Tier(name: try Slug(parsing: name), weight: weight, rules: rules)
    }
  }

  private static func run(
    _ pattern: TrafficPattern, tenants: Int = 40, hours: Int = 2, seed: UInt64 = 7,
    tiers: [FleetSimulation.Tier]? = nil, keepsTenants: Bool = false
  ) throws -> SimulationReport {
    try FleetSimulation(tenants: tenants, hours: hours, seed: seed, pattern: pattern, tiers: tiers ?? Self.tiers())
      .run(keepsTenants: keepsTenants)
  }

  @Test func theSameOptionsGiveTheSameFigures() throws {
    let first = try Self.run(.mix, keepsTenants: true)
    let second = try Self.run(.mix, keepsTenants: true)
    #expect(first.tenants == second.tenants)
    #expect(first.steps == second.steps)
    #expect(first.overall == second.overall)
    #expect(try Self.run(.mix, seed: 8).overall.tally != first.overall.tally)
  }

  @Test(arguments: [
    (10, [70, 20, 9, 1], [7, 2, 1, 0]), (10, [9, 1], [9, 1]), (1, [1, 1, 1], [1, 0, 0]), (2, [1, 1, 1], [1, 1, 0]),
    (1_000, [70, 20, 9, 1], [700, 200, 90, 10]), (3, [1, 1, 1_000_000], [0, 0, 3]), (20, [70, 29, 1], [14, 6, 0]),
  ])
  func tenantsAreSharedOutByWeight(_ tenants: Int, _ weights: [Int64], _ sizes: [Int]) throws {
    let rules = try Self.tiers()[0].rules
    let tiers = try weights.enumerated().map { index, weight in
      FleetSimulation.Tier(name: try Slug(parsing: "tier-\(index)"), weight: weight, rules: rules)
    }
    let report = try Self.run(.steady, tenants: tenants, hours: 1, tiers: tiers)
    #expect(report.tiers.map(\.tenants) == sizes)
    #expect(report.overall.tenants == tenants)
  }

  /// Written down, so that a change of the random numbers or of a rule does not go unnoticed.
  @Test func figuresAreTheSameOnEveryMachine() throws {
    let tiers = try zip(Self.tiers(), [14, 5, 1]).map { tier, weight in
      FleetSimulation.Tier(name: tier.name, weight: weight, rules: tier.rules)
    }
    let tally = try Self.run(.burst, tenants: 20, hours: 4, seed: 42, tiers: tiers).overall.tally
    #expect(tally.offered == 1_141_207)
    #expect(tally.admitted == 1_099_756)
    #expect(tally.worstWait == 99_989_028)
  }

  @Test(arguments: TrafficPattern.allCases, RateMode.allCases)
  func everyRequestIsAdmittedOrDenied(_ pattern: TrafficPattern, _ mode: RateMode) throws {
    for policy in [QuotaExcessPolicy.reject, .delay, .degrade, .allowAndBill] {
      let report = try Self.run(
        pattern, tenants: 12, hours: 1, tiers: Self.tiers(mode: mode, onExceed: policy), keepsTenants: true)
      let whole = report.overall.tally
      #expect(whole.offered > 0)
      for tally in report.steps.map(\.tally) + report.tiers.map(\.tally) + report.tenants.map(\.tally) + [whole] {
        #expect(tally.offered == tally.admitted + tally.denied)
        #expect(tally.delayed + tally.beyond <= tally.admitted)
        #expect(policy == .delay || tally.delayed == 0)
        #expect(policy == .degrade || policy == .allowAndBill || tally.beyond == 0)
      }
      for parts in [report.steps.map(\.tally), report.tiers.map(\.tally), report.tenants.map(\.tally)] {
        var sum = SimulationTally()
        for part in parts { sum.add(part) }
        #expect(sum == whole)
      }
    }
  }

  @Test func aNoisyNeighbourChangesNothingForTheQuietOnes() throws {
    let quiet = try Self.run(.steady, tenants: 150, hours: 1, keepsTenants: true).tenants
    let noisy = try Self.run(.noisyNeighbour, tenants: 150, hours: 1, keepsTenants: true).tenants
    for index in quiet.indices where index % 100 != 0 { #expect(quiet[index] == noisy[index]) }
    for index in [0, 100] {
      #expect(noisy[index].tally.denied > quiet[index].tally.denied)
      // Ten times the limit is wanted, and the limit is what is admitted, beside the burst.
      #expect(noisy[index].tally.admitted * 8 < noisy[index].tally.offered)
    }
  }

  @Test func noTenantGetsMoreThanItsRateAndBurst() throws {
    for tenant in try Self.run(.noisyNeighbour, hours: 2, keepsTenants: true).tenants {
      let bound: Int128 = tenant.tier == "free" ? 7_200 * 10 + 20 : tenant.tier == "pro" ? 7_200 * 200 + 400 : .max
      #expect(tenant.tally.admitted <= bound, "\(tenant)")
    }
  }

  @Test(arguments: [1, 2, 3, 7, 99, 100, 101, 1_000])
  func tiersHaveAllTenantsInProportion(_ count: Int) throws {
    let tiers = try Self.tiers()
    let report = try FleetSimulation(tenants: count, hours: 1, seed: 1, pattern: .burst, tiers: tiers).run()
    #expect(report.overall.tenants == count)
    #expect(report.tiers.reduce(0) { $0 + $1.tenants } == count)
    for (group, tier) in zip(report.tiers, tiers) {
      #expect(abs(group.tenants * 100 - count * Int(tier.weight)) < 100)
    }
  }

  @Test func stepsAreOfFamiliarLengths() {
    func lengths(_ hours: Int64) -> (Int, Int64) {
      let report = SimulationReport(tiers: [], start: 0, duration: hours * 3_600_000_000_000, keepsTenants: false)
      return (report.steps.count, report.stepLength / 60_000_000_000)
    }
    #expect(lengths(1) == (12, 5))
    #expect(lengths(24) == (24, 60))
    #expect(lengths(25) == (13, 120))
    #expect(lengths(8_760) == (13, 43_200))
    // A log of a day that begins in the evening keeps steps of whole hours.
    let report = SimulationReport(
      tiers: [], start: 68_400_000_000_000 + 5, duration: 10 * 3_600_000_000_000, keepsTenants: false)
    #expect(report.stepLength == 30 * 60_000_000_000)
    #expect(report.steps.first?.start == 68_400_000_000_000)
  }

  @Test func whatIsOutOfRangeIsRefused() throws {
    let tiers = try Self.tiers()
    for (tenants, hours) in [(0, 1), (1_000_001, 1), (1, 0), (1, 8_761)] {
      #expect(throws: TenantError.self) {
        try FleetSimulation(tenants: tenants, hours: hours, seed: 1, pattern: .steady, tiers: tiers)
      }
    }
    #expect(throws: TenantError.self) {
      try FleetSimulation(tenants: 1, hours: 1, seed: 1, pattern: .steady, tiers: [])
    }
    #expect(throws: TenantError.self) {
      try SimulatedQuota(QuotaKey(parsing: "storage"), allowance: QuotaAllowance(parsing: "5GiB"))
    }
  }

  @Test func gapsBetweenRequestsAreOfExponentialDistribution() {
    var random = SimulationRandom(seed: 3, stream: 4)
    let count = 100_000
    var (sum, beyondTwice) = (UInt64(0), 0)
    for _ in 0..<count {
      let gap = random.exponential()
      sum += gap
      if gap > 2 * 65_536 { beyondTwice += 1 }
    }
    // Mean 1 and, beyond twice the mean, e⁻² of all: 13.5 %.
    #expect((64_500...66_500).contains(sum / UInt64(count)))
    #expect((13_100...13_950).contains(beyondTwice))
  }

  @Test func absurdLimitsDoNotTrap() throws {
    for limit in [Int64.max, 0, 1] as [Int64?] + [nil] {
      for mode in RateMode.allCases {
        let rules = try SimulatedQuota(
          QuotaKey(parsing: "a"), allowance: QuotaAllowance(limit: limit, window: .rate(seconds: 86_400)), mode: mode,
          onExceed: .delay)
        let tiers = [FleetSimulation.Tier(name: try Slug(parsing: "tier"), weight: 1, rules: rules)]
        let tally = try Self.run(.mix, tenants: 3, tiers: tiers).overall.tally
        #expect(tally.offered == tally.admitted + tally.denied)
        #expect(limit != 0 || tally.admitted == 0)
        #expect(limit != nil || tally.denied == 0)
      }
    }
  }
}
