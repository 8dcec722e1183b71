// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

@testable import TenantStore

/// How ledgers stand to metering, to one another, and to the tenant's life.
@Suite struct LedgerTests {
  private let fixture: LeaseFixture
  private let key: LeaseKey

  init() throws {
    fixture = try LeaseFixture(connections: 2)
    key = try fixture.key()
  }

  private func ingest(_ quantity: Int64, id: String) throws {
    let event = try UsageEvent(
      tenant: fixture.acme.rawValue, source: "gateway", id: id, time: fixture.store.clock.now,
      quantities: [UsageQuantity(meter: fixture.calls, amount: quantity)])
    try fixture.write { writer in
      _ = try writer.ingest(
        [NumberedUsageEvent(event, line: 1)], directory: UsageTenantDirectory(rule: .id),
        policy: UsageWindowPolicy(now: fixture.store.clock.now, allowsBackfill: false))
    }
  }

  @Test func whatOthersCountedIsUsedToo() throws {
    try ingest(70, id: "1")
    #expect(try fixture.units(fixture.request(key, 0, limit: 100, need: 31)) == 0)
    #expect(try fixture.units(fixture.request(key, 1, limit: 100, need: 30)) == 30)
    try fixture.report(key, 1, spent: 30)
    #expect(try fixture.use(key).used == 100)
  }

  @Test func aReversalTakesNoAdmissionBack() throws {
    _ = try fixture.units(fixture.request(key, 0, limit: 100, need: 40))
    try fixture.report(key, 0, spent: 40)
    try ingest(10, id: "1")
    let reversal = try UsageEvent(
      tenant: fixture.acme.rawValue, source: key.usageSource, id: "credit", reversing: "\(key.usagePrefix)h1/0/40",
      time: fixture.store.clock.now)
    let result = try fixture.write { writer in
      try writer.ingest(
        [NumberedUsageEvent(reversal, line: 1)], directory: UsageTenantDirectory(rule: .id),
        policy: UsageWindowPolicy(now: fixture.store.clock.now, allowsBackfill: false))
    }
    #expect(result.reversals == 1)
    let use = try fixture.use(key)
    #expect(use.counted == 10 && use.used == 40)
    let account = try #require(try fixture.store.read { try $0.quotaAccounts(of: fixture.acme) }.first)
    #expect(account.reversed == 40 && account.findings.isEmpty)
  }

  @Test func aUsersUnitsAreCountedByItsOwnLedgerAndMeteredOnce() throws {
    let user = try fixture.key(user: "u/1")
    #expect(try fixture.units(fixture.request(key, 0, limit: 100, need: 20)) == 20)
    #expect(try fixture.units(fixture.request(user, 0, limit: 10, need: 8)) == 8)
    #expect(try fixture.units(fixture.request(user, 1, limit: 10, need: 3)) == 0)
    try fixture.write { writer in
      for (key, metered) in [(key, 5), (user, 0)] as [(LeaseKey, Int64)] {
        try writer.report(
          LeaseReport(
            key: key, meter: fixture.calls, holder: "h1", sequence: 0, totalSpent: 5, meteredSpent: metered,
            now: fixture.store.clock.now))
      }
    }
    #expect(try fixture.use(user).used == 5 && fixture.use(user).counted == 0)
    #expect(try fixture.use(key).used == 5 && fixture.use(key).counted == 5)
    #expect(try fixture.use(fixture.key(user: "u")).used == 0)
    // Without a quota of the tenant as a whole, the user's meters.
    try fixture.report(user, 0, spent: 8, metered: 3)
    #expect(try fixture.use(key).counted == 8)
    let accounts = try fixture.store.read { try $0.quotaAccounts(of: fixture.acme) }
    #expect(accounts.map(\.user) == [nil, "u/1"] && accounts.map(\.counted) == [5, 3])
    #expect(accounts.allSatisfy { $0.findings.isEmpty })
    #expect(try fixture.faults().isEmpty)
  }

  @Test func severalQuotasOfOneMeterCountTheSameUseOnce() throws {
    let day = try fixture.key("calls.daily", from: "2026-11-23", until: "2026-11-24")
    for ledger in [key, day] { _ = try fixture.units(fixture.request(ledger, 0, limit: 100, need: 10)) }
    try fixture.write { writer in
      for (key, metered) in [(day, 6), (key, 0)] as [(LeaseKey, Int64)] {
        try writer.report(
          LeaseReport(
            key: key, meter: fixture.calls, holder: "h1", sequence: 0, totalSpent: 6, meteredSpent: metered,
            now: fixture.store.clock.now))
      }
    }
    #expect(try fixture.use(key).used == 6 && fixture.use(day).used == 6)
  }

  @Test func aClockThatStepsOverTheEndOfAPeriodGivesNoRoom() throws {
    // Here the month meters, whose instant a clock that was set back puts on the day before.
    let day = try fixture.key("calls.daily", from: "2026-11-23", until: "2026-11-24")
    for ledger in [key, day] { _ = try fixture.units(fixture.request(ledger, 0, limit: 10, need: 10)) }
    let noon = fixture.store.clock.now
    fixture.store.clock.now = try Timestamp(parsing: "2026-11-22T23:00:00Z")
    try fixture.report(day, 0, spent: 10, metered: 0)
    try fixture.report(key, 0, spent: 10)
    fixture.store.clock.now = noon
    let use = try fixture.use(day)
    #expect(use.counted == 0 && use.used == 10)
    #expect(try fixture.units(fixture.request(day, 1, by: "h2", limit: 10)) == 0)
  }

  @Test func unitsBeyondTheLimitAreGrantedWhereTheyAreBilled() throws {
    var request = fixture.request(key, 0, limit: 10, want: 8, need: 8)
    request.allowsOverrun = true
    #expect(try fixture.units(request) == 8)
    request.sequence = 1
    guard case .granted(let grant) = try fixture.lease(request) else {
      Issue.record("not granted")
      return
    }
    #expect(grant.units == 8 && grant.beyond == 6 && grant.remaining == 0)
    try fixture.report(key, 1, spent: 2)
    #expect(try fixture.use(key).overrun == 0)
    try fixture.report(key, 1, spent: 5)
    let use = try fixture.use(key)
    #expect(use.settled == 2 && use.overrun == 3 && use.used == 5)
    #expect(try fixture.faults().isEmpty)
  }

  @Test func whatAnOutageAdmittedIsCountedOnce() throws {
    var report = OverrunReport(
      key: key, meter: fixture.calls, holder: "h1", sequence: 4, total: 7, metered: 7, now: fixture.store.clock.now)
    for _ in 0..<2 { #expect(try fixture.write { try $0.addOverrun(report) }.used == 7) }
    report.total = 9
    report.metered = 9
    let use = try fixture.write { try $0.addOverrun(report) }
    #expect(use.overrun == 9 && use.settled == 0 && use.counted == 9 && use.used == 9)
    // Numbers of leases and outages are one sequence.
    _ = try fixture.units(fixture.request(key, 5, limit: 100))
    report.sequence = 5
    #expect(throws: TenantError.self) { try fixture.write { try $0.addOverrun(report) } }
    let user = try fixture.key(user: "u")
    report = OverrunReport(
      key: user, meter: fixture.calls, holder: "h1", sequence: 0, total: 3, metered: 0, now: fixture.store.clock.now)
    #expect(try fixture.write { try $0.addOverrun(report) }.used == 3)
    #expect(try fixture.faults().isEmpty)
  }

  @Test func anAlertIsRaisedOnceHoweverManyProcessesSeeIt() throws {
    func report(_ holder: String, _ spent: Int64, on connection: Int) throws {
      var report = LeaseReport(
        key: key, meter: fixture.calls, holder: holder, sequence: 0, totalSpent: spent, meteredSpent: spent,
        now: fixture.store.clock.now, limit: 100)
      report.thresholds = [50, 80, 100]
      try fixture.write(on: connection) { try $0.report(report) }
    }
    func alerts() throws -> [Int] { try fixture.store.read { try $0.quotaAlerts(of: fixture.acme) }.map(\.threshold) }
    let revision = try fixture.store.read { try $0.latestRevision() }
    for (index, holder) in ["h1", "h2"].enumerated() {
      #expect(try fixture.units(fixture.request(key, 0, by: holder, limit: 100, need: 50), on: index) == 50)
    }
    #expect(try fixture.store.read { try $0.latestRevision() } == revision)
    try report("h1", 49, on: 0)
    #expect(try alerts().isEmpty)
    try report("h2", 31, on: 1)
    try report("h1", 49, on: 0)
    try report("h2", 31, on: 1)
    #expect(try alerts() == [50, 80])
    try report("h1", 50, on: 1)
    try report("h2", 50, on: 0)
    var request = fixture.request(key, 0, by: "h3", limit: 100)
    request.thresholds = [50, 80, 100]
    for connection in 0..<2 { _ = try fixture.lease(request, on: connection) }
    #expect(try alerts() == [50, 80, 100])
    var entries: [JournalEntry] = []
    try fixture.store.read { reader in
      try reader.forEachJournalEntry(JournalFilter(tenant: fixture.acme)) { entry in
        if entry.kind == .quotaAlert { entries.append(entry) }
        return true
      }
    }
    #expect(entries.count == 3 && entries.allSatisfy { $0.key == "calls.monthly" && $0.actor == "service" })
    let last = try CanonicalJSON.value(QuotaAlert.self, from: #require(entries.last?.after))
    #expect(try fixture.store.read { try $0.quotaAlerts(of: fixture.acme) }.last == last)
    #expect(last.used == 100 && last.limit == 100)
    // The next period has alerts of its own.
    var next = request
    next.key = try fixture.key(from: "2026-12-01", until: "2027-01-01")
    next.now = next.key.period.start
    next.limit = 1
    try fixture.write { try $0.lease(next) }
    #expect(try alerts().count == 3)
  }

  @Test func leasesOfWhichAllIsKnownAreForgottenAndTheLedgerStaysWhole() throws {
    _ = try fixture.units(fixture.request(key, 0, limit: 100, need: 10))
    _ = try fixture.units(fixture.request(key, 1, limit: 100, need: 10))
    try fixture.report(key, 0, spent: 7, isFinal: true)
    try fixture.report(key, 1, spent: 2)
    try fixture.expireAll()
    fixture.store.clock.advance(seconds: 2 * 86_400)
    try fixture.write { try $0.reclaim(now: fixture.store.clock.now) }
    let leases = try fixture.store.read { try $0.storedLeases(of: key) }
    #expect(leases.map(\.sequence) == [1])
    let use = try fixture.use(key)
    #expect(use.settled == 9 && use.burned == 8 && use.used == 17)
    let account = try #require(try fixture.store.read { try $0.quotaAccounts(of: fixture.acme) }.first)
    #expect(account.spent == 9 && account.findings.isEmpty)
    // A report that comes very late is not taken for one of a lease that nobody knows.
    for spent in [5, 7] as [Int64] { #expect(try !fixture.report(key, 0, spent: spent, isFinal: true).isOpen) }
    #expect(try fixture.use(key) == use)
    #expect(try fixture.faults().isEmpty)
  }

  @Test func leasesThatHaveEndedAreNotReadAgainForEachGrant() throws {
    let driver = fixture.connections[0].driver
    func plan(_ condition: String) throws -> String {
      let statement = try driver.statement("EXPLAIN QUERY PLAN SELECT units FROM quota_lease WHERE \(condition)")
      defer { statement.reset() }
      return try statement.step() ? statement.text(3) : ""
    }
    // The conditions and orders of the statements that grant, reclaim and forget.
    let ledger = "tenant = 'a' AND quota = 'b' AND user_id = '' AND period_start = 1"
    #expect(try plan("\(ledger) AND ended_at IS NULL ORDER BY expires_at").contains("INDEX quota_lease_open"))
    #expect(try plan("ended_at IS NULL AND expires_at < 1 ORDER BY expires_at").contains("INDEX quota_lease_by_expiry"))
    #expect(
      try plan("ended_at IS NOT NULL AND units = spent + returned AND ended_at < 1 ORDER BY ended_at")
        .contains("INDEX quota_lease_accounted"))
  }

  @Test func aTenantThatLeavesTakesItsLedgersAlong() throws {
    _ = try fixture.units(fixture.request(key, 0, limit: 10, need: 10))
    var report = LeaseReport(
      key: key, meter: fixture.calls, holder: "h1", sequence: 0, totalSpent: 10, meteredSpent: 10,
      now: fixture.store.clock.now, limit: 10)
    report.thresholds = [100]
    try fixture.write { try $0.report(report) }
    let counts = try fixture.store.read { try $0.rowCounts(of: fixture.acme) }
    #expect(counts["quota_lease"] == 1 && counts["quota_ledger"] == 1 && counts["quota_alert"] == 1)
    try fixture.write { writer in
      let before = try writer.requireTenant(.id(fixture.acme))
      var after = before
      after.state = .offboarded
      try writer.update(after)
      _ = try writer.purgeRows(of: fixture.acme)
    }
    // A holder that did not hear of it must not bring anything back.
    let faults = [
      #expect(throws: TenantError.self) { try fixture.write { try $0.report(report) } },
      #expect(throws: TenantError.self) { try fixture.lease(fixture.request(key, 1, limit: 10)) },
    ]
    #expect(faults.allSatisfy { $0?.code == .tenantNotFound })
    #expect(try fixture.store.read { try $0.rowCounts(of: fixture.acme) }["quota_lease"] == nil)
    let nobody = LeaseKey(tenant: TenantID(bits: 9), quota: key.quota, period: key.period)
    #expect(throws: TenantError.self) { try fixture.lease(fixture.request(nobody, 0, limit: 10)) }
  }

  @Test(
    arguments: [
      ("UPDATE quota_ledger SET settled = settled + 1", QuotaAccount.Finding.leases, "quota-ledgers"),
      ("UPDATE quota_ledger SET burned = burned - 1", .burned, "quota-ledgers"),
      ("DELETE FROM usage_event", .events, nil),
      ("UPDATE usage_rollup SET quantity = quantity - 1", .sums, nil),
      ("DELETE FROM quota_ledger", nil, "quota-lease-ledgers"),
    ] as [(String, QuotaAccount.Finding?, String?)])
  func whatSomebodyElseChangedIsFound(_ damage: String, _ finding: QuotaAccount.Finding?, _ check: String?) throws {
    _ = try fixture.units(fixture.request(key, 0, limit: 100, need: 40))
    try fixture.report(key, 0, spent: 10)
    try fixture.expireAll()
    #expect(try fixture.faults().isEmpty)
    try fixture.connections[0].driver.execute(damage)
    let accounts = try fixture.store.read { try $0.quotaAccounts(of: fixture.acme) }
    #expect(accounts.flatMap(\.findings) == (finding.map { [$0] } ?? []))
    if let check { #expect(try fixture.faults().map(\.check) == [check]) }
  }
}
