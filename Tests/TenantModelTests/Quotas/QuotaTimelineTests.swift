// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

@Suite struct QuotaTimelineTests {
  private static let day: Int64 = 86_400_000_000
  private let tier: QuotaScope
  private let start: Timestamp

  init() throws {
    tier = .tier(try Slug(parsing: "pro"))
    start = try Timestamp(parsing: "2026-01-01")
  }

  private func quota(_ limit: Int64?, _ window: QuotaWindow, _ timing: QuotaDecreaseTiming) throws -> Quota {
    var quota = try Quota(
      key: QuotaKey(parsing: "api.requests"), allowance: QuotaAllowance(limit: limit, window: window))
    quota.decrease = timing
    return quota
  }

  private func timestamp(_ hours: Int64) -> Timestamp {
    Timestamp(microseconds: start.microseconds + hours * 3_600_000_000)
  }

  /// Lives through the changes one after the other, as a tenant would, and forgets nothing.
  private struct Life {
    let calendar: TenantCalendar
    var applied: Quota
    var target: Quota
    var due: Timestamp?

    init(_ quota: Quota, _ calendar: TenantCalendar) {
      self.calendar = calendar
      applied = quota
      target = quota
      due = nil
    }

    mutating func advance(to instant: Timestamp) {
      if let due, due <= instant {
        applied = target
        self.due = nil
      }
    }

    mutating func change(to quota: Quota, at instant: Timestamp) throws {
      advance(to: instant)
      let isSame = quota.allowance == target.allowance && quota.decrease == target.decrease
      defer { target = quota }
      if isSame { return }
      let isLess =
        quota.allowance.window == applied.allowance.window
        && (quota.allowance.limit ?? .max) < (applied.allowance.limit ?? .max)
      guard isLess, quota.decrease != .immediate else {
        applied = quota
        due = nil
        return
      }
      switch quota.decrease {
      case .immediate: break
      case .soft: due = Timestamp(microseconds: .max)
      case .grace(let seconds): due = Timestamp(microseconds: instant.microseconds + seconds * 1_000_000)
      case .periodEnd:
        if case .period(let unit) = applied.allowance.window {
          due = try calendar.period(unit, containing: instant).end
        } else {
          due = try calendar.period(.billing, containing: instant).end
        }
      }
    }
  }

  @Test func everyTenantLivesThroughATiersChangesInItsOwnCalendar() throws {
    var generator = SeededGenerator(seed: 21)
    let windows: [QuotaWindow] = [.period(.billing), .period(.billing), .rate(seconds: 1), .period(.week)]
    for round in 0..<400 {
      let fixed = windows[round % windows.count]
      func random() throws -> Quota {
        let timing: [QuotaDecreaseTiming] = [
          .periodEnd, .periodEnd, .grace(seconds: Int64.random(in: 1...40, using: &generator) * 86_400), .soft,
          .immediate,
        ]
        let isOther = Int.random(in: 0..<12, using: &generator) == 0
        let limit = Int64.random(in: 0...9, using: &generator)
        return try quota(
          limit == 9 ? nil : limit, isOther ? .atOnce : fixed, timing[Int.random(in: 0..<5, using: &generator)])
      }
      var timeline = QuotaTimeline(try random())
      var changes: [(at: Timestamp, quota: Quota)] = [(timestamp(0), try #require(timeline.current))]
      var hours: Int64 = 0
      for _ in 0..<Int.random(in: 0...9, using: &generator) {
        hours += Int64.random(in: 1...400, using: &generator)
        let next = try random()
        timeline = timeline.changed(to: next, of: tier, at: timestamp(hours))
        changes.append((timestamp(hours), next))
      }
      for _ in 0..<12 {
        let calendar = TenantCalendar(billingAnchorDay: Int.random(in: 1...31, using: &generator))
        let joined = timestamp(Int64.random(in: 0...max(hours, 1), using: &generator))
        let instant = timestamp(hours + Int64.random(in: 0...1_000, using: &generator))
        let first = try #require(changes.last { $0.at <= joined })
        var life = Life(first.quota, calendar)
        for change in changes where change.at > joined { try life.change(to: change.quota, at: change.at) }
        let before = life.applied
        life.advance(to: instant)
        var sources = QuotaSources()
        sources.tier = timeline
        sources.tierSince = joined
        let found = try #require(try QuotaResolution.effective(sources, at: instant) { calendar }.tenant)
        #expect(found.quota.allowance == life.applied.allowance)
        #expect((found.pending == nil) == (life.due == nil))
        if let due = life.due { #expect(found.pending?.effectiveAt ?? Timestamp(microseconds: .max) == due) }
        // Never below what was promised before its time, never above the greater of both.
        if before.allowance.window == life.target.allowance.window {
          let greatest = max(before.allowance.limit ?? .max, life.target.allowance.limit ?? .max)
          #expect(found.limit ?? .max <= greatest)
          #expect(found.limit ?? .max >= min(before.allowance.limit ?? .max, life.target.allowance.limit ?? .max))
        }
      }
    }
  }

  @Test func twoQuickDecreasesDoNotTakeTheFirstPromiseAway() throws {
    var timeline = QuotaTimeline(try quota(100, .period(.billing), .periodEnd))
    timeline = timeline.changed(to: try quota(50, .period(.billing), .periodEnd), of: tier, at: timestamp(24))
    timeline = timeline.changed(to: try quota(20, .period(.billing), .periodEnd), of: tier, at: timestamp(48))
    var sources = QuotaSources()
    sources.tier = timeline
    func limit(_ hours: Int64, day: Int) throws -> Int64? {
      try QuotaResolution.effective(sources, at: timestamp(hours)) { TenantCalendar(billingAnchorDay: day) }.tenant?
        .limit
    }
    #expect(try limit(72, day: 1) == 100)
    // In a calendar whose period ended between the two, only what was left of the first can be kept.
    #expect(try limit(72, day: 3) == 50)
    #expect(try limit(47, day: 2) == 100)
    let raised = timeline.changed(to: try quota(60, .period(.billing), .periodEnd), of: tier, at: timestamp(72))
    sources.tier = raised
    #expect(try limit(73, day: 1) == 100)
    sources.tier = raised.changed(to: try quota(100, .period(.billing), .periodEnd), of: tier, at: timestamp(74))
    #expect(sources.tier.transitions.isEmpty)
    #expect(try limit(75, day: 1) == 100)
  }

  @Test func whatCanNoLongerApplyIsForgotten() throws {
    let window = QuotaWindow.period(.month)
    var timeline = QuotaTimeline(try quota(1_000, window, .periodEnd))
    for step in 1...40 {
      timeline = timeline.changed(
        to: try quota(1_000 - Int64(step), window, .periodEnd), of: tier, at: timestamp(Int64(step) * 24 * 20))
      #expect(timeline.transitions.count <= 2)
    }
    for step in 1...100 {
      timeline = timeline.changed(
        to: try quota(900 - Int64(step), window, .periodEnd), of: tier, at: timestamp(24 * 900 + Int64(step)))
      #expect(timeline.transitions.count <= 64)
    }
    #expect(timeline.transitions.contains { $0.quota.allowance.limit == 960 })
    #expect(
      timeline.changed(to: try quota(1, window, .immediate), of: tier, at: timestamp(24 * 901)).transitions.isEmpty)
  }

  @Test func whatLeavesTheAllowanceAsItIsRestartsNothing() throws {
    let old = try quota(100, .period(.month), .grace(seconds: 86_400))
    let lower = try quota(50, .period(.month), .grace(seconds: 86_400))
    let timeline = QuotaTimeline(old).changed(to: lower, of: tier, at: timestamp(0))
    var other = lower
    other.failurePolicy = .deny
    let edited = timeline.changed(to: other, of: tier, at: timestamp(12))
    #expect(edited.transitions == timeline.transitions)
    #expect(edited.current == other)
  }
}
