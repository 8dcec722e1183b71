// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import TenantStore
import TenantTestSupport
import Testing

@Suite struct QuotaAdministrationTests {
  private let store: TemporaryStore
  private let administration: Administration
  private let acme: TenantSelector
  private let requests: QuotaKey
  private let monthly: QuotaKey

  init() throws {
    store = try TemporaryStore()
    try store.addSharedPool()
    administration = try store.administration()
    acme = .slug(try Slug(parsing: "acme"))
    requests = try QuotaKey(parsing: "api.requests")
    monthly = try QuotaKey(parsing: "api.requests.monthly")
    var request = try TenantRequest.sample("acme", tier: "pro")
    request.timeZone = "Europe/Berlin"
    request.billingAnchorDay = 31
    _ = try administration.onboard(request)
  }

  private func request(_ target: QuotaTarget, _ allowance: String, _ key: QuotaKey? = nil) throws -> QuotaRequest {
    QuotaRequest(key: key ?? requests, target: target, allowance: try QuotaAllowance(parsing: allowance))
  }

  private func limit(user: String? = nil) throws -> Int64? {
    try administration.quotaReport(requests, of: acme, user: user).effective.limit
  }

  @Test func overridesReplaceTheTiersAndGoAwayAgain() throws {
    #expect(try limit() == 200)
    let set = try administration.setQuota(request(.tenant(acme), "500/s"))
    #expect(set.hasChanged)
    #expect(set.value.assignment.version == 1)
    #expect(try limit() == 500)
    let report = try administration.quotaReport(requests, of: acme)
    #expect(report.effective.source == .tenant)
    #expect(report.effective.candidates.first?.quota?.allowance.limit == 200)
    _ = try administration.unsetQuota(requests, of: .tenant(acme), decrease: .immediate)
    #expect(try limit() == 200)
  }

  @Test func theSameDefinitionAgainChangesNothing() throws {
    _ = try administration.setQuota(request(.tenant(acme), "500/s"))
    let revision = try store.read { try $0.latestRevision() }
    let again = try administration.setQuota(request(.tenant(acme), "500/s"))
    #expect(!again.hasChanged)
    #expect(again.value.assignment.version == 1)
    #expect(try store.read { try $0.latestRevision() } == revision)
  }

  @Test func versionsGuardAgainstOthersChanges() throws {
    _ = try administration.setQuota(request(.tenant(acme), "500/s"), ifVersion: 0)
    #expect(throws: TenantError.self) { try administration.setQuota(request(.tenant(acme), "600/s"), ifVersion: 0) }
    let second = try administration.setQuota(request(.tenant(acme), "600/s"), ifVersion: 1)
    #expect(second.value.assignment.version == 2)
    #expect(throws: TenantError.self) { try administration.unsetQuota(requests, of: .tenant(acme), ifVersion: 1) }
    #expect(try administration.unsetQuota(requests, of: .tenant(acme), ifVersion: 2).hasChanged)
  }

  @Test func whatIsNotSaidComesFromWhatIsOverriddenIfTheKindIsTheSame() throws {
    var tier = try request(.tier(Slug(parsing: "pro")), "200/s")
    tier.onExceed = .degrade
    tier.failurePolicy = .deny
    tier.burst = .amount(900)
    let changed = try administration.setQuota(tier).value.assignment
    #expect(changed.version == 2)
    #expect(changed.quota.burst == 900)
    let own = try administration.setQuota(request(.tenant(acme), "500/s")).value.assignment.quota
    #expect(own.meter.rawValue == "http.requests")
    #expect(own.onExceed == .degrade)
    #expect(own.failurePolicy == .deny)
    #expect(own.burst == nil)
    let user = try administration.setQuota(request(.user(acme, "u1"), "5/s")).value.assignment.quota
    #expect(user.onExceed == .degrade)
    let period = try administration.setQuota(request(.tenant(acme), "5M/month")).value.assignment.quota
    #expect(period.onExceed == .reject)
    #expect(period.failurePolicy == .lastLease)
    #expect(period.meter.rawValue == "http.requests")
  }

  @Test func aBurstStaysUntilItIsTakenBack() throws {
    var first = try request(.tenant(acme), "500/s")
    first.burst = .amount(700)
    _ = try administration.setQuota(first)
    #expect(try administration.setQuota(request(.tenant(acme), "600/s")).value.assignment.quota.burst == 700)
    var second = try request(.tenant(acme), "600/s")
    second.burst = .limit
    #expect(try administration.setQuota(second).value.assignment.quota.burst == nil)
    #expect(try administration.setQuota(request(.tenant(acme), "unlimited/s")).value.assignment.quota.burst == nil)
  }

  @Test func aUsersQuotaIsNestedInTheTenants() throws {
    _ = try administration.setQuota(request(.user(acme, "u1"), "300/s"))
    #expect(try limit(user: "u1") == 200)
    #expect(try limit(user: "u2") == 200)
    _ = try administration.setQuota(request(.tenant(acme), "1k/s"))
    #expect(try limit(user: "u1") == 300)
    #expect(try limit(user: "u2") == 1_000)
    let report = try administration.quotaReport(requests, of: acme, user: "u1")
    #expect(report.effective.source == .user)
    #expect(report.resolution.tenant?.limit == 1_000)
    #expect(throws: TenantError.self) { try administration.quotaReport(requests, of: acme, user: "") }
  }

  @Test func grantsRaiseTheLimitAndLapse() throws {
    let start = store.clock.now
    let outcome = try administration.grantQuota(
      QuotaGrantRequest(
        quota: requests, addition: .percent(20), until: Timestamp(microseconds: start.microseconds + 10_000_000)),
      to: acme)
    #expect(try limit() == 240)
    store.clock.advance(seconds: 9)
    #expect(try limit() == 240)
    store.clock.advance(seconds: 1)
    #expect(try limit() == 200)
    let report = try administration.quotaReport(requests, of: acme)
    #expect(report.effective.contributions.map(\.status) == [.lapsed])
    #expect(try administration.quotaReport(requests, of: acme, at: start).effective.limit == 240)
    _ = try administration.revokeQuotaGrant(outcome.value.grant.id, quota: requests, of: acme)
    #expect(try administration.quotaReport(requests, of: acme, at: start).effective.limit == 200)
    #expect(throws: TenantError.self) {
      try administration.revokeQuotaGrant(outcome.value.grant.id, quota: requests, of: acme)
    }
  }

  @Test func grantsThatRaiseNothingAreRefused() throws {
    let later = Timestamp(seconds: 2_000_000_000)
    func code(_ key: QuotaKey, _ addition: QuotaGrant.Addition, until: Timestamp) -> TenantErrorCode? {
      do {
        _ = try administration.grantQuota(QuotaGrantRequest(quota: key, addition: addition, until: until), to: acme)
        return nil
      } catch {
        return (error as? TenantError)?.code
      }
    }
    #expect(code(requests, .percent(20), until: store.clock.now) == .invalidValue)
    let unknown = try QuotaKey(parsing: "no.such")
    #expect(code(unknown, .percent(20), until: later) == .quotaNotFound)
    #expect(code(requests, .amount(.max), until: later) == .overflow)
    _ = try administration.setQuota(request(.tenant(acme), "unlimited/s"))
    #expect(code(requests, .percent(20), until: later) == .invalidValue)
    #expect(try store.read { try $0.quotaGrants(of: administration.tenant(acme).id) }.isEmpty)
  }

  @Test func useIsCountedInTheTenantsOwnBillingPeriod() throws {
    // 31st of October, midnight in Berlin, to the 30th of November, midnight in Berlin.
    store.clock.now = try Timestamp(parsing: "2026-11-15")
    let report = try administration.quotaReport(monthly, of: acme)
    #expect(report.period?.start.description == "2026-10-30T23:00:00Z")
    #expect(report.period?.end.description == "2026-11-29T23:00:00Z")
    #expect(report.standing == QuotaStanding(used: 0, limit: 20_000_000))
    #expect(try administration.quotaReport(requests, of: acme).standing == nil)
    #expect(
      try administration.quotaReports(of: acme).map(\.key.rawValue)
        == ["api.requests", "api.requests.monthly", "jobs.concurrent", "llm.tokens", "storage.bytes"])
  }

  @Test func unknownNamesAreNamed() throws {
    let other = try QuotaKey(parsing: "no.such")
    let missing = #expect(throws: TenantError.self) { try administration.quotaReport(other, of: acme) }
    #expect(missing?.code == .quotaNotFound)
    #expect(throws: TenantError.self) { try administration.unsetQuota(other, of: .tenant(acme)) }
    #expect(try administration.unsetQuota(other, of: .tenant(acme), ifExists: true).value == nil)
    #expect(throws: TenantError.self) { try administration.setQuota(request(.tier(Slug(parsing: "gold")), "1/s")) }
    #expect(throws: TenantError.self) {
      try administration.setQuota(request(.tenant(.slug(Slug(parsing: "nobody"))), "1/s"))
    }
    #expect(throws: TenantError.self) { try administration.setQuota(request(.user(acme, ""), "1/s")) }
  }

  @Test func aDeletedTierTakesItsQuotasAlong() throws {
    let free = try Slug(parsing: "free")
    #expect(try administration.quotas(ofTier: free).count == 5)
    _ = try administration.deleteTier(free)
    #expect(try administration.tierQuotas().allSatisfy { $0.assignment.scope != .tier(free) })
    var removed = 0
    try administration.forEachQuotaChange(requests) { change in
      if change.tier == free, change.entry.kind == .quotaUnset { removed += 1 }
      return true
    }
    #expect(removed == 1)
  }

  @Test func everyChangeIsInTheHistory() throws {
    _ = try administration.setQuota(request(.tenant(acme), "500/s"))
    _ = try administration.setQuota(request(.user(acme, "u1"), "5/s"))
    let grant = try administration.grantQuota(
      QuotaGrantRequest(quota: requests, addition: .amount(7), until: Timestamp(seconds: 2_000_000_000)), to: acme)
    _ = try administration.revokeQuotaGrant(grant.value.grant.id, quota: requests, of: acme)
    _ = try administration.unsetQuota(requests, of: .tenant(acme))
    var changes: [String] = []
    try administration.forEachQuotaChange(requests, of: acme) { change in
      #expect(change.tenant?.rawValue == "acme")
      changes.append(
        "\(change.entry.kind.rawValue) \(change.user ?? "-") \(change.before ?? "-") \(change.after ?? "-")")
      return true
    }
    #expect(
      changes == [
        "quota.unset - 500/s -", "quota.revoke - +7 until 2033-05-18T03:33:20Z -",
        "quota.grant - - +7 until 2033-05-18T03:33:20Z", "quota.set u1 - 5/s", "quota.set - - 500/s",
      ])
    var first: [String] = []
    try administration.forEachQuotaChange(requests) { change in
      first.append(change.entry.kind.rawValue)
      return false
    }
    #expect(first == ["quota.unset"])
  }

  @Test func builtInTiersComeWithQuotasAndBareStoresWithout() throws {
    #expect(try administration.tierQuotas().count == 20)
    #expect(try TemporaryStore(bare: true).administration().tierQuotas().isEmpty)
  }

  @Test func aKeyActsOnceAndOnlyForTheSameRequest() throws {
    let once = try store.administration(idempotencyKey: "k1")
    let first = try once.setQuota(request(.tenant(acme), "500/s"))
    let second = try once.setQuota(request(.tenant(acme), "500/s"))
    #expect(second.isReplay)
    #expect(second.value == first.value)
    #expect(throws: TenantError.self) { try once.setQuota(request(.tenant(acme), "501/s")) }
  }
}
