// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

@Suite struct AttributionPropertyTests {
  /// A random bill with random rules over random facts.
  private struct Scene {
    var lines: [BillLine] = []
    var rules: [CostRule] = []
    var facts = KnownFacts()
    let period: BillingPeriod

    init(seed: UInt64) throws {
      var random = SeededGenerator(seed: seed)
      period = try BillingPeriod(parsing: "2024-09")
      let tenants = CostSamples.tenants(Int.random(in: 0...8, using: &random), &random)
      for (index, tenant) in tenants.enumerated() {
        facts.owners["external:account \(index)"] = tenant
        facts.usage["cpu 2024-09", default: [:]][tenant] = CostSamples.weight(&random)
        facts.seconds[tenant] = UInt64.random(in: 0...2_592_000, using: &random)
      }
      facts.present = tenants
      for number in 0..<Int64.random(in: 0...30, using: &random) {
        lines.append(try Self.line(number + 2, period, &random))
      }
      let services = ["api", "db", "disk", "net", "mail"]
      for (index, service) in services.enumerated() where Int.random(in: 0..<6, using: &random) > 0 {
        rules.append(
          CostRule(
            name: try Slug(parsing: "rule-\(index)"), priority: Int64.random(in: 0...2, using: &random),
            conditions: index == 4 ? [] : [.equals(.service, service)],
            method: try Self.method(index, tenants, &random),
            createdAt: .sample))
      }
    }

    private static func line(_ number: Int64, _ period: BillingPeriod, _ random: inout SeededGenerator) throws
      -> BillLine
    {
      let amount = ExactAmount(units: Int128(Int64.random(in: .min ... .max, using: &random)) * 1_000_000_007)
      var line = BillLine(
        bill: try BillID(parsing: Bool.random(using: &random) ? "one" : "two"), number: number, period: period,
        cost: Money(amount, try CurrencyCode(parsing: Bool.random(using: &random) ? "USD" : "EUR")),
        service: ["api", "db", "disk", "net", "mail"].randomElement(using: &random) ?? "")
      line.subAccount = String(Int.random(in: 0...9, using: &random))
      return line
    }

    private static func method(
      _ index: Int, _ tenants: [TenantID], _ random: inout SeededGenerator
    ) throws -> CostMethod {
      switch index {
      case 0: .direct(owner: .external(kind: "account"), field: .subAccount)
      case 1:
        .proportional(meter: try MeterName(parsing: "cpu"), window: .charge, capacity: CostSamples.weight(&random) | 1)
      case 2: .even(Bool.random(using: &random) ? .time : .head)
      case 3: .fixed([tenants.first ?? TenantID(bits: 9): UInt64.random(in: 1...1_000_000, using: &random)])
      default: .proportional(meter: try MeterName(parsing: "cpu"), window: .charge, capacity: nil)
      }
    }

    func run() throws -> AttributionRun {
      try Attribution.run(rules, over: lines, of: period, facts: facts)
    }
  }

  private func canonicalText(_ run: AttributionRun) -> String {
    var text = ""
    run.forEachCanonicalPiece { text += $0 }
    return text
  }

  @Test(arguments: 0..<300) func theRowsAddUpToTheBill(seed: UInt64) throws {
    let scene = try Scene(seed: seed)
    var billed = MoneyTotals()
    for line in scene.lines { try billed.add(line.cost) }
    var attributed = MoneyTotals()
    for total in try scene.run().totals() { try attributed.add(total.cost) }
    #expect(attributed == billed)
  }

  @Test(arguments: 0..<100) func theOrderOfLinesAndRulesDoesNotMatter(seed: UInt64) throws {
    let scene = try Scene(seed: seed)
    var shuffled = scene
    var random = SeededGenerator(seed: seed + 1)
    shuffled.lines.shuffle(using: &random)
    shuffled.rules.shuffle(using: &random)
    #expect(try shuffled.run() == scene.run())
    #expect(try canonicalText(shuffled.run()) == canonicalText(scene.run()))
    #expect(try shuffled.run().totals() == scene.run().totals())
  }

  @Test(arguments: 0..<100) func sharesOfLinesAddUpToTheTotalOfTheParty(seed: UInt64) throws {
    let run = try Scene(seed: seed).run()
    let totals = try run.totals()
    for party in Set(totals.map(\.party)) {
      var expected = MoneyTotals()
      for total in totals where total.party == party { try expected.add(total.cost) }
      var explained = MoneyTotals()
      for share in run.shares(of: party) { try explained.add(Money(share.amount, share.line.cost.currency)) }
      #expect(explained == expected)
    }
  }

  @Test(arguments: 0..<100) func theSharesOfALineAddUpToTheLine(seed: UInt64) throws {
    let run = try Scene(seed: seed).run()
    var sums: [Int64: ExactAmount] = [:]
    for party in Set(try run.totals().map(\.party)) {
      for share in run.shares(of: party) {
        sums[share.line.number] = try sums[share.line.number, default: .zero].adding(share.amount)
        #expect(share.weight > 0 || party != party.tenantOnly)
      }
    }
    for line in run.lines { #expect(sums[line.number] == line.cost.amount) }
  }

  @Test(arguments: 0..<50) func aTenantThatUsedNothingChangesNobody(seed: UInt64) throws {
    let scene = try Scene(seed: seed)
    var grown = scene
    let newcomer = TenantID(bits: 12_345)
    grown.facts.usage["cpu 2024-09", default: [:]][newcomer] = 0
    #expect(try grown.run() == scene.run())
  }

  @Test func anyChangeOfInputChangesTheCanonicalText() throws {
    let scene = try Scene(seed: 4)
    let text = canonicalText(try scene.run())
    #expect(!scene.lines.isEmpty && !scene.rules.isEmpty)
    var other = scene
    other.lines.removeLast()
    #expect(canonicalText(try other.run()) != text)
    other = scene
    other.rules.removeAll()
    #expect(canonicalText(try other.run()) != text)
  }

  @Test func aPartyWithoutShareHasNothingToExplain() throws {
    let run = try Scene(seed: 5).run()
    #expect(run.shares(of: .tenant(TenantID(bits: 1))).isEmpty)
    #expect(run.shares(of: .remainder(.notAttributed)).isEmpty)
  }
}

extension CostParty {
  /// The party itself where it is a tenant.
  fileprivate var tenantOnly: CostParty? {
    if case .tenant = self { self } else { nil }
  }
}
