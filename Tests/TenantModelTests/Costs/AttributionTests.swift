// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

@Suite struct AttributionTests {
  private let acme = TenantID(bits: 1)
  private let beta = TenantID(bits: 2)
  private let period: BillingPeriod
  private let requests: MeterName
  private var facts = KnownFacts()

  init() throws {
    period = try BillingPeriod(parsing: "2024-09")
    requests = try MeterName(parsing: "http.requests")
    facts.owners = ["external:account 11": acme, "slug beta": beta, "id \(acme)": acme]
    facts.usage = ["http.requests 2024-09": [acme: 1000, beta: 500], "http.requests 2015-05": [beta: 3]]
    facts.seconds = [acme: 86_400, beta: 43_200]
    facts.present = [beta, acme]
  }

  private func line(
    _ number: Int64, _ amount: String, service: String = "api", account: String? = nil, currency: String = "USD"
  ) throws -> BillLine {
    var line = BillLine(
      bill: try BillID(parsing: "sep"), number: number, period: period,
      cost: Money(try ExactAmount(parsing: amount), try CurrencyCode(parsing: currency)), service: service)
    line.subAccount = account
    return line
  }

  private func rule(
    _ method: CostMethod, _ match: [String] = [], name: String = "rule", priority: Int64 = 100
  ) throws -> CostRule {
    CostRule(
      name: try Slug(parsing: name), priority: priority, conditions: try match.map { try LineCondition(parsing: $0) },
      method: method, createdAt: .sample)
  }

  private func totals(_ rules: [CostRule], _ lines: [BillLine]) throws -> [String] {
    try totals(Attribution.run(rules, over: lines, of: period, facts: facts))
  }

  private func totals(_ run: AttributionRun) throws -> [String] {
    try run.totals().map { total in
      let party =
        switch total.party {
        case .tenant(acme): "acme"
        case .tenant(beta): "beta"
        case .tenant(let other): other.rawValue
        case .remainder(let reason): reason.rawValue
        }
      return "\(party) \(total.service) \(total.cost)"
    }
  }

  @Test func linesWithoutRuleStayVisible() throws {
    #expect(try totals([], [line(2, "1.25"), line(3, "-0.25")]) == ["no-rule api 1 USD"])
  }

  @Test func usersPayByUse() throws {
    let rule = try rule(.proportional(meter: requests, window: .charge, capacity: nil))
    #expect(
      try totals([rule], [line(2, "0.01")])
        == ["acme api 0.006666666667 USD", "beta api 0.003333333333 USD"])
  }

  @Test func aRuleMayNameItsUsageWindow() throws {
    let window = try BillingPeriod(parsing: "2015-05")
    let rule = try rule(.proportional(meter: requests, window: .month(window), capacity: nil))
    #expect(try totals([rule], [line(2, "0.01")]) == ["beta api 0.01 USD"])
  }

  @Test func usersPayByUseInTheChargesOwnPeriod() throws {
    let hour = try (Timestamp(parsing: "2024-09-06T23:00:00Z"), Timestamp(parsing: "2024-09-07T00:00:00Z"))
    var facts = facts
    facts.usage["http.requests \(hour.0)/\(hour.1)"] = [beta: 7]
    var charge = try line(2, "0.01")
    (charge.chargeStart, charge.chargeEnd) = hour
    let timeless = try line(3, "0.03")
    let expected: [(CostUsageWindow, [String])] = [
      (.charge, ["acme api 0.02 USD", "beta api 0.02 USD"]),
      (.billing, ["acme api 0.026666666667 USD", "beta api 0.013333333333 USD"]),
    ]
    for (window, expected) in expected {
      let rule = try rule(.proportional(meter: requests, window: window, capacity: nil))
      let run = try Attribution.run([rule], over: [charge, timeless], of: period, facts: facts)
      #expect(try totals(run) == expected)
      #expect(run.bases.count == (window == .charge ? 2 : 1))
    }
  }

  @Test func unusedCapacityIsIdle() throws {
    let rule = try rule(.proportional(meter: requests, window: .charge, capacity: 3000))
    #expect(try totals([rule], [line(2, "6")]) == ["acme api 2 USD", "beta api 1 USD", "idle api 3 USD"])
  }

  @Test func usersShareALineThatIsOvercommitted() throws {
    let rule = try rule(.proportional(meter: requests, window: .charge, capacity: 1000))
    let run = try Attribution.run([rule], over: [line(2, "3")], of: period, facts: facts)
    #expect(run.bases.map(\.summary) == ["http.requests in 2024-09, capacity 1000 (overcommitted)"])
    #expect(try totals([rule], [line(2, "3")]) == ["acme api 2 USD", "beta api 1 USD"])
  }

  @Test func withoutAnyUseNothingIsSharedSilently() throws {
    let window = try BillingPeriod(parsing: "1999-01")
    let shared = try rule(.proportional(meter: requests, window: .month(window), capacity: nil))
    let reserved = try rule(.proportional(meter: requests, window: .month(window), capacity: 10))
    #expect(try totals([shared], [line(2, "3")]) == ["zero-weight api 3 USD"])
    #expect(try totals([reserved], [line(2, "3")]) == ["idle api 3 USD"])
  }

  @Test func ownersPayTheirOwnLines() throws {
    let rule = try rule(.direct(owner: .external(kind: "account"), field: .subAccount))
    let lines = try [
      line(2, "3", account: "11"), line(3, "4", account: "12"), line(4, "5"), line(5, "-1", account: "11"),
    ]
    #expect(try totals([rule], lines) == ["acme api 2 USD", "no-owner api 9 USD"])
  }

  @Test func ownersMayBeKnownBySlugOrID() throws {
    let bySlug = try rule(.direct(owner: .slug, field: .tag("tenant")), ["tag:by=slug"], name: "by-slug", priority: 1)
    let byID = try rule(.direct(owner: .id, field: .tag("tenant")), name: "by-id")
    var first = try line(2, "3")
    first.tags = ["by": "slug", "tenant": "beta"]
    var second = try line(3, "4")
    second.tags = ["tenant": acme.rawValue]
    #expect(try totals([byID, bySlug], [first, second]) == ["acme api 4 USD", "beta api 3 USD"])
  }

  @Test func tenantsPayEvenlyByTimeOrByHead() throws {
    #expect(try totals([rule(.even(.time))], [line(2, "3")]) == ["acme api 2 USD", "beta api 1 USD"])
    #expect(try totals([rule(.even(.head))], [line(2, "3")]) == ["acme api 1.5 USD", "beta api 1.5 USD"])
  }

  @Test func whatFixedSharesLeaveBelongsToNobody() throws {
    let part = try rule(.fixed([acme: 250_000, beta: 500_000]))
    let whole = try rule(.fixed([acme: 250_000, beta: 750_000]))
    #expect(
      try totals([part], [line(2, "4")]) == ["acme api 1 USD", "beta api 2 USD", "unassigned-share api 1 USD"])
    #expect(try totals([whole], [line(2, "4")]) == ["acme api 1 USD", "beta api 3 USD"])
  }

  @Test func eachLineObeysTheFirstRuleThatMatchesAndNoOther() throws {
    let rules = try [
      rule(.fixed([acme: 1_000_000]), name: "all-rest", priority: 500),
      rule(.fixed([beta: 1_000_000]), ["service=db"], name: "databases", priority: 10),
      rule(.fixed([acme: 1_000_000]), ["service=db"], name: "databases-too", priority: 10),
    ]
    #expect(try totals(rules, [line(2, "1", service: "db"), line(3, "2")]) == ["acme api 2 USD", "beta db 1 USD"])
  }

  @Test func currenciesAndServicesAreSummedApart() throws {
    let rule = try rule(.fixed([acme: 1_000_000]))
    let lines = try [
      line(2, "1"), line(3, "2", currency: "EUR"), line(4, "4", service: ""), line(5, "8", service: "db"),
      line(6, "16"),
    ]
    #expect(
      try totals([rule], lines) == ["acme api 2 EUR", "acme  4 USD", "acme api 17 USD", "acme db 8 USD"])
  }

  @Test func aSumBeyondTheRangeIsRefused() throws {
    let largest = ExactAmount(units: .max).description
    let rule = try rule(.fixed([acme: 1_000_000]))
    let run = try Attribution.run([rule], over: [line(2, largest), line(3, largest)], of: period, facts: facts)
    #expect(#expect(throws: TenantError.self) { try run.totals() }?.code == .overflow)
    #expect(try totals([rule], [line(2, largest)]) == ["acme api \(largest) USD"])
  }

  @Test func aCreditNoteReversesABillExactly() throws {
    var random = SeededGenerator(seed: 20)
    let rule = try rule(.proportional(meter: requests, window: .charge, capacity: 1777))
    for _ in 0..<200 {
      let amount = ExactAmount(units: Int128(Int64.random(in: .min ... .max, using: &random)))
      let run = try Attribution.run(
        [rule], over: [line(2, amount.description), line(3, amount.negated().description)], of: period, facts: facts)
      #expect(try run.totals().allSatisfy(\.cost.amount.isZero))
    }
  }
}
