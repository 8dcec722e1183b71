// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

@testable import TenantStore

/// Facts without any tenant but two.
private struct TwoOwners: AttributionFacts {
  let tenants: [TenantID]

  func owner(by key: OwnerKey, _ value: String) throws -> TenantID? { value == "11" ? tenants[0] : nil }
  func usage(of meter: MeterName, in span: UsageSpan) throws -> [TenantID: UInt64] {
    [tenants[0]: 3, tenants[1]: 4]
  }
  func activeSeconds(in period: BillingPeriod) throws -> [TenantID: UInt64] { [:] }
  func heads() throws -> [TenantID] { tenants }
}

@Suite struct CostStoreTests {
  private let store: TemporaryStore
  private let dollar: CurrencyCode
  private let september: BillingPeriod
  private let october: BillingPeriod
  private let tenants: [TenantID]

  init() throws {
    store = try TemporaryStore()
    dollar = try CurrencyCode(parsing: "USD")
    september = try BillingPeriod(parsing: "2024-09")
    october = try BillingPeriod(parsing: "2024-10")
    let clock = store.clock.now
    tenants = try store.write { writer in
      try ["acme", "globex"].enumerated().map { index, slug in
        let tenant = Tenant(
          id: TenantID(bits: UInt128(index + 1)), slug: try Slug(parsing: slug), name: slug,
          tier: try Slug(parsing: "free"), homeRegion: try Region(parsing: "eu-west-1"), createdAt: clock)
        try writer.insert(tenant)
        return tenant.id
      }
    }
  }

  private func line(
    _ bill: String, _ number: Int64, _ amount: String, _ service: String, _ period: BillingPeriod
  ) throws -> BillLine {
    BillLine(
      bill: try BillID(parsing: bill), number: number, period: period,
      cost: Money(try ExactAmount(parsing: amount), dollar), service: service)
  }

  /// Stores a bill whose sums are those of its lines.
  private func importBill(_ name: String, _ lines: [BillLine]) throws {
    try store.write { writer in
      for line in lines {
        try writer.insert(line)
        try writer.insertTotal(
          of: line.bill, period: line.period, service: line.service + "-\(line.number)", cost: line.cost, lines: 1)
      }
      try writer.insert(
        Bill(
          id: try BillID(parsing: name), source: "test.csv", layout: "cost=A", digest: "digest of \(name)",
          lines: Int64(lines.count), totals: [], importedAt: store.clock.now))
    }
  }

  private func attribute(_ rules: [CostRule], _ period: BillingPeriod) throws -> AttributionRun {
    try store.write { writer in
      let run = try Attribution.run(
        rules, over: writer.billLines(of: period), of: period, facts: TwoOwners(tenants: tenants))
      let totals = try run.totals()
      let summary = try CostRun(run, totals: totals, rules: rules, hash: "hash", attributedAt: store.clock.now)
      try writer.replaceAttribution(
        summary, run, totals: totals,
        positions: [
          tenants[0]: TenantPosition(tier: "free", pool: "eu"), tenants[1]: TenantPosition(tier: "pro", pool: ""),
        ])
      return run
    }
  }

  private func rules() throws -> [CostRule] {
    try [
      CostRule(
        name: Slug(parsing: "owners"), priority: 1, conditions: [LineCondition(parsing: "category=Own")],
        method: .direct(owner: .slug, field: .subAccount), createdAt: store.clock.now),
      CostRule(
        name: Slug(parsing: "idle"), priority: 2, conditions: [LineCondition(parsing: "service=db")],
        method: .proportional(meter: MeterName(parsing: "cpu"), window: .charge, capacity: 10),
        createdAt: store.clock.now),
    ]
  }

  private func owned(_ number: Int64, _ amount: String, account: String) throws -> BillLine {
    var line = try line("sep", number, amount, "api", september)
    line.category = "Own"
    line.subAccount = account
    return line
  }

  @Test func linesComeBackAsTheyWere() throws {
    var full = try line("sep", 2, "-0.00000000603", "db", september)
    full.provider = "AWS"
    full.billingAccount = "0123456789012345678901234567890123456789"
    full.subAccount = "51738928782"
    full.category = "Databases"
    full.chargeCategory = "Credit"
    full.region = "eu-west-1"
    full.resource = "arn:aws:rds:é"
    full.summary = "A \"quoted\" line"
    full.chargeStart = try Timestamp(parsing: "2024-09-18T22:00:00Z")
    full.chargeEnd = try Timestamp(parsing: "2024-09-18T23:00:00Z")
    full.tags = ["team": "core", " org": "trey"]
    let bare = try line("sep", 3, "0", "", september)
    try importBill("sep", [bare, full])
    #expect(try store.read { try $0.billLines(of: september) } == [full, bare])
    #expect(try store.read { try $0.billLines(of: october) }.isEmpty)
    #expect(try store.read { try $0.billedPeriods() } == [september])
  }

  @Test func aBillIsFoundByNameAndDigestWithItsSums() throws {
    let name = try BillID(parsing: "sep")
    try importBill(
      "sep",
      [
        line("sep", 2, "0.1", "db", september), line("sep", 3, "0.2", "api", september),
        line("sep", 4, "9", "db", october),
      ])
    let bill = try #require(try store.read { try $0.bill(name) })
    #expect(bill.totals.map(\.period) == [september, october])
    #expect(bill.totals.map(\.cost.amount.description) == ["0.3", "9"])
    #expect(bill.totals.map(\.lines) == [2, 1])
    #expect(try bill.total().description == "9.3 USD")
    #expect(try store.read { try $0.bill(digest: "digest of sep") } == name)
    #expect(try store.read { try $0.bill(digest: "other") } == nil)
    #expect(try store.read { try $0.bills() } == [bill])
    try store.write { try $0.deleteBill(name) }
    #expect(try store.read { try $0.bill(name) } == nil)
    #expect(try store.read { try $0.billLines(of: september) }.isEmpty)
  }

  @Test func aBillWithoutRecordIsNotCommitted() throws {
    let orphan = try line("sep", 2, "1", "db", september)
    #expect(throws: TenantError.self) { try store.write { try $0.insert(orphan) } }
    #expect(try store.read { try $0.billLines(of: september) }.isEmpty)
  }

  @Test func anAttributionComesBackAsItWasComputed() throws {
    try importBill(
      "sep",
      [
        owned(2, "3", account: "11"), owned(3, "4", account: "12"), line("sep", 4, "10", "db", september),
        line("sep", 5, "-0.000000000001", "disk", september), line("sep", 6, "1", "db", october),
      ])
    let run = try attribute(rules(), september)
    #expect(try store.read { try $0.attribution(of: september) } == run)
    #expect(try store.read { try $0.attribution(of: october) } == nil)
    let summary = try #require(try store.read { try $0.costRuns(in: BillingPeriodRange(september)) }.first)
    #expect(summary.lines == 4)
    #expect(summary.tenants == 2)
    #expect(summary.billed.map(\.description) == ["16.999999999999 USD"])
    #expect(summary.attributed.map(\.description) == ["10 USD"])
    #expect(
      summary.remainders.map { "\($0.reason.rawValue) \($0.cost)" }
        == ["no-rule -0.000000000001 USD", "no-owner 4 USD", "idle 3 USD"])
  }

  @Test func attributingAgainReplacesTheMonthAndNoOther() throws {
    try importBill("sep", [line("sep", 2, "7", "db", september), line("sep", 3, "7", "db", october)])
    _ = try attribute(rules(), september)
    let kept = try attribute(rules(), october)
    let replaced = try attribute([], september)
    #expect(try store.read { try $0.attribution(of: september) } == replaced)
    #expect(try store.read { try $0.attribution(of: october) } == kept)
    try store.write { try $0.deleteAttribution(of: september) }
    #expect(try store.read { try $0.attribution(of: september) } == nil)
    #expect(try store.read { try $0.costRuns() }.map(\.period) == [october])
  }

  @Test func sumsAreExactInEveryGrouping() throws {
    try importBill(
      "sep",
      [owned(2, "3", account: "11"), line("sep", 4, "10", "db", september), line("sep", 5, "5", "disk", october)])
    _ = try attribute(rules(), september)
    func sums(_ grouping: CostGrouping, _ range: BillingPeriodRange = .all) throws -> Set<String> {
      try store.read { reader in
        let rows =
          try reader.attributedSums(by: grouping, in: range) + reader.notAttributedSums(by: grouping, in: range)
        return Set(rows.map { "\($0.name ?? "-") \($0.reason?.rawValue ?? "-") \($0.cost.amount)" })
      }
    }
    let acme = tenants[0].rawValue
    let globex = tenants[1].rawValue
    #expect(try sums(.tenant) == ["\(acme) - 6", "\(globex) - 4", "- idle 3", "- not-attributed 5"])
    #expect(
      try sums(.service) == ["api - 3", "db - 7", "db idle 3", "disk-5 not-attributed 5"])
    #expect(try sums(.tier) == ["free - 6", "pro - 4", "- idle 3", "- not-attributed 5"])
    #expect(try sums(.pool) == ["eu - 6", " - 4", "- idle 3", "- not-attributed 5"])
    #expect(try sums(.period) == ["2024-09 - 10", "2024-09 idle 3", "2024-10 not-attributed 5"])
    #expect(try sums(.tier, BillingPeriodRange(october)) == ["- not-attributed 5"])
    #expect(try store.read { try $0.billedTotals(in: .all) }.description == "18 USD")
    #expect(try store.read { try $0.billedTotals(in: BillingPeriodRange(october)) }.description == "5 USD")
  }

  @Test func aPartysTotalsAreReadByMonth() throws {
    try importBill("sep", [line("sep", 4, "10", "db", september)])
    _ = try attribute(rules(), september)
    let totals = try store.read { try $0.costTotals(of: .tenant(tenants[0]), in: .all) }
    #expect(totals.keys.map(\.rawValue) == ["2024-09"])
    #expect(totals[september]?.map(\.cost.description) == ["3 USD"])
    #expect(try store.read { try $0.costTotals(of: .remainder(.idle), in: .all) }[september]?.count == 1)
    #expect(
      try store.read { try $0.costTotals(of: .tenant(tenants[0]), in: BillingPeriodRange(october)) }.isEmpty)
  }

  @Test(arguments: [
    ("UPDATE cost_rollup SET amount = 'much'", "much"), ("UPDATE cost_rollup SET currency = 'dollars'", "dollars"),
    ("UPDATE cost_rollup SET party = 'somebody' WHERE tier = ''", "somebody"),
    ("UPDATE cost_bill_total SET amount = '1e'", "1e"),
  ])
  func damageIsNamedAndNeverSummed(sql: String, value: String) throws {
    try importBill("sep", [line("sep", 4, "10", "db", september), line("sep", 5, "1", "disk", september)])
    _ = try attribute(rules(), september)
    try store.write { _ = try $0.run(sql) }
    let error = #expect(throws: (any Error).self) {
      try store.read { reader in
        _ = try reader.attributedSums(by: .tenant, in: .all)
        _ = try reader.billedTotals(in: .all)
      }
    }
    #expect("\(String(describing: error))".contains(value))
  }

  @Test func aLostLineMakesTheAttributionUnreadable() throws {
    try importBill("sep", [line("sep", 4, "10", "db", september), line("sep", 5, "1", "disk", september)])
    _ = try attribute(rules(), september)
    try store.write { _ = try $0.run("DELETE FROM cost_line WHERE line = 5") }
    #expect(
      #expect(throws: TenantError.self) { try store.read { try $0.attribution(of: september) } }?.code == .storeCorrupt)
  }

  @Test func doctorFindsLostLinesWeightsAndTenants() throws {
    try importBill("sep", [line("sep", 4, "10", "db", september), line("sep", 5, "1", "disk", september)])
    _ = try attribute(rules(), september)
    func findings() throws -> [String] {
      try store.read { reader in
        try StoreInvariant.costInvariants.filter { invariant in
          try reader.first(invariant.sql, [], { $0.text(0) }) != nil
        }.map(\.name)
      }
    }
    #expect(try findings().isEmpty)
    try store.write { _ = try $0.run("DELETE FROM cost_line WHERE line = 5") }
    #expect(try findings() == ["cost-bill-lines", "cost-outcomes"])
    try store.write {
      _ = try $0.run("UPDATE cost_rollup SET party = 't_00000000000000000000000099' WHERE tier = 'pro'")
    }
    #expect(try findings() == ["cost-bill-lines", "cost-outcomes", "cost-parties"])
  }

  @Test func aWeightThatTheStoreCannotHoldIsRefused() {
    #expect(#expect(throws: TenantError.self) { try SQLValue(weight: .max) }?.code == .overflow)
    #expect(throws: Never.self) { try SQLValue(weight: UInt64(Int64.max)) }
  }

  @Test func rulesAreReadInTheOrderInWhichTheyAreTried() throws {
    let rules = try rules()
    try store.write { writer in
      for rule in rules.reversed() { try writer.put(rule) }
    }
    #expect(try store.read { try $0.costRules() } == rules)
    #expect(try store.read { try $0.costRule(rules[1].name) } == rules[1])
    try store.write { try $0.deleteCostRule(rules[1].name) }
    #expect(
      #expect(throws: TenantError.self) { try store.read { try $0.requireCostRule(rules[1].name) } }?.code
        == .costRuleNotFound)
    try store.write { _ = try $0.run("UPDATE cost_rule SET document = '{}'") }
    #expect(#expect(throws: TenantError.self) { try store.read { try $0.costRules() } }?.code == .storeCorrupt)
  }

  @Test func theReportReadsTheIndexOfItsMonths() throws {
    let plan = try store.read { reader in
      try reader.rows(
        """
        EXPLAIN QUERY PLAN SELECT party, tier, currency, amount, party FROM cost_rollup
        WHERE period BETWEEN ?1 AND ?2
        """, [.text("2024-09"), .text("2024-09")]
      ) { $0.text(3) }
    }
    #expect(plan.first?.contains("COVERING INDEX cost_rollup_by_period") == true, "\(plan)")
  }
}
