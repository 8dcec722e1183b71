// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

@Suite struct QuotaTextTests {
  @Test(arguments: [
    ("0", 0), ("100", 100), ("007", 7), ("5k", 5_000), ("5kB", 5_000), ("5M", 5_000_000), ("2G", 2_000_000_000),
    ("3T", 3_000_000_000_000), ("1KiB", 1_024), ("50GiB", 53_687_091_200), ("4MiB", 4_194_304),
    ("8TiB", 8_796_093_022_208), ("9223372036854775807", Int64.max),
  ])
  func amountsAreExact(text: String, amount: Int64) throws {
    #expect(try QuotaAmount.parse(text) == amount)
  }

  @Test(arguments: [
    "", "k", "-1", "+1", "1.5M", "1 k", " 1", "1K", "1ki", "1Kib", "1e3", "1_000", "1,000", "٣", "1P", "0x10", "1BB",
  ])
  func otherSpellingsAreNotAmounts(text: String) {
    let fault = #expect(throws: TenantError.self) { try QuotaAmount.parse(text) }
    #expect(fault?.code == .invalidValue)
    #expect(fault?.message.contains("'\(text)'") == true)
  }

  @Test(arguments: ["9223372036854775808", "9223372036854776k", "8388608TiB", "99999999999999999999999"])
  func amountsAreNeverWrapped(text: String) {
    let fault = #expect(throws: TenantError.self) { try QuotaAmount.parse(text) }
    #expect(fault?.code == .overflow)
  }

  @Test(arguments: [
    (0, "0"), (999, "999"), (1_000, "1k"), (1_500, "1500"), (1_500_000, "1500k"), (5_000_000, "5M"),
    (53_687_091_200, "50GiB"), (134_217_728_000, "125GiB"), (1_024, "1024"), (1_048_576, "1MiB"),
    (Int64(1) << 62, "4194304TiB"),
    (1_000_000_000_000_000, "1000T"),
  ])
  func amountsPrintInTheirShortestForm(amount: Int64, text: String) {
    #expect(QuotaAmount.text(amount) == text)
  }

  @Test func amountsReadBackAsTheyWere() throws {
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<20_000 {
      var amount = Int64.random(in: 0...Int64.max, using: &generator) >> Int64.random(in: 0...62, using: &generator)
      let factors: [Int64] = [1, 1_000, 1_000_000, 1 << 20, 1 << 30]
      let (scaled, overflow) = amount.multipliedReportingOverflow(
        by: factors[Int.random(in: 0..<5, using: &generator)])
      if !overflow { amount = scaled }
      #expect(try QuotaAmount.parse(QuotaAmount.text(amount)) == amount)
    }
  }

  @Test(arguments: [
    ("100/s", "100/s", QuotaKind.rate), ("600/min", "600/min", .rate), ("600/m", "600/min", .rate),
    ("60/60s", "60/min", .rate), ("5/90s", "5/90s", .rate), ("1k/24h", "1k/24h", .rate), ("7/hour", "7/h", .rate),
    ("7/1h", "7/h", .rate), ("5M/month", "5M/month", .period), ("10/d", "10/day", .period),
    ("10/week", "10/week", .period),
    ("10/year", "10/year", .period), ("2000000/billing", "2M/billing", .period), ("50GiB", "50GiB", .concurrency),
    ("10", "10", .concurrency), ("0/s", "0/s", .rate), ("unlimited", "unlimited", .concurrency),
    ("unlimited/month", "unlimited/month", .period), ("5/calendar-minute", "5/calendar-minute", .period),
    ("5/calendar-hour", "5/calendar-hour", .period),
  ])
  func allowancesHaveOneCanonicalText(text: String, canonical: String, kind: QuotaKind) throws {
    let allowance = try QuotaAllowance(parsing: text)
    #expect(allowance.description == canonical)
    #expect(allowance.window.kind == kind)
    #expect(try QuotaAllowance(parsing: canonical) == allowance)
  }

  @Test(arguments: [
    "", "/s", "100/", "100/s/s", "100/0s", "100/25h", "100/86401s", "100/S", "100/months", "100/ s", "100 /s", "x/s",
    "Unlimited", "-5/s", "100/-1s", "100/1.5h", "100/99999999999999999999s", "100/2month",
  ])
  func otherSpellingsAreNotAllowances(text: String) {
    let fault = #expect(throws: TenantError.self) { try QuotaAllowance(parsing: text) }
    #expect(fault?.code == .invalidValue)
  }

  @Test func allowancesReadBackAsTheyWere() throws {
    var generator = SeededGenerator(seed: 2)
    for _ in 0..<5_000 {
      let allowance = QuotaSamples.allowance(using: &generator)
      #expect(try QuotaAllowance(parsing: allowance.description) == allowance)
    }
  }

  @Test func allWindowsReadBackAsTheyWere() throws {
    for seconds in 1...Int64(86_400) {
      #expect(try QuotaWindow(parsing: QuotaWindow.text(seconds: seconds)) == .rate(seconds: seconds))
    }
    for unit in PeriodUnit.allCases {
      #expect(try QuotaWindow(parsing: QuotaWindow.period(unit).text) == .period(unit))
    }
  }

  @Test(arguments: [
    ("deny", QuotaFailurePolicy.deny), ("last-lease", .lastLease), ("local-share", .localShare),
    ("allow:1k/30s", .allowBounded(amount: 1_000, seconds: 30)),
    ("allow:5/h", .allowBounded(amount: 5, seconds: 3_600)),
  ])
  func failurePoliciesReadBackAsTheyWere(text: String, policy: QuotaFailurePolicy) throws {
    #expect(try QuotaFailurePolicy(parsing: text) == policy)
    #expect(policy.description == text)
  }

  @Test(arguments: ["", "allow", "allow:", "allow:5", "allow:/s", "allow:5/day", "denied", "Deny", "allow:-1/s"])
  func otherSpellingsAreNotFailurePolicies(text: String) {
    let fault = #expect(throws: TenantError.self) { try QuotaFailurePolicy(parsing: text) }
    #expect(fault?.code == .invalidValue)
  }

  @Test(arguments: [("20%", QuotaGrant.Addition.percent(20)), ("10000%", .percent(10_000)), ("5k", .amount(5_000))])
  func additionsReadBackAsTheyWere(text: String, addition: QuotaGrant.Addition) throws {
    #expect(try QuotaGrant.Addition(parsing: text) == addition)
    #expect(addition.description == text)
  }

  @Test(arguments: ["", "%", "0%", "10001%", "-5%", "+5%", "2.5%", "0", "-1", "5 %", "5%%"])
  func otherSpellingsAreNotAdditions(text: String) {
    let fault = #expect(throws: TenantError.self) { try QuotaGrant.Addition(parsing: text) }
    #expect(fault?.code == .invalidValue)
  }

  @Test func namesShareTheGrammarOfMeters() throws {
    #expect(try QuotaKey(parsing: "api.requests.monthly").meter().rawValue == "api.requests.monthly")
    for text in [
      "", "Api", "api..requests", "api.", ".api", "1api", "api requests", String(repeating: "a", count: 101),
    ] {
      #expect(throws: TenantError.self) { try QuotaKey(parsing: text) }
    }
  }

  @Test func grantIdentifiersCarryFortyBits() throws {
    #expect(QuotaGrantID(bits: 0).rawValue == "g_0000000000")
    #expect(QuotaGrantID(bits: .max).rawValue == "g_ffffffffff")
    #expect(try QuotaGrantID(parsing: "g_00000000ff") == QuotaGrantID(bits: 255))
    for text in ["", "g_", "g_00000000FF", "g_00000000f", "g_00000000fff", "t_00000000ff", "g_00000000fg"] {
      #expect(throws: TenantError.self) { try QuotaGrantID(parsing: text) }
    }
  }
}
