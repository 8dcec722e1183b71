// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import TenantModel
import TenantTestSupport
import Testing

@Suite struct ExactAmountTests {
  @Test(arguments: [
    ("0", "0"), ("-0", "0"), ("12", "12"), ("+6.67", "6.67"), ("-0.00000000603", "-0.00000000603"),
    ("2.000000000000000", "2"), ("0.000000000001", "0.000000000001"), ("0000123.4500", "123.45"),
    ("1.5E-7", "0.00000015"),
    ("6.03e-9", "0.00000000603"), ("1e3", "1000"), ("1.25e+2", "125"), ("0e9999", "0"),
    ("0.00000000000000000000000000000000000000000000000000", "0"),
    ("170141183460469231731687303.715884105727", "170141183460469231731687303.715884105727"),
    ("-170141183460469231731687303.715884105728", "-170141183460469231731687303.715884105728"),
    ("20.52022672899", "20.52022672899"), ("100000000000000000000", "100000000000000000000"),
  ])
  func readsDecimalsExactlyAndPrintsTheFewestDigits(text: String, printed: String) throws {
    #expect(try ExactAmount(parsing: text).description == printed)
  }

  @Test(arguments: [
    "", "-", ".", ".5", "1.", "1,5", "1 000", "0x10", "1e", "1e+", "1e5x", "1e99999", "--1", "1.2.3", "NaN", "٣",
  ])
  func refusesWhatIsNotANumberAndNamesIt(text: String) {
    let error = #expect(throws: TenantError.self) { try ExactAmount(parsing: text) }
    #expect(error?.code == .invalidValue)
    #expect(error?.message.contains("'\(text)' is not an amount") == true)
  }

  @Test(arguments: ["0.0000000000001", "1e-13", "1.0000000000000000000000000000000000000000000000001"])
  func refusesDigitsThatItCouldOnlyRound(text: String) {
    let error = #expect(throws: TenantError.self) { try ExactAmount(parsing: text) }
    #expect(error?.code == .invalidValue)
    #expect(error?.message == "'\(text)' has more than 12 decimals")
  }

  @Test(arguments: [
    "170141183460469231731687303.715884105728", "-170141183460469231731687303.715884105729", "1e27", "1e9999",
    "99999999999999999999999999999999999999999999999999", "100000000000000000000000000000000000000000001",
  ])
  func refusesWhatIsBeyondTheRange(text: String) {
    let error = #expect(throws: TenantError.self) { try ExactAmount(parsing: text) }
    #expect(error?.code == .overflow)
  }

  @Test func everyPrintedAmountReadsBack() throws {
    var random = SeededGenerator(seed: 1)
    for _ in 0..<5_000 {
      let amount = CostSamples.amount(&random)
      #expect(try ExactAmount(parsing: amount.description) == amount)
    }
  }

  @Test func printsWhatPaperArithmeticPrints() {
    var random = SeededGenerator(seed: 2)
    let scale = DecimalDigits(UInt64(1_000_000_000_000))
    for _ in 0..<500 {
      let amount = CostSamples.amount(&random)
      let (whole, fraction) = DecimalDigits(amount.units.magnitude).divided(by: scale)
      var decimals = String(repeating: "0", count: 12 - fraction.description.count) + fraction.description
      while decimals.hasSuffix("0") { decimals.removeLast() }
      let sign = amount.units < 0 ? "-" : ""
      #expect(amount.description == sign + whole.description + (decimals.isEmpty ? "" : "." + decimals))
    }
  }

  @Test func sumsAndDifferencesAreExactOrRefused() throws {
    var random = SeededGenerator(seed: 3)
    for _ in 0..<3_000 {
      let left = CostSamples.amount(&random)
      let right = CostSamples.amount(&random)
      let (sum, overflows) = left.units.addingReportingOverflow(right.units)
      if overflows {
        #expect(throws: TenantError.self) { try left.adding(right) }
      } else {
        #expect(try left.adding(right).units == sum)
        #expect(try left.adding(right).subtracting(right) == left)
      }
    }
    let lowest = ExactAmount(units: .min)
    #expect(#expect(throws: TenantError.self) { try lowest.negated() }?.code == .overflow)
    #expect(#expect(throws: TenantError.self) { try lowest.subtracting(ExactAmount(units: 1)) }?.code == .overflow)
    #expect(try ExactAmount(units: .max).negated().units == -Int128.max)
    #expect(lowest < .zero && ExactAmount.zero.isZero)
  }

  @Test(arguments: [
    ("20.52022672899", 2, "20.52"), ("0.125", 2, "0.12"), ("0.135", 2, "0.14"), ("-0.125", 2, "-0.12"),
    ("0.125000000001", 2, "0.13"), ("-0.004", 2, "0.00"), ("9.999", 2, "10.00"), ("2.5", 0, "2"), ("3.5", 0, "4"),
    ("1.5", 12, "1.500000000000"), ("0.000000000001", 13, "0.000000000001"), ("7", -1, "7"),
  ])
  func roundsHalfToEvenForDisplay(text: String, decimals: Int, printed: String) throws {
    #expect(try ExactAmount(parsing: text).rounded(toDecimals: decimals) == printed)
  }

  @Test func roundsTheLargestAmountsWithoutOverflow() {
    #expect(ExactAmount(units: .max).rounded(toDecimals: 0) == "170141183460469231731687304")
    #expect(ExactAmount(units: .min).rounded(toDecimals: 2) == "-170141183460469231731687303.72")
  }

  @Test func isWrittenAsAStringInJSON() throws {
    let money = Money(try ExactAmount(parsing: "0.00000000603"), try CurrencyCode(parsing: "USD"))
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let data = try encoder.encode(money)
    #expect(String(decoding: data, as: UTF8.self) == #"{"amount":"0.00000000603","currency":"USD"}"#)
    #expect(try JSONDecoder().decode(Money.self, from: data) == money)
  }
}

@Suite struct MoneyTests {
  private let dollar: CurrencyCode
  private let yen: CurrencyCode

  init() throws {
    dollar = try CurrencyCode(parsing: "USD")
    yen = try CurrencyCode(parsing: "JPY")
  }

  @Test func neverAddsTwoCurrencies() throws {
    let one = Money(ExactAmount(units: 1), dollar)
    #expect(try one.adding(one) == Money(ExactAmount(units: 2), dollar))
    let error = #expect(throws: TenantError.self) { try one.adding(Money(ExactAmount(units: 1), yen)) }
    #expect(error?.code == .currencyMismatch)
  }

  @Test func totalsKeepOneSumForEachCurrency() throws {
    var totals = MoneyTotals()
    #expect(totals.description == "0")
    try totals.add(Money(try ExactAmount(parsing: "1.5"), dollar))
    try totals.add(Money(try ExactAmount(parsing: "7"), yen))
    try totals.add(Money(try ExactAmount(parsing: "-1.5"), dollar))
    #expect(totals.description == "7 JPY, 0 USD")
    #expect(totals[yen].description == "7")
    var twice = totals
    try twice.add(totals)
    #expect(twice[yen].description == "14")
    try twice.add(Money(ExactAmount(units: .max), dollar))
    #expect(throws: TenantError.self) { try twice.add(Money(ExactAmount(units: 1), dollar)) }
  }

  @Test(arguments: ["usd", "US", "USDX", "U$D", ""])
  func refusesWhatIsNoCurrencyCode(text: String) {
    #expect(throws: TenantError.self) { try CurrencyCode(parsing: text) }
  }

  @Test(arguments: [("JPY", 0), ("USD", 2), ("KWD", 3), ("CLF", 4)])
  func knowsTheDecimalsOfCurrencies(code: String, decimals: Int) throws {
    #expect(try CurrencyCode(parsing: code).displayDecimals == decimals)
  }
}
