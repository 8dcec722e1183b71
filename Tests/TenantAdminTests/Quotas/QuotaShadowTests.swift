// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import TenantStore
import TenantTestSupport
import Testing

@Suite struct QuotaShadowTests {
  private let store: TemporaryStore
  private let administration: Administration
  private let acme: TenantID
  private let globex: TenantID
  private let requests: QuotaKey
  private let pro: Slug
  private let free: Slug

  init() throws {
    store = try TemporaryStore()
    try store.addSharedPool()
    administration = try store.administration()
    acme = try administration.onboard(.sample("acme", tier: "pro")).value.id
    globex = try administration.onboard(.sample("globex", tier: "pro")).value.id
    requests = try QuotaKey(parsing: "api.requests")
    pro = try Slug(parsing: "pro")
    free = try Slug(parsing: "free")
  }

  private func count(
    _ tenant: TenantID, _ variant: String, _ time: String, _ checked: Int64, _ denied: Int64
  ) throws {
    let count = QuotaShadowCount(
      tenant: tenant, quota: requests, variant: variant, at: try Timestamp(parsing: time), checked: checked,
      denied: denied)
    try store.write { try $0.addShadow(count) }
  }

  @Test func countsOfADayAreAddedUp() throws {
    try count(acme, "tier:free", "2026-11-20T00:00:00Z", 100, 0)
    try count(acme, "tier:free", "2026-11-20T23:59:59Z", 200, 1)
    try count(acme, "tier:free", "2026-11-21", 50, 0)
    try count(acme, "definition", "2026-11-21", 10, 10)
    try count(globex, "tier:free", "2026-11-22", 0, 0)
    let reports = try administration.shadowReports()
    #expect(reports.map(\.slug.rawValue) == ["acme", "acme", "globex"])
    #expect(reports.map(\.variant) == ["definition", "tier:free", "tier:free"])
    #expect(reports.map(\.checked) == [10, 350, 0])
    #expect(reports.map(\.denied) == [10, 1, 0])
    // One of 350 is not nothing.
    #expect(reports.map(\.percent) == [100, 1, 0])
    #expect(reports.map(\.days) == [1, 2, 1])
    #expect(reports.map(\.deniedDays) == [1, 1, 0])
    #expect(reports[1].firstDay.description == "2026-11-20T00:00:00Z")
    #expect(reports[1].lastDay.description == "2026-11-21T00:00:00Z")
    let some = try administration.shadowReports(
      of: .id(acme), quota: requests, from: Timestamp(parsing: "2026-11-21"), until: Timestamp(parsing: "2026-11-22"))
    #expect(some.map(\.checked) == [10, 50])
    #expect(try administration.shadowReports(quota: QuotaKey(parsing: "other")).isEmpty)
    #expect(throws: TenantError.self) { try administration.shadowReports(of: .slug(Slug(parsing: "nobody"))) }
  }

  @Test func countsThatCannotBeAreRefused() throws {
    #expect(throws: TenantError.self) { try count(acme, "definition", "2026-11-20", 1, 2) }
    #expect(throws: TenantError.self) { try count(acme, "definition", "2026-11-20", 1, -1) }
    try count(acme, "definition", "2026-11-20", .max - 1, .max - 1)
    try count(acme, "definition", "2026-11-20", 1, 1)
    let fault = #expect(throws: TenantError.self) { try count(acme, "definition", "2026-11-20", 1, 1) }
    #expect(fault?.code == .overflow)
    try count(acme, "definition", "2026-11-21", 1, 1)
    #expect(throws: TenantError.self) { try administration.shadowReports() }
  }

  @Test func countsLeaveWithTheTenant() throws {
    try count(acme, "definition", "2026-11-20", 5, 1)
    #expect(try store.read { try $0.rowCounts(of: acme) }["quota_shadow"] == 1)
    _ = try store.write { try $0.purgeRows(of: acme) }
    #expect(try administration.shadowReports().isEmpty)
  }

  @Test func aTierRehearsesAnotherOne() throws {
    let revision = try store.read { try $0.latestRevision() }
    let begun = try administration.setTierShadow(pro, TierShadow(as: free, share: 100))
    #expect(begun.value.shadow == TierShadow(as: free, share: 100))
    #expect(begun.value.version == 2 && begun.revision == revision + 1)
    #expect(try administration.tier(pro) == begun.value)
    #expect(begun.value.shadowTier(for: acme) == free)
    #expect(try !administration.setTierShadow(pro, TierShadow(as: free, share: 100)).hasChanged)
    let fault = #expect(throws: TenantError.self) { try administration.deleteTier(free) }
    #expect(fault?.code == .inUse)
    #expect(throws: TenantError.self) { try administration.setTierShadow(pro, nil, ifVersion: 1) }
    let ended = try administration.setTierShadow(pro, nil, ifVersion: 2)
    #expect(ended.value.shadow == nil && ended.value.shadowTier(for: acme) == nil)
    #expect(try administration.deleteTier(free).hasChanged)
  }

  @Test func rehearsalsThatCannotBeAreRefused() throws {
    for (tier, share) in [("pro", 10), ("gold", 10), ("free", 0), ("free", 101)] {
      #expect(throws: TenantError.self, "\(tier) \(share)") {
        try administration.setTierShadow(pro, TierShadow(as: Slug(parsing: tier), share: share))
      }
    }
    #expect(throws: TenantError.self) {
      try administration.setTierShadow(Slug(parsing: "gold"), TierShadow(as: free, share: 5))
    }
  }
}
