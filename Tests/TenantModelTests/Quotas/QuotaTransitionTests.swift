// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

@Suite struct QuotaTransitionTests {
  private static let key = "llm.tokens"
  private let pro: Slug
  private let change: Timestamp

  init() throws {
    pro = try Slug(parsing: "pro")
    change = try Timestamp(parsing: "2026-11-20T12:00:00Z")
  }

  private func quota(
    _ allowance: String, _ timing: QuotaDecreaseTiming = .periodEnd, _ strategy: QuotaChangeStrategy = .preserveUsed
  ) throws -> Quota {
    var quota = try Quota(key: QuotaKey(parsing: Self.key), allowance: QuotaAllowance(parsing: allowance))
    quota.decrease = timing
    quota.onChange = strategy
    return quota
  }

  private func effective(
    _ sources: QuotaSources, at instant: Timestamp, _ calendar: TenantCalendar = TenantCalendar()
  ) throws -> EffectiveQuota {
    try #require(try QuotaResolution.effective(sources, at: instant) { calendar }.tenant)
  }

  /// A tenant that had 100 and was moved to a tier that gives less.
  private func moved(to quota: Quota, from old: String = "100/billing") throws -> QuotaSources {
    var sources = QuotaSources()
    sources.tier = QuotaTimeline(quota)
    sources.tierSince = change
    sources.tenantTransition = QuotaTransition(
      quota: try self.quota(old), scope: .tier(pro), changedAt: change, timing: quota.decrease)
    return sources
  }

  /// What a change of tier from 100 to 40 does, for every timing, strategy and use: when the lower limit holds, and the use,
  /// the rest and whether the quota is overdrawn under it.
  @Test func aChangeOfTierDoesWhatTheTableSays() throws {
    var lines: [String] = []
    for timing in [QuotaDecreaseTiming.periodEnd, .immediate, .grace(seconds: 7 * 86_400), .soft] {
      for strategy in QuotaChangeStrategy.allCases {
        let sources = try moved(to: quota("40/h", timing, strategy), from: "100/h")
        let now = try effective(sources, at: change)
        let end = now.pending?.effectiveAt
        if let end {
          #expect(try effective(sources, at: Timestamp(microseconds: end.microseconds - 1)).limit == 100)
          #expect(try effective(sources, at: end).limit == 40)
          #expect(try effective(sources, at: end).pending == nil)
        }
        let uses = try [20, 40, 90].map { used in
          let standing = QuotaStanding(used: strategy.used(Int64(used), from: 100, to: 40), limit: 40)
          return "\(standing.used)/\(try #require(standing.remaining))\(standing.isOverdrawn ? "!" : "")"
        }
        let when = now.pending == nil ? "at once" : end?.description ?? "never"
        lines.append("\(timing) \(strategy.rawValue) \(now.limit ?? -1) \(when) \(uses.joined(separator: " "))")
      }
    }
    #expect(
      lines.joined(separator: "\n") == """
        period-end preserve-used 100 2026-12-01T00:00:00Z 20/20 40/0 90/0!
        period-end proportional 100 2026-12-01T00:00:00Z 8/32 16/24 36/4
        period-end additive 100 2026-12-01T00:00:00Z 0/40 0/40 30/10
        period-end reset 100 2026-12-01T00:00:00Z 0/40 0/40 0/40
        immediate preserve-used 40 at once 20/20 40/0 90/0!
        immediate proportional 40 at once 8/32 16/24 36/4
        immediate additive 40 at once 0/40 0/40 30/10
        immediate reset 40 at once 0/40 0/40 0/40
        grace:7d preserve-used 100 2026-11-27T12:00:00Z 20/20 40/0 90/0!
        grace:7d proportional 100 2026-11-27T12:00:00Z 8/32 16/24 36/4
        grace:7d additive 100 2026-11-27T12:00:00Z 0/40 0/40 30/10
        grace:7d reset 100 2026-11-27T12:00:00Z 0/40 0/40 0/40
        soft preserve-used 100 never 20/20 40/0 90/0!
        soft proportional 100 never 8/32 16/24 36/4
        soft additive 100 never 0/40 0/40 30/10
        soft reset 100 never 0/40 0/40 0/40
        """)
  }

  @Test func upgradesAndOtherKindsHoldAtOnce() throws {
    for (old, new) in [
      ("100/billing", "101/billing"), ("100/billing", "100/billing"), ("100/billing", "unlimited/billing"),
      ("100/billing", "100/month"), ("100/billing", "100/day"), ("100/billing", "5/s"), ("100/billing", "5"),
      ("100/s", "6k/min"), ("100/min", "2/s"), ("5", "6"),
    ] {
      let found = try effective(moved(to: quota(new), from: old), at: change)
      #expect(found.quota.allowance.description == new)
      #expect(found.pending == nil && found.kept == nil)
    }
    for (old, new) in [
      ("100/billing", "99/month"), ("100/month", "99/billing"), ("100/billing", "5/day"), ("100/day", "100/month"),
      ("100/s", "5999/min"), ("100/min", "1/s"), ("5", "4"),
    ] {
      let found = try effective(moved(to: quota(new), from: old), at: change)
      #expect(found.quota.allowance.description == new || found.pending?.quota.allowance.description == new)
      #expect(found.pending != nil && found.kept != nil, "\(old) \(new)")
    }
    var lessAtOnce = try quota("100/s")
    lessAtOnce.burst = 5
    #expect(try effective(moved(to: lessAtOnce, from: "100/s"), at: change).pending != nil)
    // No limit is the greatest one.
    let limited = try effective(moved(to: quota("5/billing"), from: "unlimited/billing"), at: change)
    #expect(limited.limit == nil)
    #expect(limited.pending?.quota.allowance.limit == 5)
  }

  @Test func theExplanationNamesWhatIsKeptAndWhatComes() throws {
    let sources = try moved(to: quota("40/billing"))
    let end = try Timestamp(parsing: "2026-12-01")
    let found = try effective(sources, at: change)
    #expect(found.source == .tier)
    #expect(found.kept?.scope == .tier(pro))
    #expect(found.pending == PendingChange(quota: try quota("40/billing"), effectiveAt: end, level: .tier))
    #expect(found.candidates.map(\.outcome) == [.pending(effectiveAt: end), .undefined, .kept])
    #expect(found.candidates.last?.quota?.allowance.limit == 100)
  }

  @Test func grantsAddToWhatAppliesNotToWhatComes() throws {
    var sources = try moved(to: quota("40/billing"))
    sources.grants = [
      try QuotaGrant(
        id: QuotaGrantID(bits: 1), tenant: TenantID(bits: 1), quota: QuotaKey(parsing: Self.key),
        addition: .percent(50),
        from: change, until: Timestamp(parsing: "2027-01-01"), createdAt: change)
    ]
    #expect(try effective(sources, at: change).limit == 150)
    #expect(try effective(sources, at: Timestamp(parsing: "2026-12-01")).limit == 60)
  }

  /// Rates follow the billing period, periods their own, in the tenant's clocks.
  @Test(arguments: [
    ("20/month", "UTC", 15, "2026-12-01T00:00:00Z"), ("20/day", "UTC", 15, "2026-11-21T00:00:00Z"),
    ("20/s", "UTC", 15, "2026-12-15T00:00:00Z"), ("20", "UTC", 31, "2026-11-30T00:00:00Z"),
    ("20/billing", "Europe/Berlin", 31, "2026-11-29T23:00:00Z"),
    ("20/week", "America/New_York", 1, "2026-11-23T05:00:00Z"),
    ("20/year", "Australia/Sydney", 1, "2026-12-31T13:00:00Z"),
  ])
  func periodsEndInTheTenantsCalendar(allowance: String, zone: String, day: Int, end: String) throws {
    let calendar = TenantCalendar(zone: try ZoneFiles.zone(zone), billingAnchorDay: day)
    let old = "1k" + allowance.dropFirst(2)
    let found = try effective(moved(to: quota(allowance), from: old), at: change, calendar)
    #expect(found.limit == 1_000)
    #expect(found.pending?.effectiveAt?.description == end)
  }

  @Test func clocksThatAreSetBackMakeThePeriodLonger() throws {
    // 25 hours in Berlin: the change at 02:30 is shown twice that night.
    let calendar = TenantCalendar(zone: try ZoneFiles.zone("Europe/Berlin"))
    var sources = try moved(to: quota("20/day"), from: "1k/day")
    let night = try Timestamp(parsing: "2026-10-25T00:30:00Z")
    sources.tenantTransition = QuotaTransition(
      quota: try quota("1k/day"), scope: .tier(pro), changedAt: night, timing: .periodEnd)
    #expect(try effective(sources, at: night, calendar).pending?.effectiveAt?.description == "2026-10-25T23:00:00Z")
  }

  @Test func aCalendarIsOnlyAskedForWhereAPeriodDecides() throws {
    struct Unasked: Error {}
    for timing in [QuotaDecreaseTiming.soft, .immediate, .grace(seconds: 5)] {
      let sources = try moved(to: quota("40/billing", timing))
      _ = try QuotaResolution.effective(sources, at: change) { throw Unasked() }
    }
    let sources = try moved(to: quota("40/billing"))
    #expect(throws: Unasked.self) { try QuotaResolution.effective(sources, at: change) { throw Unasked() } }
  }

  @Test func aUsersDefinitionIsLoweredInItsTimeToo() throws {
    var sources = QuotaSources()
    sources.tier = QuotaTimeline(try quota("1k/billing"))
    sources.user = try quota("40/billing")
    sources.userTransition = QuotaTransition(
      quota: try quota("100/billing"), scope: .user(TenantID(bits: 1), "u"), changedAt: change, timing: .periodEnd)
    let found = try QuotaResolution.effective(sources, at: change) { TenantCalendar() }
    #expect(found.user?.limit == 100)
    #expect(found.user?.pending?.level == .user)
    let later = try QuotaResolution.effective(sources, at: Timestamp(parsing: "2026-12-01")) { TenantCalendar() }
    #expect(later.user?.limit == 40)
    #expect(later.tenant?.limit == 1_000)
  }

  @Test func farDatesAreOverflowsOrNever() throws {
    var sources = try moved(to: quota("40/billing", .grace(seconds: 86_400)))
    sources.tenantTransition = QuotaTransition(
      quota: try quota("100/billing"), scope: .tier(pro), changedAt: Timestamp(microseconds: .max - 5),
      timing: .grace(seconds: 86_400))
    #expect(try effective(sources, at: Timestamp(microseconds: .max - 1)).limit == 100)
  }
}
