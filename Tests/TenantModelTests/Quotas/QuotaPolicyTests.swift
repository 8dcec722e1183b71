// SPDX-License-Identifier: Apache-2.0

import Foundation
import TenantModel
import TenantTestSupport
import Testing

@Suite struct QuotaPolicyTests {
  private func quota(_ allowance: String, _ change: (inout Quota) -> Void = { _ in }) throws -> Quota {
    var quota = try Quota(key: QuotaKey(parsing: "api.requests"), allowance: QuotaAllowance(parsing: allowance))
    change(&quota)
    try quota.validate()
    return quota
  }

  @Test(arguments: [
    ("reject", "reject"), ("delay", "delay"), ("degrade", "degrade"), ("allow-and-bill", "allow-and-bill"),
    ("delay:2s", "delay:2s"), ("delay:120s", "delay:2min"), ("degrade:read-only", "degrade:read-only"),
    ("degrade:degraded", "degrade"),
  ])
  func excessPoliciesPrintWhatTheyRead(text: String, canonical: String) throws {
    let policy = try QuotaExcessPolicy(parsing: text)
    #expect(policy.description == canonical)
    #expect(try QuotaExcessPolicy(parsing: canonical) == policy)
    #expect(QuotaExcessPolicy(rawValue: canonical) == policy)
  }

  @Test(arguments: [
    "", "Reject", "reject:now", "allow-and-bill:5", "delay:", "delay:0s", "delay:25h", "delay:2 s", "degrade:",
    "degrade:Read", "degrade:a b", "degrade:\(String(repeating: "a", count: 41))", "queue",
  ])
  func otherExcessPoliciesAreRefused(text: String) {
    #expect(throws: TenantError.self) { try QuotaExcessPolicy(parsing: text) }
    #expect(QuotaExcessPolicy(rawValue: text) == nil)
  }

  @Test func aDelayIsAsLongAsTheWindowButNotLongerThanAMinute() throws {
    #expect(QuotaExcessPolicy.delay.maximumWait(per: .rate(seconds: 10)) == 10)
    #expect(QuotaExcessPolicy.delay.maximumWait(per: .rate(seconds: 3_600)) == 60)
    #expect(QuotaExcessPolicy.delay.maximumWait(per: .atOnce) == 60)
    #expect(try QuotaExcessPolicy(parsing: "delay:5min").maximumWait(per: .rate(seconds: 1)) == 300)
    #expect(QuotaExcessPolicy.reject.maximumWait(per: .rate(seconds: 1)) == nil)
    #expect(QuotaExcessPolicy.degrade.degradedLabel == "degraded")
    #expect(try QuotaExcessPolicy(parsing: "degrade:cached").degradedLabel == "cached")
    #expect(QuotaExcessPolicy.delay.degradedLabel == nil)
  }

  @Test(arguments: [
    ("period-end", "period-end"), ("immediate", "immediate"), ("soft", "soft"), ("grace:7d", "grace:7d"),
    ("grace:24h", "grace:1d"), ("grace:90min", "grace:90min"), ("grace:61s", "grace:61s"), ("grace:366d", "grace:366d"),
  ])
  func timingsPrintWhatTheyRead(text: String, canonical: String) throws {
    let timing = try QuotaDecreaseTiming(parsing: text)
    #expect(timing.description == canonical)
    #expect(try QuotaDecreaseTiming(parsing: canonical) == timing)
  }

  @Test(arguments: [
    "", "now", "grace", "grace:", "grace:d", "grace:0d", "grace:367d", "grace:-1d", "grace:7w", "soft:1d",
  ])
  func otherTimingsAreRefused(text: String) {
    #expect(throws: TenantError.self) { try QuotaDecreaseTiming(parsing: text) }
  }

  @Test func policiesThatDoNotGoWithTheQuotaAreRefused() throws {
    #expect(try quota("100/s") { $0.mode = .hard }.mode == .hard)
    #expect(try quota("16777215/s") { $0.mode = .rolling }.mode == .rolling)
    #expect(throws: TenantError.self) { try quota("16777216/s") { $0.mode = .rolling } }
    #expect(throws: TenantError.self) { try quota("100/month") { $0.mode = .hard } }
    #expect(throws: TenantError.self) { try quota("100") { $0.mode = .rolling } }
    #expect(throws: TenantError.self) {
      try quota("100/s") { quota in
        quota.mode = .rolling
        quota.burst = 5
      }
    }
    for alerts in [[0], [1_001], [80, 80], [100, 80], [-1], Array(1...17)] {
      #expect(throws: TenantError.self, "\(alerts)") { try quota("100/s") { $0.alerts = alerts } }
    }
    #expect(try quota("100/s") { $0.alerts = [] }.alerts.isEmpty)
    #expect(try quota("100/s") { $0.alerts = Array(985...1_000) }.alerts.count == 16)
    for share in [-1, 101] { #expect(throws: TenantError.self) { try quota("100/s") { $0.shadow = share } } }
  }

  @Test func documentsOfBeforeMeanTheUsualPolicies() throws {
    let old = #"""
      {"createdAt":"2026-01-01T00:00:00Z","quota":{"allowance":"100/s","burst":7,"failurePolicy":"allow:5/min",
      "key":"api.requests","meter":"http.requests","onExceed":"allow-and-bill"},"scope":{"tier":"pro"},
      "updatedAt":"2026-01-01T00:00:00Z","version":3}
      """#.replacing("allow-and-bill", with: "delay")
    let assignment = try JSONDecoder().decode(QuotaAssignment.self, from: Data(old.utf8))
    var expected = try Quota(
      key: QuotaKey(parsing: "api.requests"), meter: MeterName(parsing: "http.requests"),
      allowance: QuotaAllowance(parsing: "100/s"), burst: 7, onExceed: .delay,
      failurePolicy: .allowBounded(amount: 5, seconds: 60))
    #expect(assignment.quota == expected)
    #expect(assignment.transitions.isEmpty)
    #expect(assignment.quota.alerts == [80, 100] && assignment.quota.decrease == .periodEnd)
    expected.mode = .hard
    expected.onChange = .additive
    expected.decrease = .grace(seconds: 86_400)
    expected.alerts = [50]
    expected.shadow = 7
    let document = try JSONEncoder().encode(expected)
    let text = String(decoding: document, as: UTF8.self)
    for part in [#""onExceed":"delay""#, #""decrease":"grace:1d""#, #""onChange":"additive""#, #""alerts":[50]"#] {
      #expect(text.contains(part), "\(text)")
    }
    #expect(try JSONDecoder().decode(Quota.self, from: document) == expected)
    let tenant = #"""
      {"allowedRegions":["eu-west-1"],"billingAnchorDay":1,"createdAt":"2026-01-01T00:00:00Z","externalIDs":{},
      "homeRegion":"eu-west-1","id":"\#(TenantID(bits: 1))","incarnation":1,"labels":{},"lifecycleEpoch":1,"name":"a",
      "placementEpoch":1,"slug":"acme","state":"active","tier":"pro","timeZone":"UTC",
      "updatedAt":"2026-01-01T00:00:00Z","version":1}
      """#
    let read = try JSONDecoder().decode(Tenant.self, from: Data(tenant.utf8))
    #expect(read.tierChangedAt == nil && read.tierSince == read.createdAt)
  }

  @Test func aShareTakesItsTenantsAndKeepsThemAsItGrows() throws {
    var generator = SeededGenerator(seed: 5)
    let tenants = (0..<4_000).map { _ in TenantID(bits: UInt128(generator.next()) << 64 | UInt128(generator.next())) }
    var earlier: Set<TenantID> = []
    for percent in [0, 1, 10, 25, 50, 99, 100] {
      let quota = try quota("100/s") { $0.shadow = percent }
      let taken = Set(tenants.filter(quota.isShadow))
      #expect(earlier.isSubset(of: taken))
      // Five standard deviations of a fair draw.
      let spread = 5 * (Double(4_000 * percent * (100 - percent)) / 10_000).squareRoot()
      #expect(abs(Double(taken.count) - Double(40 * percent)) <= spread)
      earlier = taken
    }
    #expect(earlier.count == tenants.count)
  }

  /// The place of a tenant is the one that a flag of the same key gives it.
  @Test func aShareFallsAsTheRolloutOfAFlagDoes() throws {
    var generator = SeededGenerator(seed: 6)
    for _ in 0..<500 {
      let tenant = TenantID(bits: UInt128(generator.next()))
      let hash = Murmur3("api.requests" + tenant.rawValue).hash
      let place = Int64((UInt64(hash) * 100) >> 32)
      for percent in [1, 37, 80] {
        #expect(TenantShare(percent: percent).includes(tenant, key: "api.requests") == (place < percent))
      }
    }
  }
}
