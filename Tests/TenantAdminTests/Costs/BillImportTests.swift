// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import TenantStore
import TenantTestSupport
import Testing

@Suite struct BillImportTests {
  private let fixture: CostFixture

  init() throws { fixture = try CostFixture() }

  @Test func theSameFileAgainChangesNothing() throws {
    let first = try fixture.importBill("2024-09,1.5,api,11\n2024-10,2,db,12\n")
    #expect(first.hasChanged)
    #expect(first.value.lines == 2)
    fixture.store.clock.advance(seconds: 60)
    for replacing in [false, true] {
      let again = try fixture.importBill("2024-09,1.5,api,11\n2024-10,2,db,12\n", replacing: replacing)
      #expect(!again.hasChanged)
      #expect(again.value == first.value)
    }
    #expect(try fixture.admin.bills() == [first.value])
    #expect(try fixture.report(.service).sorted() == ["api not-attributed 1.5 USD", "db not-attributed 2 USD"])
  }

  @Test func otherContentUnderTheSameNameNeedsToReplace() throws {
    try fixture.importBill("2024-09,1.5,api,11\n")
    let refused = fixture.error { try fixture.importBill("2024-09,9,api,11\n") }
    #expect(refused?.code == .alreadyExists)
    #expect(refused?.message == "bill 'bill' was imported with other content")
    #expect(try fixture.report(.service) == ["api not-attributed 1.5 USD"])
    let replaced = try fixture.importBill("2024-10,9,api,11\n", replacing: true)
    #expect(replaced.hasChanged)
    #expect(try fixture.report(.service) == ["api not-attributed 9 USD"])
  }

  @Test func theSameChargesInAnotherSpellingWouldChargeTwice() throws {
    try fixture.importBill("2024-09,1.50,api,11\n2024-10,2,db,12\n", as: "one")
    for rows in ["2024-10,2,db,12\n2024-09,1.5,api,11\n", "2024-09,1.5,api,11\r\n2024-10,2,db,12\r\n"] {
      let refused = fixture.error { try fixture.importBill(rows, as: "two") }
      #expect(refused?.code == .alreadyExists)
      #expect(refused?.details["bill"] == "one")
    }
    try fixture.importBill("2024-10,2,db,12\n2024-09,1.5,api,11\n2024-09,1.5,api,11\n", as: "three")
  }

  @Test func theSameFileReadByOtherColumnsWouldChargeTwice() throws {
    try fixture.importBill("2024-09,1.5,api,11\n", as: "one")
    let other = try BillLayout(parsing: ["period=month,cost=account,currency:=USD,service=service"])
    let refused = fixture.error { try fixture.importBill("2024-09,1.5,api,11\n", as: "two", layout: other) }
    #expect(refused?.code == .alreadyExists)
    #expect(refused?.message.hasSuffix("as bill 'one' with other columns") == true)
  }

  @Test func theSameContentUnderAnotherNameWouldChargeTwice() throws {
    try fixture.importBill("2024-09,1.5,api,11\n", as: "one")
    let refused = fixture.error { try fixture.importBill("2024-09,1.5,api,11\n", as: "two") }
    #expect(refused?.code == .alreadyExists)
    #expect(refused?.message.hasSuffix("were imported already, as bill 'one'") == true)
    #expect(try fixture.admin.bills().map(\.id.rawValue) == ["one"])
  }

  @Test func readingOtherColumnsMakesOtherContent() throws {
    try fixture.importBill("2024-09,1.5,api,11\n")
    let layout = try BillLayout(parsing: ["period=month,cost=account,currency:=USD"])
    #expect(fixture.error { try fixture.importBill("2024-09,1.5,api,11\n", layout: layout) }?.code == .alreadyExists)
  }

  @Test func replacingABillForgetsWhatWasAttributedOfIt() throws {
    try fixture.set("own", .direct(owner: .external(kind: "sub-account"), field: .subAccount))
    try fixture.importBill("2024-09,1,api,11\n2024-10,2,api,11\n", as: "one")
    try fixture.importBill("2024-10,4,api,11\n", as: "two")
    try fixture.attribute()
    try fixture.importBill("2024-09,8,api,11\n", as: "one", replacing: true)
    #expect(try fixture.report() == ["- not-attributed 12 USD"])
    try fixture.attribute()
    #expect(try fixture.report() == ["acme - 12 USD"])
  }

  @Test func aDryRunImportsNothing() throws {
    let outcome = try fixture.importBill("2024-09,1.5,api,11\n", by: fixture.store.administration(dryRun: true))
    #expect(outcome.hasChanged && outcome.isDryRun)
    #expect(try fixture.admin.bills().isEmpty)
  }

  @Test func aKeyImportsOnce() throws {
    let keyed = try fixture.store.administration(idempotencyKey: "k1")
    let first = try fixture.importBill("2024-09,1.5,api,11\n", by: keyed)
    let again = try fixture.importBill("2024-09,1.5,api,11\n", by: keyed)
    #expect(again.isReplay && again.value == first.value)
  }

  @Test(arguments: [
    ("2024-09,1.5,api,11\n2024-09,1.5x,api,11\n", "line 3, column 2 'cost': '1.5x' is not an amount"),
    ("2024-09,0.0000000000001,api,11\n", "line 2, column 2 'cost': '0.0000000000001' has more than 12 decimals"),
    ("2024-09,,api,11\n", "line 2, column 2 'cost': no cost"),
    (",1,api,11\n", "line 2, column 1 'month': no period"),
    ("Sep 2024,1,api,11\n", "line 2, column 1 'month': 'Sep 2024' is not a date or time"),
    ("2024-09,1,api\n", "line 2: 3 columns where 4 are expected"),
    ("2024-09,1,\"api,11\n", "line 2, column 3 'service': the quote that opens here is never closed"),
    ("", "line 1: the bill has no lines"),
  ])
  func aBadRowIsNamedAndNothingIsImported(rows: String, message: String) throws {
    let fault = fixture.error { try fixture.importBill(rows) }
    #expect(fault?.code == .invalidRow)
    #expect(fault?.message.hasSuffix(message) == true, "\(fault?.message ?? "")")
    #expect(try fixture.admin.bills().isEmpty)
    #expect(try fixture.report().isEmpty)
  }

  @Test func amountsBeyondTheRangeAreRefusedTogether() throws {
    let largest = ExactAmount(units: .max).description
    #expect(
      fixture.error { try fixture.importBill("2024-09,\(largest),api,11\n2024-09,1,api,11\n") }?.code == .overflow)
    #expect(try fixture.admin.bills().isEmpty)
  }

  @Test func missingColumnsAreNamed() throws {
    let layout = try BillLayout(parsing: ["period=Month,cost=cost,currency:=USD"])
    let fault = fixture.error { try fixture.importBill("2024-09,1,api,11\n", layout: layout) }
    #expect(fault?.message.hasSuffix("line 1: the bill has no column 'Month' for the period") == true)
    #expect(fault?.hint == "its columns are 'month', 'cost', 'service', 'account'")
  }

  @Test func aBadConstantIsNamedByItsPart() throws {
    let layout = try BillLayout(parsing: ["period=month,cost=cost,currency:=dollars"])
    let fault = fixture.error { try fixture.importBill("2024-09,1,api,11\n", layout: layout) }
    #expect(fault?.message.hasSuffix("line 2: 'dollars' is not a currency code") == true)
  }

  @Test func aFocusFileIsReadByItsColumnNames() throws {
    let path = try fixture.store.folder.write(
      """
      BilledCost,EffectiveCost,BillingCurrency,BillingPeriodStart,ChargePeriodStart,ServiceName,SubAccountId,Tags,RegionId
      0.00000080000,NULL,USD,2024-09-01 00:00:00,2024-09-18 22:00:00,"Queue",51738928782,"{""team"":""core"",""n"":1,""x"":null,""ok"":true}",NULL

      """, to: "focus.csv")
    let outcome = try fixture.admin.importBill(
      BillImport(path: path, layout: .focus(.billed)), from: ByteSource(path: path))
    #expect(outcome.value.id.rawValue == "focus")
    let line = try #require(
      try fixture.store.read { try $0.billLines(of: BillingPeriod(parsing: "2024-09")) }.first)
    #expect(line.number == 2)
    #expect(line.cost.description == "0.0000008 USD")
    #expect(line.chargeStart?.description == "2024-09-18T22:00:00Z")
    #expect(line.tags == ["team": "core", "n": "1", "ok": "true"])
    #expect(line.subAccount == "51738928782")
    #expect(line.region == nil && line.provider == nil)
    let fault = fixture.error {
      _ = try fixture.admin.importBill(
        BillImport(path: path, layout: .focus(.effective)), from: ByteSource(path: path))
    }
    #expect(fault?.message.hasSuffix("column 2 'EffectiveCost': no cost") == true)
  }

  @Test(arguments: ["[1]", "nonsense", #"{"a":{"b":1}}"#])
  func tagsMustBeAFlatObject(tags: String) throws {
    let quoted = tags.replacing("\"", with: "\"\"")
    let fault = fixture.error {
      try fixture.importBill("2024-09,1,api,\"\(quoted)\"\n", layout: try fixture.taggedLayout())
    }
    #expect(fault?.code == .invalidRow)
  }

  @Test func tagsMayHaveColumnsOfTheirOwn() throws {
    let layout = try BillLayout(parsing: ["period=month,cost=cost,currency:=USD,tag:team=service", "tag:env:=prod"])
    try fixture.importBill("2024-09,1,core,11\n2024-09,1,,11\n", layout: layout)
    let lines = try fixture.store.read { try $0.billLines(of: BillingPeriod(parsing: "2024-09")) }
    #expect(lines.map(\.tags) == [["team": "core", "env": "prod"], ["env": "prod"]])
  }

  @Test func aBillWithoutFileNeedsAName() throws {
    let layout = try fixture.layout()
    #expect(fixture.error { _ = try BillImport(path: "-", layout: layout).billID() }?.code == .usage)
    #expect(try BillImport(path: "/tmp/bill of May.2024.csv", layout: layout).billID().rawValue == "bill-of-May.2024")
    #expect(try BillImport(path: ".hidden", layout: layout).billID().rawValue == "hidden")
  }
}

extension CostFixture {
  fileprivate func taggedLayout() throws -> BillLayout {
    try BillLayout(parsing: ["period=month,cost=cost,currency:=USD,tags=account"])
  }
}

@Suite struct BillLayoutTests {
  @Test func aMappingIsPrintedInTheOrderOfItsParts() throws {
    let layout = try BillLayout(parsing: ["period=Month,cost=Amount", "currency:=USD,tag:team=Team"])
    #expect(layout.description == "cost=Amount,currency:=USD,period=Month,tag:team=Team")
  }

  @Test(arguments: [
    "cost", "cost=", "=Amount", "price=Amount,period=Month,currency:=USD", "cost=A,cost=B,period=Month,currency:=USD",
    "cost=A,period=B", "period=A,currency=B", "cost=A,currency=B", "bill=A,cost=A,period=B,currency=C",
  ])
  func refusesMappingsThatMakeNoLine(text: String) {
    #expect(#expect(throws: TenantError.self) { try BillLayout(parsing: [text]) }?.code == .invalidValue)
  }
}
