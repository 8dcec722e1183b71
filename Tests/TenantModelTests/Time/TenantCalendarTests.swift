// SPDX-License-Identifier: Apache-2.0

import Foundation
import TenantModel
import TenantTestSupport
import Testing

@Suite struct TenantCalendarTests {
  private func period(
    _ unit: PeriodUnit, _ instant: String, zone: String = "UTC", anchor: Int = 1
  ) throws -> [String] {
    let calendar = TenantCalendar(zone: try ZoneFiles.zone(zone), billingAnchorDay: anchor)
    let period = try calendar.period(unit, containing: Timestamp(parsing: instant))
    return [period.start.description, period.end.description]
  }

  @Test(arguments: ZoneFiles.names) func periodsPartitionTime(name: String) throws {
    var generator = SeededGenerator(seed: 21)
    let zone = try ZoneFiles.zone(name)
    for _ in 0..<150 {
      let calendar = TenantCalendar(zone: zone, billingAnchorDay: Int.random(in: 1...31, using: &generator))
      let instant = Timestamp(
        microseconds: Int64.random(in: 0...(4_133_980_800 * 1_000_000), using: &generator))
      for unit in PeriodUnit.allCases {
        let period = try calendar.period(unit, containing: instant)
        #expect(period.contains(instant), "\(unit) of \(name) at \(instant)")
        #expect(!period.contains(period.end), "\(unit) of \(name) at \(instant)")
        // The same period from both of its ends, and neighbours that adjoin.
        #expect(try calendar.period(unit, containing: period.start) == period, "\(unit) of \(name) at \(instant)")
        let last = Timestamp(microseconds: period.end.microseconds - 1)
        #expect(try calendar.period(unit, containing: last) == period, "\(unit) of \(name) at \(instant)")
        #expect(
          try calendar.period(unit, containing: period.end).start == period.end, "\(unit) of \(name) at \(instant)")
        let before = Timestamp(microseconds: period.start.microseconds - 1)
        #expect(try calendar.period(unit, containing: before).end == period.start, "\(unit) of \(name) at \(instant)")
      }
    }
  }

  @Test(arguments: ZoneFiles.names) func periodsAroundEveryChangeOfClocksPartitionTime(name: String) throws {
    let oracle = try #require(TimeZone(identifier: name))
    let calendar = TenantCalendar(zone: try ZoneFiles.zone(name))
    var date = Date(timeIntervalSince1970: 0)
    while let next = oracle.nextDaylightSavingTimeTransition(after: date), next.timeIntervalSince1970 < 2_300_000_000 {
      date = next
      let change = Int64(next.timeIntervalSince1970)
      for unit in [PeriodUnit.minute, .hour, .day] {
        var position = Timestamp(seconds: change - 200_000)
        if unit == .hour { position = Timestamp(seconds: change - 10_000) }
        if unit == .minute { position = Timestamp(seconds: change - 200) }
        for _ in 0..<6 {
          let period = try calendar.period(unit, containing: position)
          #expect(period.start <= position && position < period.end, "\(unit) of \(name) at \(position)")
          let following = try calendar.period(unit, containing: period.end)
          #expect(following.start == period.end, "\(unit) of \(name) at \(position)")
          position = period.end
        }
      }
    }
  }

  @Test(arguments: ZoneFiles.names) func periodsAgreeWithFoundation(name: String) throws {
    var oracle = Calendar(identifier: .iso8601)
    oracle.timeZone = try #require(TimeZone(identifier: name))
    let calendar = TenantCalendar(zone: try ZoneFiles.zone(name))
    var generator = SeededGenerator(seed: 31)
    let components: [(PeriodUnit, Calendar.Component)] = [
      (.day, .day), (.week, .weekOfYear), (.month, .month), (.year, .year),
    ]
    for _ in 0..<250 {
      let second = Int64.random(in: 0...(131 * 31_556_952), using: &generator)
      for (unit, component) in components {
        let period = try calendar.period(unit, containing: Timestamp(seconds: second))
        let interval = try #require(
          oracle.dateInterval(of: component, for: Date(timeIntervalSince1970: Double(second))))
        let expected = Period(
          start: Timestamp(seconds: Int64(interval.start.timeIntervalSince1970)),
          end: Timestamp(seconds: Int64(interval.end.timeIntervalSince1970)))
        #expect(period == expected, "\(unit) of \(name) at \(Timestamp(seconds: second))")
      }
    }
  }

  @Test func billingPeriodsStartOnTheAnchorOrTheLastDayOfAShorterMonth() throws {
    #expect(
      try period(.billing, "2026-02-15", anchor: 31) == ["2026-01-31T00:00:00Z", "2026-02-28T00:00:00Z"])
    #expect(try period(.billing, "2026-02-28", anchor: 31) == ["2026-02-28T00:00:00Z", "2026-03-31T00:00:00Z"])
    #expect(try period(.billing, "2028-02-29", anchor: 30) == ["2028-02-29T00:00:00Z", "2028-03-30T00:00:00Z"])
    #expect(try period(.billing, "2026-01-14", anchor: 15) == ["2025-12-15T00:00:00Z", "2026-01-15T00:00:00Z"])
    #expect(
      try period(.billing, "2026-03-01", zone: "Europe/Berlin", anchor: 29)
        == ["2026-02-27T23:00:00Z", "2026-03-28T23:00:00Z"])
  }

  @Test func billingPeriodsWithAnchorOneAreMonths() throws {
    var generator = SeededGenerator(seed: 41)
    let calendar = TenantCalendar(zone: try ZoneFiles.zone("America/Sao_Paulo"))
    for _ in 0..<500 {
      let instant = Timestamp(seconds: Int64.random(in: 0...4_000_000_000, using: &generator))
      #expect(
        try calendar.period(.billing, containing: instant) == calendar.period(.month, containing: instant))
    }
  }

  @Test func everyMonthHasOneBillingPeriodWhateverTheAnchor() throws {
    for anchor in 1...31 {
      let calendar = TenantCalendar(billingAnchorDay: anchor)
      var position = try Timestamp(parsing: "2023-01-31T12:00:00Z")
      var starts: Set<String> = []
      for _ in 0..<48 {
        let period = try calendar.period(.billing, containing: position)
        #expect(starts.insert(String(period.start.description.prefix(7))).inserted)
        let day = period.start.day
        #expect(day.day == min(anchor, CivilDate.daysInMonth(year: day.year, month: day.month)))
        position = period.end
      }
    }
  }

  @Test func aMidnightThatDoesNotExistIsTheFirstInstantOfTheDay() throws {
    // Clocks went from 23:59:59 to 01:00:00.
    #expect(
      try period(.day, "2018-11-04T12:00:00Z", zone: "America/Sao_Paulo")
        == ["2018-11-04T03:00:00Z", "2018-11-05T02:00:00Z"])
  }

  @Test func aMidnightShownTwiceIsTheFirst() throws {
    // At 00:01 clocks were set back to 23:01 of the day before.
    #expect(
      try period(.day, "2006-10-29T03:00:00Z", zone: "America/St_Johns")
        == ["2006-10-29T02:30:00Z", "2006-10-30T03:30:00Z"])
  }

  @Test func aDayThatClocksSkipIsNoPeriod() throws {
    // Samoa went from 29 to 31 December 2011.
    #expect(
      try period(.day, "2011-12-30T09:59:59Z", zone: "Pacific/Apia") == [
        "2011-12-29T10:00:00Z", "2011-12-30T10:00:00Z",
      ])
    #expect(
      try period(.day, "2011-12-30T10:00:00Z", zone: "Pacific/Apia") == [
        "2011-12-30T10:00:00Z", "2011-12-31T10:00:00Z",
      ])
  }

  @Test func anHourShownTwiceIsTwoHours() throws {
    #expect(
      try period(.hour, "2026-10-25T00:30:00Z", zone: "Europe/Berlin") == [
        "2026-10-25T00:00:00Z", "2026-10-25T01:00:00Z",
      ])
    #expect(
      try period(.hour, "2026-10-25T01:30:00Z", zone: "Europe/Berlin") == [
        "2026-10-25T01:00:00Z", "2026-10-25T02:00:00Z",
      ])
    // Half an hour is all that the change leaves of this one.
    #expect(
      try period(.hour, "2026-04-04T15:10:00Z", zone: "Australia/Lord_Howe")
        == ["2026-04-04T15:00:00Z", "2026-04-04T15:30:00Z"])
    #expect(
      try period(.hour, "2026-01-01T00:10:00Z", zone: "Asia/Kolkata") == [
        "2025-12-31T23:30:00Z", "2026-01-01T00:30:00Z",
      ])
  }

  @Test func instantsTooFarAwayAreRefused() throws {
    for instant in [Timestamp(microseconds: .max), Timestamp(microseconds: .min)] {
      #expect(throws: TenantError.self) { try TenantCalendar().period(.month, containing: instant) }
    }
    let last = try Timestamp(parsing: "9998-12-31T23:59:59Z")
    #expect(try TenantCalendar().period(.year, containing: last).end == Timestamp(parsing: "9999-01-01"))
  }

  @Test func anchorsOutsideOfAMonthAreTakenForTheNearest() {
    #expect(TenantCalendar(billingAnchorDay: 0).billingAnchorDay == 1)
    #expect(TenantCalendar(billingAnchorDay: 32).billingAnchorDay == 31)
  }
}
