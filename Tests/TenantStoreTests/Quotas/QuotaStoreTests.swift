// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import TenantStore
import TenantTestSupport
import Testing

@Suite struct QuotaStoreTests {
  private let store: TemporaryStore
  private let acme: TenantID

  init() throws {
    store = try TemporaryStore()
    try store.addSharedPool()
    acme = try store.administration().onboard(.sample("acme", tier: "pro")).value.id
  }

  private func assignment(_ scope: QuotaScope, _ allowance: String, burst: Int64? = nil) throws -> QuotaAssignment {
    try QuotaAssignment(
      scope: scope,
      quota: Quota(
        key: QuotaKey(parsing: "api.requests"), allowance: QuotaAllowance(parsing: allowance), burst: burst,
        failurePolicy: .allowBounded(amount: 9, seconds: 60)),
      createdAt: store.clock.now)
  }

  @Test func definitionsOfEveryLevelReadBackAsTheyWere() throws {
    let scopes: [QuotaScope] = [.tier(try Slug(parsing: "free")), .tenant(acme), .user(acme, "u'1")]
    for scope in scopes {
      var written = try assignment(scope, "100/s", burst: 7)
      written.quota.onChange = .additive
      try store.write { try $0.put(written) }
      #expect(try store.read { try $0.quota(written.quota.key, of: scope) } == written)
      written.quota = try assignment(scope, "unlimited/month").quota
      written.quota.onExceed = try QuotaExcessPolicy(parsing: "degrade:read-only")
      written.quota.decrease = .grace(seconds: 86_400)
      written.quota.alerts = [50, 99]
      written.quota.shadow = 20
      if scope.level == .tier {
        written.transitions = [
          QuotaTransition(
            quota: try assignment(scope, "1k/month").quota, scope: scope, changedAt: Timestamp(seconds: 4),
            timing: .soft)
        ]
      }
      written.version = 2
      written.updatedAt = Timestamp(seconds: 5)
      try store.write { try $0.put(written) }
      #expect(try store.read { try $0.quota(written.quota.key, of: scope) } == written)
      try store.write { try $0.deleteQuota(written.quota.key, of: scope) }
      #expect(try store.read { try $0.quota(written.quota.key, of: scope) } == nil)
    }
  }

  @Test func onlyTheNamedScopeIsTouched() throws {
    let key = try QuotaKey(parsing: "api.requests")
    let globex = try store.administration().onboard(.sample("globex")).value.id
    let all: [QuotaScope] = [.tenant(acme), .tenant(globex), .user(acme, "u1"), .user(acme, "u2"), .user(globex, "u1")]
    try store.write { writer in
      for scope in all { try writer.put(assignment(scope, "5/s")) }
      try writer.deleteQuota(key, of: .user(acme, "u1"))
    }
    let left = try store.read { reader in try all.filter { try reader.quota(key, of: $0) != nil } }
    #expect(left == all.filter { $0 != .user(acme, "u1") })
    #expect(try store.read { try $0.userQuotas(of: acme) }.map(\.scope) == [.user(acme, "u2")])
    #expect(try store.read { try $0.userQuotas(of: acme, user: "u1") }.isEmpty)
    #expect(try store.read { try $0.quotas(ofTenant: globex) }.map(\.scope) == [.tenant(globex)])
  }

  @Test func quotasOfUnknownOwnersAreRefused() throws {
    for scope in [
      QuotaScope.tier(try Slug(parsing: "gold")), .tenant(TenantID(bits: 9)), .user(TenantID(bits: 9), "u"),
    ] {
      #expect(throws: TenantError.self) { try store.write { try $0.put(assignment(scope, "5/s")) } }
    }
  }

  @Test func grantsReadBackInTheOrderInWhichTheyBegin() throws {
    let key = try QuotaKey(parsing: "llm.tokens")
    func grant(_ bits: UInt128, _ from: Int64) throws -> QuotaGrant {
      try QuotaGrant(
        id: QuotaGrantID(bits: bits), tenant: acme, quota: key, addition: .percent(20), from: Timestamp(seconds: from),
        until: Timestamp(seconds: 100), reason: bits == 1 ? "fair" : nil, createdAt: Timestamp(seconds: 3))
    }
    let early = try grant(2, 10)
    let late = try grant(1, 20)
    try store.write { writer in
      try writer.insert(late)
      try writer.insert(early)
    }
    #expect(try store.read { try $0.quotaGrants(of: acme, quota: key) } == [early, late])
    #expect(try store.read { try $0.quotaGrants(of: acme) } == [early, late])
    #expect(try store.read { try $0.quotaGrants(of: acme, quota: QuotaKey(parsing: "other")) }.isEmpty)
    try store.write { try $0.delete(early) }
    #expect(try store.read { try $0.quotaGrants(of: acme) } == [late])
  }

  @Test func quotasLeaveWithTheTenantAndAreExportedWithIt() throws {
    try store.write { writer in
      try writer.put(assignment(.tenant(acme), "5/s"))
      try writer.put(assignment(.user(acme, "u1"), "5/s"))
    }
    let counts = try store.read { try $0.rowCounts(of: acme) }
    #expect(counts["tenant_quota"] == 1)
    #expect(counts["user_quota"] == 1)
    _ = try store.write { try $0.purgeRows(of: acme) }
    #expect(try store.read { try $0.quotas(ofTenant: acme) + $0.userQuotas(of: acme) }.isEmpty)
  }

  @Test func namesOfAllLevelsAreListedOnce() throws {
    try store.write { try $0.put(assignment(.tenant(acme), "5/s")) }
    let keys = try store.read { try $0.quotaKeys() }.map(\.rawValue)
    #expect(keys == ["api.requests", "api.requests.monthly", "jobs.concurrent", "llm.tokens", "storage.bytes"])
  }
}
