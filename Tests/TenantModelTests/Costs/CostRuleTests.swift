// SPDX-License-Identifier: Apache-2.0

import TenantModel
import Testing

@Suite struct CostRuleTests {
  private var line: BillLine
  private let tenant = TenantID(bits: 7)

  init() throws {
    line = BillLine(
      bill: try BillID(parsing: "sep"), number: 2, period: try BillingPeriod(parsing: "2024-09"),
      cost: Money(try ExactAmount(parsing: "1.5"), try CurrencyCode(parsing: "USD")), service: "Amazon S3")
    line.provider = "AWS"
    line.subAccount = "51738928782"
    line.resource = "arn:aws:s3:::logs"
    line.tags = ["team": "core"]
  }

  private func rule(_ name: String, _ method: CostMethod, priority: Int64 = 100, _ match: [String] = []) throws
    -> CostRule
  {
    CostRule(
      name: try Slug(parsing: name), priority: priority, conditions: try match.map { try LineCondition(parsing: $0) },
      method: method, createdAt: .sample)
  }

  @Test(arguments: [
    ("service=Amazon S3", true), ("service=Amazon", false), ("service^=Amazon", true), ("service^=", true),
    ("resource^=arn:aws:s3", true), ("resource^=arn:aws:rds", false), ("subAccount=51738928782", true),
    ("tag:team=core", true), ("tag:team=other", false), ("tag:other=", true), ("tag:team=", false), ("region=", true),
    ("region=eu-1", false), ("bill=sep", true), ("provider=AWS", true), ("provider=aws", false),
    ("billingAccount=", true), ("category=", true), ("chargeCategory=Usage", false),
  ])
  func conditionsCompareFieldsByteByByte(text: String, matches: Bool) throws {
    let condition = try LineCondition(parsing: text)
    #expect(condition.matches(line) == matches)
    #expect(condition.description == text)
  }

  @Test(arguments: ["", "service", "colour=red", "tag:=x", "Service=x", "^=x"])
  func refusesConditionsThatNoLineCanMeet(text: String) {
    #expect(#expect(throws: TenantError.self) { try LineCondition(parsing: text) }?.code == .invalidValue)
  }

  @Test(arguments: ["external:sub-account", "slug", "id"])
  func readsOwnerKeys(text: String) throws {
    #expect(try OwnerKey(parsing: text).description == text)
  }

  @Test(arguments: ["", "external:", "external:Sub Account", "name", "SLUG"])
  func refusesOtherOwnerKeys(text: String) {
    #expect(#expect(throws: TenantError.self) { try OwnerKey(parsing: text) }?.code == .invalidValue)
  }

  @Test func allConditionsMustHold() throws {
    let everything = try rule("everything", .even(.head))
    let both = try rule("both", .even(.head), ["provider=AWS", "region=eu-1"])
    #expect(everything.matches(line))
    #expect(!both.matches(line))
  }

  @Test func rulesAreTriedByPriorityAndThenByName() throws {
    let rules = [
      try rule("bbb", .even(.head)), try rule("aaa", .even(.head)), try rule("zzz", .even(.head), priority: -1),
    ]
    #expect(rules.sorted { $0.precedes($1) }.map(\.name.rawValue) == ["zzz", "aaa", "bbb"])
  }

  @Test func everyMethodSurvivesItsDocument() throws {
    let requests = try MeterName(parsing: "http.requests")
    let methods: [CostMethod] = [
      .direct(owner: .external(kind: "sub-account"), field: .subAccount), .direct(owner: .slug, field: .tag("tenant")),
      .proportional(meter: requests, window: .charge, capacity: nil),
      .proportional(meter: requests, window: .month(try BillingPeriod(parsing: "2015-05")), capacity: .max),
      .even(.time), .even(.head), .fixed([tenant: 250_000, TenantID(bits: 8): 750_000]),
    ]
    for method in methods {
      let rule = try rule("some-rule", method, priority: -5, ["service^=Amazon", "tag:team=core"])
      #expect(try CostRule(document: JSONValue(parsing: rule.document.description), createdAt: .sample) == rule)
    }
  }

  @Test(arguments: [
    #"{}"#, #"{"name":"abc","priority":1,"match":[],"method":"magic"}"#,
    #"{"name":"abc","priority":"1","match":[],"method":"even","by":"time"}"#,
    #"{"name":"abc","priority":1,"match":[1],"method":"even","by":"time"}"#,
    #"{"name":"abc","priority":1,"match":[],"method":"even","by":"weight"}"#,
    #"{"name":"abc","priority":1,"match":[],"method":"fixed","shares":{"acme":1}}"#,
    #"{"name":"abc","priority":1,"match":[],"method":"fixed","shares":{"t_00000000000000000000000007":-1}}"#,
    #"{"name":"abc","priority":1,"match":[],"method":"fixed","shares":{}}"#,
    #"{"name":"abc","priority":1,"match":[],"method":"proportional","meter":"x","capacity":1.5}"#,
    #"{"name":"abc","priority":1,"match":[],"method":"proportional","meter":"x","usagePeriod":"May"}"#,
    #"{"name":"abc","priority":1,"match":[],"method":"direct","owner":"slug"}"#,
  ])
  func refusesDocumentsThatAreNoRule(text: String) {
    #expect(throws: TenantError.self) { try CostRule(document: JSONValue(parsing: text), createdAt: .sample) }
  }

  @Test func refusesFixedSharesThatCannotBe() throws {
    let other = TenantID(bits: 8)
    let impossible: [[TenantID: UInt64]] = [
      [:], [tenant: 0], [tenant: 600_000, other: 400_001], [tenant: .max, other: .max],
    ]
    for shares in impossible {
      #expect(#expect(throws: TenantError.self) { try CostMethod.fixed(shares).validate() }?.code == .invalidValue)
    }
    try CostMethod.fixed([tenant: 600_000, other: 400_000]).validate()
  }

  @Test func refusesACapacityOfNothing() throws {
    let method = CostMethod.proportional(meter: try MeterName(parsing: "cpu"), window: .charge, capacity: 0)
    #expect(throws: TenantError.self) { try method.validate() }
  }

  @Test func everyReasonIsExplained() {
    for reason in RemainderReason.allCases { #expect(!reason.explanation.isEmpty) }
  }
}
