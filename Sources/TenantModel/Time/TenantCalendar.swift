// SPDX-License-Identifier: Apache-2.0

/// Where the periods of a tenant begin: in its time zone, and on its billing day.
///
/// The periods of a unit partition time: every instant lies in exactly one, and each begins where the one before it ends.
public struct TenantCalendar: Hashable, Sendable {
  /// The clocks that periods follow.
  public let zone: TimeZoneData
  /// Day of month on which billing periods begin, 1 to 31; a shorter month begins on its last day.
  public let billingAnchorDay: Int

  /// Creates a calendar.
  ///
  /// - Parameters:
  ///   - zone: The clocks that periods follow.
  ///   - billingAnchorDay: Day of month on which billing periods begin; values outside of 1 to 31 are taken for the nearest.
  public init(zone: TimeZoneData = .utc, billingAnchorDay: Int = 1) {
    self.zone = zone
    self.billingAnchorDay = min(max(billingAnchorDay, 1), 31)
  }

  /// The period that contains an instant.
  ///
  /// Days begin at local midnight: where clocks skip it at the first instant after the gap, where they show it twice at the
  /// first. A day that clocks skip altogether is no period. Hours and minutes begin anew where clocks change within one, so
  /// that none is ever longer than its name says.
  ///
  /// - Parameters:
  ///   - unit: What the periods follow.
  ///   - instant: The instant, in the years 2 to 9998.
  /// - Returns: The only period of the unit that contains the instant.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/overflow`` for an instant outside of these years.
  public func period(_ unit: PeriodUnit, containing instant: Timestamp) throws -> Period {
    guard (2...9998).contains(instant.day.year) else {
      throw TenantError(.overflow, "'\(instant)' is too far away for a calendar", hint: "use the years 2 to 9998")
    }
    let second = Timestamp.floorDivide(instant.microseconds, 1_000_000)
    switch unit {
    case .minute: return clockPeriod(length: 60, containing: second)
    case .hour: return clockPeriod(length: 3_600, containing: second)
    case .day, .week, .month, .year, .billing: return datePeriod(unit, containing: second)
    }
  }

  private func clockPeriod(length: Int64, containing second: Int64) -> Period {
    let stretch = zone.stretch(at: second)
    let local = second + stretch.offset
    let start = second - (local - Timestamp.floorDivide(local, length) * length)
    let end = start + length
    return Period(
      start: Timestamp(seconds: max(start, stretch.start ?? start)),
      end: Timestamp(seconds: min(end, stretch.end ?? end)))
  }

  private func datePeriod(_ unit: PeriodUnit, containing second: Int64) -> Period {
    let local = second + zone.stretch(at: second).offset
    var first = firstDay(unit, containing: CivilDate(daysSinceEpoch: Int(Timestamp.floorDivide(local, 86_400))))
    var start = midnight(first)
    // Clocks that were set back over midnight show yesterday again although today has begun.
    while second < start {
      first = firstDay(unit, containing: CivilDate(daysSinceEpoch: first.daysSinceEpoch - 1))
      start = midnight(first)
    }
    var next = firstDay(unit, after: first)
    var end = midnight(next)
    while second >= end {
      start = end
      next = firstDay(unit, after: next)
      end = midnight(next)
    }
    return Period(start: Timestamp(seconds: start), end: Timestamp(seconds: end))
  }

  private func midnight(_ day: CivilDate) -> Int64 {
    zone.firstInstant(ofLocal: Int64(day.daysSinceEpoch) * 86_400)
  }

  /// The first day of the period of whole days that contains a day.
  private func firstDay(_ unit: PeriodUnit, containing day: CivilDate) -> CivilDate {
    switch unit {
    case .minute, .hour, .day: return day
    case .week:
      // 1970-01-01 was a Thursday, three days after a Monday.
      let days = day.daysSinceEpoch
      return CivilDate(daysSinceEpoch: days - ((days + 3) % 7 + 7) % 7)
    case .month: return CivilDate(uncheckedYear: day.year, month: day.month, day: 1)
    case .year: return CivilDate(uncheckedYear: day.year, month: 1, day: 1)
    case .billing:
      let anchor = billingDay(year: day.year, month: day.month)
      if anchor <= day { return anchor }
      return day.month == 1
        ? billingDay(year: day.year - 1, month: 12) : billingDay(year: day.year, month: day.month - 1)
    }
  }

  /// The first day of the period after the one that begins on a day.
  private func firstDay(_ unit: PeriodUnit, after first: CivilDate) -> CivilDate {
    switch unit {
    case .minute, .hour, .day: return CivilDate(daysSinceEpoch: first.daysSinceEpoch + 1)
    case .week: return CivilDate(daysSinceEpoch: first.daysSinceEpoch + 7)
    case .year: return CivilDate(uncheckedYear: first.year + 1, month: 1, day: 1)
    case .month, .billing:
      let (year, month) = first.month == 12 ? (first.year + 1, 1) : (first.year, first.month + 1)
      return unit == .month
        ? CivilDate(uncheckedYear: year, month: month, day: 1) : billingDay(year: year, month: month)
    }
  }

  private func billingDay(year: Int, month: Int) -> CivilDate {
    CivilDate(
      uncheckedYear: year, month: month, day: min(billingAnchorDay, CivilDate.daysInMonth(year: year, month: month)))
  }
}
