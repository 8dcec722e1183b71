// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import TenantStore
import TenantTestSupport
import Testing

/// The clock stands at noon of the 23rd of November 2026; acme is of tier pro and billed on the 15th in Berlin.
@Suite struct QuotaDecreaseTests {
  private let store: TemporaryStore
  private let administration: Administration
  private let acme: TenantSelector
  private let tokens: QuotaKey
  private let pro: Slug
  private let free: Slug
  private static let periodEnd = "2026-12-14T23:00:00Z"

  init() throws {
    store = try TemporaryStore()
    try store.addSharedPool()
    administration = try store.administration()
    acme = .slug(try Slug(parsing: "acme"))
    tokens = try QuotaKey(parsing: "llm.tokens")
    pro = try Slug(parsing: "pro")
    free = try Slug(parsing: "free")
    var request = try TenantRequest.sample("acme", tier: "pro")
    request.timeZone = "Europe/Berlin"
    request.billingAnchorDay = 15
    _ = try administration.onboard(request)
    store.clock.advance(seconds: 60)
    for (tier, allowance) in [(pro, "1000/billing"), (free, "100/billing")] {
      _ = try set(.tier(tier), allowance, .immediate)
    }
    store.clock.advance(seconds: 60)
  }

  @discardableResult
  private func set(
    _ target: QuotaTarget, _ allowance: String, _ timing: QuotaDecreaseTiming? = nil
  ) throws -> Outcome<OwnedQuota> {
    var request = QuotaRequest(key: tokens, target: target, allowance: try QuotaAllowance(parsing: allowance))
    request.decrease = timing
    return try administration.setQuota(request)
  }

  private func move(to tier: Slug, _ timing: QuotaDecreaseTiming? = nil) throws {
    var changes = TenantChanges()
    changes.tier = tier
    changes.decrease = timing
    _ = try administration.updateTenant(acme, changes)
  }

  private func effective(user: String? = nil) throws -> EffectiveQuota {
    try administration.quotaReport(tokens, of: acme, user: user).effective
  }

  private func pass(to text: String) throws { store.clock.now = try Timestamp(parsing: text) }

  @Test func aTiersLowerLimitHoldsWhenTheTenantsPeriodEnds() throws {
    let outcome = try set(.tier(pro), "400/billing", .periodEnd)
    #expect(outcome.value.lowersWith == .periodEnd)
    #expect(outcome.value.assignment.transitions.count == 1)
    #expect(try effective().limit == 1_000)
    #expect(try effective().pending?.effectiveAt?.description == Self.periodEnd)
    #expect(try effective().pending?.quota.allowance.limit == 400)
    // Who comes to the tier later was promised nothing else.
    store.clock.advance(seconds: 1)
    _ = try administration.onboard(.sample("globex", tier: "pro"))
    let globex = try administration.quotaReport(tokens, of: .slug(Slug(parsing: "globex"))).effective
    #expect(globex.limit == 400 && globex.pending == nil)
    try pass(to: "2026-12-14T22:59:59Z")
    #expect(try effective().limit == 1_000)
    try pass(to: Self.periodEnd)
    #expect(try effective().limit == 400)
    #expect(try effective().pending == nil)
  }

  @Test func aMoveToALesserTierHoldsWhenThePeriodEnds() throws {
    let before = try administration.tenant(acme)
    #expect(before.tierChangedAt == nil)
    try set(.tier(free), "100/billing", .periodEnd)
    try move(to: free)
    #expect(try administration.tenant(acme).tierChangedAt == store.clock.now)
    let found = try effective()
    #expect(found.limit == 1_000)
    #expect(found.kept?.scope == .tier(pro))
    #expect(found.pending?.effectiveAt?.description == Self.periodEnd)
    // All that the built-in tiers say of the lesser one waits.
    let monthly = try administration.quotaReport(QuotaKey(parsing: "api.requests.monthly"), of: acme).effective
    #expect(monthly.limit == 20_000_000 && monthly.pending?.quota.allowance.limit == 100_000)
    // The way back gives nothing away and keeps nothing.
    store.clock.advance(seconds: 60)
    try move(to: pro)
    #expect(try effective().limit == 1_000)
    #expect(try effective().pending == nil)
    #expect(try store.read { try $0.quotaTransitions(of: before.id) }.isEmpty)
  }

  @Test func theMoveCanSayWhenItHolds() throws {
    try move(to: free, .grace(seconds: 86_400))
    #expect(try effective().limit == 1_000)
    store.clock.advance(seconds: 86_400)
    #expect(try effective().limit == 100)
    try move(to: pro)
    #expect(try effective().limit == 1_000)
    try move(to: free, .soft)
    try pass(to: "2030-01-01")
    #expect(try effective().limit == 1_000)
    #expect(try effective().pending?.effectiveAt == nil)
    try move(to: pro)
    try move(to: free, .immediate)
    #expect(try effective().limit == 100)
    // A move without a word follows the definition of the new tier, which is immediate here.
    try move(to: pro)
    try move(to: free)
    #expect(try effective().limit == 100)
  }

  @Test func theTiersDefinitionsOfBeforeAreKeptEvenWhenTheTierIsGone() throws {
    try move(to: free, .periodEnd)
    _ = try administration.deleteTier(pro)
    #expect(try effective().limit == 1_000)
    try pass(to: Self.periodEnd)
    #expect(try effective().limit == 100)
  }

  @Test func aRemovedDefinitionAppliesUntilThePeriodEnds() throws {
    try set(.tenant(acme), "5000/billing")
    #expect(try effective().limit == 5_000)
    let outcome = try administration.unsetQuota(tokens, of: .tenant(acme), decrease: .periodEnd)
    #expect(outcome.value?.lowersWith == .periodEnd)
    let found = try effective()
    #expect(found.limit == 5_000)
    #expect(found.source == .tenant)
    #expect(found.pending?.level == .tier)
    try pass(to: Self.periodEnd)
    #expect(try effective().limit == 1_000)
    #expect(try effective().source == .tier)
  }

  @Test func whatTheTierPromisedWhileAnotherDefinitionAppliedWasNotPromised() throws {
    try set(.tenant(acme), "150/billing", .immediate)
    #expect(try effective().limit == 150)
    store.clock.advance(seconds: 60)
    try set(.tier(pro), "400/billing", .periodEnd)
    store.clock.advance(seconds: 60)
    for timing in [QuotaDecreaseTiming.periodEnd, .immediate] {
      _ = try administration.unsetQuota(tokens, of: .tenant(acme), decrease: timing)
      #expect(try effective().limit == 400)
      #expect(try effective().pending == nil)
      try set(.tenant(acme), "150/billing", .immediate)
    }
  }

  @Test func ownDefinitionsThatAllowLessWaitToo() throws {
    #expect(try set(.tenant(acme), "300/billing", .periodEnd).value.lowersWith == .periodEnd)
    #expect(try effective().limit == 1_000)
    #expect(try effective().source == .tier)
    store.clock.advance(seconds: 60)
    try set(.tenant(acme), "200/billing")
    #expect(try effective().limit == 1_000)
    #expect(try effective().pending?.quota.allowance.limit == 200)
    // Only the policy changes: the date stays.
    var request = QuotaRequest(
      key: tokens, target: .tenant(acme), allowance: try QuotaAllowance(parsing: "200/billing"))
    request.onExceed = .allowAndBill
    _ = try administration.setQuota(request)
    #expect(try effective().pending?.effectiveAt?.description == Self.periodEnd)
    request.decrease = .immediate
    _ = try administration.setQuota(request)
    #expect(try effective().limit == 200)
    #expect(try effective().quota.onExceed == .allowAndBill)
  }

  @Test func usersDefinitionsWaitToo() throws {
    try set(.user(acme, "u1"), "50/billing", .periodEnd)
    #expect(try effective(user: "u1").limit == 50)
    try set(.user(acme, "u1"), "20/billing")
    #expect(try effective(user: "u1").limit == 50)
    #expect(try effective(user: "u1").pending?.quota.allowance.limit == 20)
    #expect(try effective().limit == 1_000)
    _ = try administration.unsetQuota(tokens, of: .user(acme, "u1"))
    try set(.user(acme, "u1"), "10/billing", .periodEnd)
    #expect(try effective(user: "u1").limit == 10)
  }

  @Test func whatIsKeptLeavesWithTheTenant() throws {
    try move(to: free, .soft)
    let id = try administration.tenant(acme).id
    #expect(try store.read { try $0.rowCounts(of: id) }["quota_transition"] == 5)
    _ = try store.write { try $0.purgeRows(of: id) }
    #expect(try store.read { try $0.quotaTransitions(of: id) }.isEmpty)
  }

  @Test func aDryRunKeepsNothing() throws {
    let rehearsal = try store.administration(dryRun: true)
    var changes = TenantChanges()
    changes.tier = free
    changes.decrease = .soft
    _ = try rehearsal.updateTenant(acme, changes)
    #expect(try store.read { try $0.quotaTransitions(of: administration.tenant(acme).id) }.isEmpty)
    #expect(try effective().pending == nil)
  }

  /// Whatever operators do, nobody has less before its time or more than the greater of before and after.
  @Test func randomChangesNeverTakeAwayEarlyOrGiveTooMuch() throws {
    var generator = SeededGenerator(seed: 77)
    let timings: [QuotaDecreaseTiming] = [.periodEnd, .grace(seconds: 5 * 86_400), .soft]
    for _ in 0..<150 {
      store.clock.advance(seconds: Int64.random(in: 1...(20 * 86_400), using: &generator))
      let timing = timings[Int.random(in: 0..<3, using: &generator)]
      let allowance = "\(Int64.random(in: 1...2_000, using: &generator))/billing"
      let before = try effective()
      switch Int.random(in: 0..<5, using: &generator) {
      case 0: try set(.tier(pro), allowance, timing)
      case 1: try set(.tier(free), allowance, timing)
      case 2: try set(.tenant(acme), allowance, timing)
      case 3: _ = try administration.unsetQuota(tokens, of: .tenant(acme), decrease: timing, ifExists: true)
      default: try move(to: Bool.random(using: &generator) ? pro : free, timing)
      }
      let after = try effective()
      let tenant = try administration.tenant(acme)
      let sources = try store.read { try $0.quotaSources(tokens, of: tenant) }
      let nominal = try #require(sources.tenant ?? sources.tier.current).allowance.limit ?? .max
      let (old, new) = (before.limit ?? .max, after.limit ?? .max)
      #expect(new >= min(old, nominal))
      if nominal < old { #expect(new == old) } else { #expect(new <= max(old, nominal)) }
      #expect((after.pending == nil) == (new == nominal))
      if let pending = after.pending, let due = pending.effectiveAt {
        #expect(due > store.clock.now)
        let then = try administration.quotaReport(tokens, of: acme, at: due).effective
        #expect(then.limit ?? .max <= new)
      }
    }
  }
}
