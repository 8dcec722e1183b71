// SPDX-License-Identifier: Apache-2.0

/// The yearly rule of a time zone, as POSIX writes it: `CET-1CEST,M3.5.0,M10.5.0/3`.
struct TimeZoneRule: Hashable, Sendable {
  /// A day of the year on which clocks change.
  enum Day: Hashable, Sendable {
    /// 1 to 365, without ever counting 29 February.
    case julian(Int)
    /// 0 to 365, counting 29 February where there is one.
    case ofYear(Int)
    /// Month 1 to 12, week 1 to 5 (5 is the last), weekday 0 (Sunday) to 6.
    case weekday(month: Int, week: Int, weekday: Int)
  }

  /// A yearly change: the day, and the local time in seconds after its midnight, which may lie on another day.
  struct Change: Hashable, Sendable {
    let day: Day
    let secondOfDay: Int64
  }

  /// The part of the year with other clocks.
  struct Daylight: Hashable, Sendable {
    let offset: Int64
    let start: Change
    let end: Change
  }

  let standardOffset: Int64
  let daylight: Daylight?

  /// The changes that the rule makes in some years, in order of time.
  func transitions(inYears years: ClosedRange<Int>) -> [TimeZoneData.Transition] {
    guard let daylight else { return [] }
    var changes: [TimeZoneData.Transition] = []
    for year in years {
      // Each change is written in the local time that is in force before it.
      let start = instant(of: daylight.start, year: year, offset: standardOffset)
      let end = instant(of: daylight.end, year: year, offset: daylight.offset)
      changes.append(TimeZoneData.Transition(instant: start, offset: daylight.offset))
      changes.append(TimeZoneData.Transition(instant: end, offset: standardOffset))
    }
    // Where the end of one year meets the start of the next, daylight time goes on: the later year has the last word.
    return changes.enumerated().sorted { left, right in
      (left.element.instant, left.offset) < (right.element.instant, right.offset)
    }.map(\.element)
  }

  private func instant(of change: Change, year: Int, offset: Int64) -> Int64 {
    Int64(change.day.daysSinceEpoch(year: year)) * 86_400 + change.secondOfDay - offset
  }
}

extension TimeZoneRule.Day {
  func daysSinceEpoch(year: Int) -> Int {
    let newYear = CivilDate(uncheckedYear: year, month: 1, day: 1).daysSinceEpoch
    switch self {
    case .julian(let day):
      let isLeap = CivilDate.daysInMonth(year: year, month: 2) == 29
      return newYear + day - 1 + (isLeap && day >= 60 ? 1 : 0)
    case .ofYear(let day):
      return newYear + day
    case .weekday(let month, let week, let weekday):
      let first = CivilDate(uncheckedYear: year, month: month, day: 1).daysSinceEpoch
      // 1970-01-01 was a Thursday.
      let firstWeekday = ((first + 4) % 7 + 7) % 7
      var day = first + (weekday - firstWeekday + 7) % 7 + (week - 1) * 7
      if day >= first + CivilDate.daysInMonth(year: year, month: month) { day -= 7 }
      return day
    }
  }
}
