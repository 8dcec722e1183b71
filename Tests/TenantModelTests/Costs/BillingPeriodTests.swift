// SPDX-License-Identifier: Apache-2.0

import TenantModel
import Testing

@Suite struct BillingPeriodTests {
  @Test func reachesFromTheFirstInstantOfTheMonthToTheNext() throws {
    let february = try BillingPeriod(parsing: "2024-02")
    #expect(february.start.description == "2024-02-01T00:00:00Z")
    #expect(february.end.description == "2024-03-01T00:00:00Z")
    #expect(try BillingPeriod(parsing: "2023-12").end.description == "2024-01-01T00:00:00Z")
  }

  @Test func containsItsFirstInstantAndNotItsEnd() throws {
    let period = try BillingPeriod(parsing: "2024-09")
    #expect(BillingPeriod(containing: period.start) == period)
    #expect(BillingPeriod(containing: Timestamp(microseconds: period.end.microseconds - 1)) == period)
    #expect(BillingPeriod(containing: period.end)?.rawValue == "2024-10")
    #expect(BillingPeriod(containing: Timestamp(microseconds: .min)) == nil)
    #expect(try BillingPeriod(containing: Timestamp(parsing: "0099-03-02"))?.rawValue == "0099-03")
  }

  @Test(arguments: ["", "2024", "2024-13", "2024-00", "2024-9", "24-09", "2024/09", "2024-09-01", "0000-01", "+024-09"])
  func refusesWhatIsNoMonth(text: String) {
    #expect(#expect(throws: TenantError.self) { try BillingPeriod(parsing: text) }?.code == .invalidValue)
  }

  @Test func rangesIncludeBothEnds() throws {
    let range = try BillingPeriodRange(parsing: "2024-09..2024-11")
    #expect(try range.contains(BillingPeriod(parsing: "2024-09")))
    #expect(try range.contains(BillingPeriod(parsing: "2024-11")))
    #expect(try !range.contains(BillingPeriod(parsing: "2024-08")))
    #expect(try !range.contains(BillingPeriod(parsing: "2024-12")))
    #expect(range.description == "2024-09..2024-11")
    #expect(try BillingPeriodRange(parsing: "2024-09") == BillingPeriodRange(BillingPeriod(parsing: "2024-09")))
    #expect(try BillingPeriodRange(parsing: "2024-09..2024-09").description == "2024-09")
    #expect(try BillingPeriodRange(parsing: "all").contains(BillingPeriod(parsing: "1999-01")))
    #expect(BillingPeriodRange.all.description == "all")
  }

  @Test(arguments: ["2024-11..2024-09", "2024-09..", "..2024-09", "2024-09.2024-10", "everything", "2024-09...2024-10"])
  func refusesWhatIsNoRange(text: String) {
    #expect(throws: TenantError.self) { try BillingPeriodRange(parsing: text) }
  }
}

@Suite struct BillIDTests {
  @Test(arguments: ["focus-bill", "2024.09_AWS", "7"])
  func acceptsNamesOfFilesAndInvoices(text: String) throws {
    #expect(try BillID(parsing: text).rawValue == text)
  }

  @Test(arguments: ["", "-a", ".hidden", "a b", "a/b", "ü"])
  func refusesOtherNames(text: String) {
    #expect(#expect(throws: TenantError.self) { try BillID(parsing: text) }?.code == .invalidValue)
  }

  @Test func derivesANameFromAnyText() {
    #expect(BillID.derived(from: "_ bill of März.csv")?.rawValue == "bill-of-M--rz.csv")
    #expect(BillID.derived(from: "---") == nil)
    #expect(BillID.derived(from: String(repeating: "a", count: 300))?.rawValue.count == 100)
  }
}

@Suite struct ActiveTimeTests {
  private let period: BillingPeriod

  init() throws {
    period = try BillingPeriod(parsing: "2024-09")
  }

  private func seconds(_ transitions: (String, TenantState)...) throws -> UInt64 {
    ActiveTime.seconds(
      of: try transitions.map { ActiveTime.Transition(time: try Timestamp(parsing: $0.0), state: $0.1) }, in: period)
  }

  @Test func countsOnlyActiveTimeInsideTheMonth() throws {
    #expect(try seconds() == 0)
    #expect(try seconds(("2020-01-01", .active)) == 30 * 86_400)
    #expect(try seconds(("2024-09-30", .active)) == 86_400)
    #expect(try seconds(("2024-10-01", .active)) == 0)
    #expect(try seconds(("2020-01-01", .active), ("2024-08-31", .offboarding)) == 0)
    #expect(
      try seconds(
        ("2024-08-01", .active), ("2024-09-02", .suspended), ("2024-09-11", .active), ("2024-09-12", .offboarding),
        ("2024-09-20", .offboarded)) == 2 * 86_400)
  }

  @Test func partsOfSecondsAreSummedBeforeTheyAreDropped() throws {
    #expect(
      try seconds(
        ("2024-09-01T00:00:00Z", .active), ("2024-09-01T00:00:00.6Z", .suspended), ("2024-09-02T00:00:00Z", .active),
        ("2024-09-02T00:00:00.6Z", .suspended)) == 1)
  }
}
