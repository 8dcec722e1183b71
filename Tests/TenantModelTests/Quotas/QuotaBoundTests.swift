// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

@Suite struct QuotaBoundTests {
  @Test func aBucketGivesAlmostTwiceTheLimit() {
    let bound = QuotaBound(limit: 100, window: .rate(seconds: 1))
    #expect(bound.worstCase == 199)
    #expect(!bound.holds)
    #expect(bound.sustainedPerMille == 1_000)
    #expect(
      bound.explanation
        == "a burst of 100 and 99 that come back within 1 second are 199, which is more than 100; "
        + "modes hard and rolling never admit more")
    let single = QuotaBound(limit: 100, window: .rate(seconds: 1), burst: 1)
    #expect(single.worstCase == 100)
    #expect(single.holds)
    #expect(single.explanation == "a burst of 1 and 99 that come back within 1 second are never more than 100")
  }

  @Test func hardAndRollingHold() {
    let hard = QuotaBound(limit: 100, window: .rate(seconds: 60), mode: .hard)
    #expect(hard.holds)
    #expect(hard.worstCase == 100)
    #expect(hard.sustainedPerMille == 509)
    let rolling = QuotaBound(limit: 100, window: .rate(seconds: 60), mode: .rolling)
    #expect(rolling.holds)
    #expect(rolling.worstCase == 100)
    #expect(rolling.sustainedPerMille == 888)
    #expect(
      rolling.explanation
        == "what is used counts for 60 seconds and up to an eighth more, so no window has more than 100")
  }

  @Test func wholeNanosecondsHaveAPrice() {
    #expect(QuotaBound(limit: 3, window: .rate(seconds: 1)).sustainedPerMille == 999)
    #expect(QuotaBound(limit: 3_000_000_000, window: .rate(seconds: 1)).sustainedPerMille == 333)
    #expect(QuotaBound(limit: 700_000_000, window: .rate(seconds: 1)).sustainedPerMille == 714)
  }

  @Test func periodsAndSlotsHold() {
    let month = QuotaBound(limit: 5_000_000, window: .period(.month))
    #expect(month.holds)
    #expect(month.worstCase == 5_000_000)
    #expect(month.acrossBoundary == 10_000_000)
    #expect(month.sustainedPerMille == nil)
    #expect(month.explanation == "never more than 5M in one period; a stretch as long that spans two can see 10M")
    let slots = QuotaBound(limit: 20, window: .atOnce)
    #expect(slots.holds)
    #expect(slots.acrossBoundary == nil)
    #expect(slots.explanation.hasPrefix("never more than 20 are held at once"))
  }

  @Test func whatIsChargedIsNotBounded() {
    let bound = QuotaBound(limit: 5, window: .period(.day), onExceed: .allowAndBill)
    #expect(bound.worstCase == nil)
    #expect(bound.acrossBoundary == nil)
    #expect(!bound.holds)
    #expect(bound.explanation == "what is beyond the limit is served and charged, so nothing bounds it")
  }

  @Test func outagesMayAddWhatThePolicyAllows() {
    let policy = QuotaFailurePolicy.allowBounded(amount: 50, seconds: 30)
    #expect(QuotaBound(limit: 5, window: .rate(seconds: 1), failurePolicy: policy).duringOutage == 50)
    let day = QuotaBound(limit: 10, window: .period(.day), failurePolicy: policy)
    #expect(day.duringOutage == 50 && day.worstCase == 10)
    #expect(day.holdsOutsideOutages && !day.holds)
    #expect(day.explanation.hasSuffix("; 50 more per runtime and outage of the store"))
    let nothing = QuotaBound(limit: 0, window: .period(.day), failurePolicy: policy)
    #expect(nothing.explanation == "nothing is admitted; 50 more per runtime and outage of the store")
    // Nobody gets the right to hold something while it is not known what others hold.
    let slots = QuotaBound(limit: 10, window: .atOnce, failurePolicy: policy)
    #expect(slots.duringOutage == 0 && slots.holds)
    #expect(QuotaBound(limit: 5, window: .rate(seconds: 1), failurePolicy: .lastLease).duringOutage == 0)
  }

  @Test(arguments: [
    (QuotaWindow.period(.day), RateMode.bucket), (.atOnce, .bucket), (.rate(seconds: 1), .bucket),
    (.rate(seconds: 1), .hard), (.rate(seconds: 1), .rolling),
  ])
  func whatIsOnlyWatchedIsNotBounded(_ window: QuotaWindow, _ mode: RateMode) {
    let some = QuotaBound(limit: 10, window: window, mode: mode, watchedPercent: 30)
    #expect(some.worstCase == nil && some.acrossBoundary == nil && !some.holds && !some.holdsOutsideOutages)
    #expect(
      some.explanation == "the limit is only watched for 30 % of the tenants and refuses nothing, so nothing bounds it")
    let all = QuotaBound(limit: 10, window: window, mode: mode, watchedPercent: 1_000)
    #expect(all.watchedPercent == 100)
    #expect(all.explanation == "the limit is only watched and refuses nothing, so nothing bounds it")
    #expect(QuotaBound(limit: 10, window: window, mode: mode, watchedPercent: -1).worstCase != nil)
  }

  @Test func quotasThatApplyAreBoundWithTheirGrants() throws {
    var generator = SeededGenerator(seed: 0xB0)
    for _ in 0..<200 {
      let quota = try QuotaSamples.quota(using: &generator)
      let resolution = try QuotaResolution.effective(
        tier: quota, tenant: nil, user: nil, grants: [], at: Timestamp(seconds: 1))
      let effective = try #require(resolution.tenant)
      let bound = QuotaBound(effective)
      #expect(bound?.limit == effective.limit)
      #expect((bound == nil) == (effective.limit == nil))
    }
  }

  @Test(arguments: RateMode.allCases)
  func extremesDoNotTrap(_ mode: RateMode) {
    let windows: [QuotaWindow] = [.rate(seconds: 1), .rate(seconds: 86_400), .period(.month), .atOnce]
    for window in windows {
      for limit in [Int64.min, -1, 0, 1, .max] {
        for burst in [nil, .min, 0, 1, .max] as [Int64?] {
          let bound = QuotaBound(limit: limit, window: window, burst: burst, mode: mode)
          #expect(!bound.explanation.isEmpty)
          #expect(bound.holds || mode == .bucket)
          if limit <= 0 { #expect(bound.worstCase == 0) }
        }
      }
    }
  }
}
