// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import TenantTestSupport
import Testing

@testable import TenantStore

@Suite struct AttributeCostsTests {
  private let fixture: CostFixture
  private let direct = CostMethod.direct(owner: .external(kind: "sub-account"), field: .subAccount)

  init() throws { fixture = try CostFixture() }

  /// Counts use of the meter `calls` in the month of the fixture's clock.
  private func use(_ tenant: String, _ amount: Int64, id: String) throws {
    let event = try UsageEvent(
      tenant: tenant, source: "test", id: id, time: fixture.store.clock.now,
      quantities: [UsageQuantity(meter: MeterName(parsing: "calls"), amount: amount)])
    let policy = try UsageWindowPolicy(now: fixture.store.clock.now, allowsBackfill: true)
    try fixture.store.write { writer in
      _ = try writer.ingest(
        [NumberedUsageEvent(event, line: 1)], directory: UsageTenantDirectory(rule: .any), policy: policy)
    }
  }

  @Test func ownersPayAndTheRestIsVisible() throws {
    try fixture.set("own", direct)
    try fixture.importBill("2024-09,1,api,11\n2024-09,2,api,99\n2024-09,4,db,\n2024-09,-0.5,api,12\n")
    let outcome = try fixture.attribute("2024-09")
    #expect(outcome.hasChanged)
    #expect(try fixture.report() == ["acme - 1 USD", "globex - -0.5 USD", "- no-owner 6 USD"])
  }

  @Test func usersPayByUseInTheMonthOrInAnother() throws {
    try use("acme", 30, id: "a")
    try use("globex", 10, id: "b")
    let calls = try MeterName(parsing: "calls")
    try fixture.set("by-use", .proportional(meter: calls, window: .charge, capacity: nil))
    try fixture.importBill("2026-11,1,api,\n2024-09,1,api,\n")
    try fixture.attribute()
    #expect(try fixture.report(.tenant, "2026-11") == ["acme - 0.75 USD", "globex - 0.25 USD"])
    #expect(try fixture.report(.tenant, "2024-09") == ["- zero-weight 1 USD"])
    let window = try BillingPeriod(parsing: "2026-11")
    try fixture.set("by-use", .proportional(meter: calls, window: .month(window), capacity: 80))
    try fixture.attribute("2024-09")
    #expect(
      try fixture.report(.tenant, "2024-09") == ["acme - 0.375 USD", "globex - 0.125 USD", "- idle 0.5 USD"])
  }

  @Test func onlyActiveTimeIsChargedEvenly() throws {
    // The fixture's clock stands at noon of 23 November: seven and a half days of the month are left.
    fixture.store.clock.advance(seconds: 324_000)
    _ = try fixture.admin.suspend(TenantSelector(parsing: "globex"))
    fixture.store.clock.advance(seconds: 3600)
    var renaming = TenantChanges()
    renaming.name = "Globex Inc"
    _ = try fixture.admin.updateTenant(TenantSelector(parsing: "globex"), renaming)
    try fixture.set("even", .even(.time))
    try fixture.importBill("2026-11,5,api,\n2024-09,1,api,\n")
    try fixture.attribute()
    #expect(
      try fixture.report(.tenant, "2026-11") == ["acme - 2 USD", "initech - 2 USD", "globex - 1 USD"])
    #expect(try fixture.report(.tenant, "2024-09") == ["- zero-weight 1 USD"])
  }

  @Test func eachHeadPaysTheSame() throws {
    try fixture.set("even", .even(.head))
    try fixture.importBill("2024-09,1,api,\n")
    try fixture.attribute()
    let shares = try fixture.report()
    #expect(shares.contains("acme - 0.333333333333 USD") || shares.contains("acme - 0.333333333334 USD"))
    #expect(shares.count == 3)
  }

  @Test func attributingAgainChangesNothingUntilSomethingElseDoes() throws {
    try fixture.set("own", direct)
    try fixture.importBill("2024-09,1,api,11\n")
    let first = try fixture.attribute().value
    fixture.store.clock.advance(seconds: 60)
    let again = try fixture.attribute()
    #expect(!again.hasChanged && again.value == first)
    try fixture.set("own", direct, priority: 7)
    #expect(try fixture.attribute().hasChanged)
    var tier = TenantChanges()
    tier.tier = try Slug(parsing: "starter")
    _ = try fixture.admin.updateTenant(TenantSelector(parsing: "acme"), tier)
    #expect(try fixture.report(.tier) == ["pro - 1 USD"])
    #expect(try fixture.attribute().value.map(\.hash) != first.map(\.hash))
    #expect(try fixture.report(.tier) == ["starter - 1 USD"])
  }

  @Test func aDryRunAttributesNothing() throws {
    try fixture.importBill("2024-09,1,api,11\n")
    let outcome = try fixture.store.administration(dryRun: true).attributeCosts(in: .all)
    #expect(outcome.hasChanged && outcome.value.map(\.remainders.count) == [1])
    #expect(try fixture.report() == ["- not-attributed 1 USD"])
  }

  @Test func monthsWithoutBillAreRefused() throws {
    #expect(fixture.error { try fixture.attribute() }?.code == .notFound)
    try fixture.importBill("2024-09,1,api,11\n")
    #expect(fixture.error { try fixture.attribute("2024-10") }?.code == .notFound)
    #expect(try fixture.attribute("2024-08..2024-10").value.map(\.period.rawValue) == ["2024-09"])
  }

  @Test func whatIsImportedLaterIsNotAttributedYet() throws {
    try fixture.set("own", direct)
    try fixture.importBill("2024-09,1,api,11\n", as: "one")
    try fixture.attribute()
    try fixture.importBill("2024-09,2,api,11\n", as: "two")
    #expect(try fixture.report() == ["acme - 1 USD", "- not-attributed 2 USD"])
    let report = try fixture.admin.costReport(by: .service, in: .all)
    #expect(report.billed.description == "3 USD")
    #expect(report.attributed.description == "1 USD")
    #expect(report.notAttributed.description == "2 USD")
    try fixture.attribute()
    #expect(try fixture.report() == ["acme - 3 USD"])
  }

  @Test func aTenantThatLeftKeepsWhatItWasCharged() throws {
    try use("acme", 30, id: "a")
    try use("globex", 10, id: "b")
    try fixture.set("by-use", .proportional(meter: try MeterName(parsing: "calls"), window: .charge, capacity: nil))
    try fixture.importBill("2026-11,1,api,\n", as: "one")
    try fixture.attribute()
    fixture.store.clock.advance(seconds: 3600)
    try offboard("globex")
    let charged = ["acme - 0.75 USD", "globex - 0.25 USD"]
    #expect(try fixture.report() == charged)
    let refused = fixture.error { try fixture.attribute() }
    #expect(refused?.code == .inUse)
    #expect(
      refused?.message
        == "tenant 'globex' has left, and attributing 2026-11 again would charge others with its share of 'api', 0.25 USD"
    )
    // Time that it was active gives it a weight again, but not what it used.
    try fixture.importBill("2026-11,1,api,99\n", as: "two")
    try fixture.set("even", .even(.time), "subAccount=99", priority: 10)
    #expect(fixture.error { try fixture.attribute() }?.code == .inUse)
    #expect(try fixture.report() == charged + ["- not-attributed 1 USD"])
    try fixture.attribute(isForced: true)
    #expect(try fixture.report(.service) == ["api - 2 USD"])
  }

  @Test func whatATenantCostIsPartOfItsExportAndOfNobodyElses() throws {
    try use("acme", 30, id: "a")
    try use("globex", 10, id: "b")
    try fixture.set("by-use", .proportional(meter: try MeterName(parsing: "calls"), window: .charge, capacity: nil))
    try fixture.importBill("2026-11,1,api,\n")
    try fixture.attribute()
    var lines: [JSONValue] = []
    _ = try fixture.admin.exportRows(of: TenantSelector(parsing: "acme")) { table, line in
      if table.hasPrefix("cost") { lines.append(try JSONValue(parsing: String(decoding: line, as: UTF8.self))) }
    }
    #expect(lines.compactMap { $0["kind"]?.string } == ["cost_weight", "cost_rollup"])
    #expect(lines.first?["row"]?["weight"]?.number == "30")
    #expect(lines.last?["row"]?["amount"]?.string == "0.75")
    try offboard("acme")
    #expect(try fixture.report(.tenant, "2026-11") == ["acme - 0.75 USD", "globex - 0.25 USD"])
  }

  private func offboard(_ slug: String) throws {
    _ = try fixture.admin.offboard(TenantSelector(parsing: slug), exportTo: nil)
  }

  @Test func reportsRefuseToPrintWhatDoesNotAddUp() throws {
    try fixture.set("own", direct)
    try fixture.importBill("2024-09,1,api,11\n2024-09,1,db,11\n")
    try fixture.attribute()
    try fixture.store.write { _ = try $0.run("UPDATE cost_rollup SET amount = '1.000000000001' WHERE service = 'db'") }
    let fault = fixture.error { _ = try fixture.report() }
    #expect(fault?.code == .storeCorrupt)
    #expect(fault?.message == "the attributed costs of 'all' are 2.000000000001 USD, but the bills are 2 USD")
    let acme = try TenantSelector(parsing: "acme")
    #expect(fixture.error { _ = try fixture.admin.explainCosts(of: acme, in: .all) }?.code == .storeCorrupt)
    try fixture.attribute()
    #expect(fixture.error { _ = try fixture.report() }?.code == .storeCorrupt)
  }

  @Test func everyFigureIsExplainedByItsLines() throws {
    try use("acme", 2, id: "a")
    try use("globex", 1, id: "b")
    try fixture.set("own", direct, "service=db", priority: 1)
    try fixture.set("by-use", .proportional(meter: try MeterName(parsing: "calls"), window: .charge, capacity: nil))
    try fixture.importBill("2026-11,0.000000000001,api,\n2026-11,5,db,11\n2026-11,7,db,99\n2026-11,-1,api,\n")
    try fixture.attribute()
    let acme = try fixture.admin.explainCosts(of: TenantSelector(parsing: "acme"), in: .all)
    #expect(
      acme.shares.map { "\($0.line.number) \($0.rule?.rawValue ?? "-") \($0.weight) \($0.amount)" } == [
        "2 by-use 2 0.000000000001", "3 own 1 5", "5 by-use 2 -0.666666666667",
      ])
    #expect(acme.shares.map { $0.basis?.vector.total ?? 0 } == [3, 1, 3])
    #expect(acme.shares[0].basis?.summary == "calls in 2026-11")
    #expect(acme.total.description == "4.333333333334 USD")
    #expect(try fixture.report().contains("acme - 4.333333333334 USD"))
    let nobody = try fixture.admin.explainCosts(of: .noOwner, in: .all)
    #expect(nobody.shares.map(\.line.number) == [4] && nobody.tenant == nil)
    let initech = try fixture.admin.explainCosts(of: TenantSelector(parsing: "initech"), in: .all)
    #expect(initech.shares.isEmpty)
  }

  @Test func nothingIsExplainedBeforeItIsAttributed() throws {
    let acme = try TenantSelector(parsing: "acme")
    #expect(fixture.error { _ = try fixture.admin.explainCosts(of: acme, in: .all) }?.code == .costNotAttributed)
    let nobody = try TenantSelector(parsing: "nobody")
    #expect(fixture.error { _ = try fixture.admin.explainCosts(of: nobody, in: .all) }?.code == .tenantNotFound)
  }

  @Test func everyAttributionIsJournalledWithItsHash() throws {
    try fixture.importBill("2024-09,1,api,11\n2024-10,1,api,11\n")
    let runs = try fixture.attribute().value
    var entries: [JournalEntry] = []
    var filter = JournalFilter()
    filter.kind = "cost.attribute"
    try fixture.store.read { reader in
      try reader.forEachJournalEntry(filter) {
        entries.append($0)
        return true
      }
    }
    #expect(entries.map(\.key) == ["2024-09", "2024-10"])
    #expect(try entries.map { try JSONValue(parsing: $0.after ?? "")["hash"]?.string } == runs.map(\.hash))
  }
}
