// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import TenantStore
import TenantTestSupport
import Testing

/// What a report says is used is what counts against the limit, which is more than what was metered where a holder died.
@Suite struct QuotaUseTests {
  private let store: TemporaryStore
  private let administration: Administration
  private let acme: TenantID
  private let exports: QuotaKey

  init() throws {
    store = try TemporaryStore()
    try store.addSharedPool()
    administration = try store.administration()
    acme = try administration.onboard(.sample("acme", tier: "pro")).value.id
    exports = try QuotaKey(parsing: "exports")
  }

  private func set(_ allowance: String, for target: QuotaTarget) throws {
    _ = try administration.setQuota(
      QuotaRequest(key: exports, target: target, allowance: try QuotaAllowance(parsing: allowance)))
  }

  /// Lets a process take units, tell the store of some that it spent, and die.
  private func die(holding units: Int64, spent: Int64, of user: String? = nil) throws {
    let month = Period(start: try Timestamp(parsing: "2026-11-01"), end: try Timestamp(parsing: "2026-12-01"))
    let key = LeaseKey(tenant: acme, quota: exports, user: user, period: month)
    let meter = try exports.meter()
    try store.write { writer in
      _ = try writer.lease(
        LeaseRequest(
          key: key, meter: meter, limit: 100, holder: "h1", sequence: 0, want: units, need: units,
          now: store.clock.now, lifetime: 60_000_000))
      _ = try writer.report(
        LeaseReport(
          key: key, meter: meter, holder: "h1", sequence: 0, totalSpent: spent, meteredSpent: spent, returned: 0,
          isFinal: false, now: store.clock.now))
    }
    store.clock.advance(seconds: 120)
    _ = try store.write { try $0.reclaim(now: store.clock.now) }
  }

  @Test func unitsOfADeadHolderAreUsed() throws {
    try set("100/month", for: .tenant(.id(acme)))
    #expect(try administration.quotaReport(exports, of: .id(acme)).standing?.used == 0)
    try die(holding: 40, spent: 10)
    let report = try administration.quotaReport(exports, of: .id(acme))
    #expect(report.standing?.used == 40 && report.standing?.remaining == 60 && report.standing?.percent == 40)
    #expect(report.metered == 10)
    let listed = try administration.quotaReports(of: .id(acme)).first { $0.key == exports }
    #expect(listed?.standing == report.standing && listed?.metered == 10)
    let explained = try administration.quotaExplanation(exports, of: .id(acme))
    #expect(explained.ledger?.used == report.standing?.used && explained.ledger?.counted == report.metered)
  }

  @Test func aUsersUseIsKnownWhereItWasLeased() throws {
    try set("100/month", for: .tenant(.id(acme)))
    try set("50/month", for: .user(.id(acme), "ann"))
    #expect(try administration.quotaReport(exports, of: .id(acme), user: "ann").standing == nil)
    try die(holding: 20, spent: 5, of: "ann")
    let report = try administration.quotaReport(exports, of: .id(acme), user: "ann")
    #expect(report.standing == QuotaStanding(used: 20, limit: 50) && report.metered == nil)
  }

  @Test func ratesAndWhatIsHeldAtOnceHaveNoLedger() throws {
    for allowance in ["5/s", "5"] {
      try set(allowance, for: .tenant(.id(acme)))
      let report = try administration.quotaReport(exports, of: .id(acme))
      #expect(report.standing == nil && report.metered == nil)
    }
  }
}
