// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

@testable import TenantStore

@Suite struct QuotaReconcileTests {
  private let harness: CommandHarness
  private let tenants: [TenantID]

  init() throws {
    harness = try CommandHarness()
    try harness.store.addSharedPool()
    for slug in ["acme", "globex"] { harness.run("tenant onboard \(slug) --tier pro --region eu-west-1") }
    let store = harness.store
    tenants = try ["acme", "globex"].map { slug in
      try store.read { try $0.requireTenant(.slug(Slug(parsing: slug))) }.id
    }
  }

  /// Lets a process spend some of what it is granted.
  private func spend(
    _ units: Int64, of granted: Int64, by tenant: Int, quota: String = "llm.tokens", month: Int = 11,
    thresholds: [Int] = []
  ) throws {
    let key = LeaseKey(
      tenant: tenants[tenant], quota: try QuotaKey(parsing: quota),
      period: Period(
        start: try Timestamp(parsing: "2026-\(month)-01"), end: try Timestamp(parsing: "2026-\(month + 1)-01")))
    let meter = try MeterName(parsing: quota)
    let now = max(
      key.period.start, min(harness.store.clock.now, key.period.end.advanced(by: .seconds(-1)) ?? key.period.end))
    try harness.store.write { writer in
      _ = try writer.lease(
        LeaseRequest(
          key: key, meter: meter, limit: granted, holder: "h1", sequence: 0, want: granted, need: granted, now: now,
          lifetime: 60_000_000))
      var report = LeaseReport(
        key: key, meter: meter, holder: "h1", sequence: 0, totalSpent: units, meteredSpent: units, now: now,
        limit: granted)
      report.thresholds = thresholds
      try writer.report(report)
    }
  }

  @Test func nothingToReconcileIsSaidInWords() {
    let result = harness.run("quota reconcile")
    #expect(result.status == 0 && result.output == "")
    #expect(result.errors == "no ledgers\nreconciled 0 ledgers: no differences\n")
  }

  @Test func ledgersThatAgreeAreListedWithTheirNumbers() throws {
    try spend(30, of: 100, by: 0)
    try spend(7, of: 10, by: 1)
    try spend(5, of: 5, by: 0, month: 10)
    let result = harness.run("quota reconcile --fields tenant,quota,settled,outstanding,counted,difference -o csv")
    #expect(result.status == 0)
    #expect(
      result.output == """
        tenant,quota,settled,outstanding,counted,difference
        acme,llm.tokens,30,70,30,0
        globex,llm.tokens,7,3,7,0

        """)
    #expect(result.errors == "reconciled 2 ledgers: no differences\n")
    let all = try harness.json("quota reconcile --tenant acme --period all")
    #expect(all.array?.compactMap { $0["periodStart"]?.string } == ["2026-10-01T00:00:00Z", "2026-11-01T00:00:00Z"])
    #expect(try harness.json("quota reconcile --tenant acme --period 2026-10").array?.count == 1)
    #expect(try harness.json("quota reconcile --tenant acme --quota api.requests").array?.isEmpty == true)
    #expect(harness.run("quota reconcile --limit 1 -q").errors == "")
    #expect(harness.run("quota reconcile --tenant nobody").status == 3)
    #expect(harness.run("quota reconcile --period soon").status == 2)
    #expect(harness.run("doctor").status == 0)
  }

  @Test func aDifferenceIsShownAndEndsWithItsStatus() throws {
    try spend(30, of: 100, by: 0)
    try spend(7, of: 10, by: 1)
    let driver = try SQLiteConnection(path: harness.store.path, access: .readWrite, busyTimeoutMilliseconds: 1_000)
    try driver.execute("DELETE FROM usage_event WHERE tenant = '\(tenants[1])'")
    let result = harness.run("quota reconcile --limit 1 --fields tenant,difference,findings -o jsonl")
    #expect(result.status == 6)
    #expect(result.output == "{\"difference\":0,\"findings\":[],\"tenant\":\"acme\"}\n")
    #expect(result.errors.contains("1 of 2 ledgers do not agree"))
    let globex = harness.run("quota reconcile --tenant globex --fields difference,findings -o jsonl")
    #expect(globex.output == "{\"difference\":7,\"findings\":[\"events\"]}\n")
  }

  @Test func alertsAreInTheJournalAndInTheHistoryOfTheQuota() throws {
    try spend(85, of: 100, by: 0, thresholds: [50, 80, 100])
    #expect(harness.run("journal list -q --kind quota.alert --tenant acme").output.split(separator: "\n").count == 2)
    let history = harness.run("quota history llm.tokens --tenant acme")
    #expect(history.status == 0)
    #expect(history.output.contains("80% of 100 used") && history.output.contains("50% of 100 used"))
  }
}
