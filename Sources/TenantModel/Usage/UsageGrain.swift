// SPDX-License-Identifier: Apache-2.0

/// The length of a window in which usage is added up; windows are half-open, in UTC.
public enum UsageGrain: String, CaseIterable, Codable, Sendable {
  /// From one full hour to the next.
  case hour
  /// From one midnight to the next.
  case day
  /// From the first of a month to the first of the next.
  case month

  /// The start of the window that contains an instant.
  ///
  /// - Parameter time: The instant.
  /// - Returns: The greatest window start that is not after it.
  public func start(containing time: Timestamp) -> Timestamp {
    switch self {
    case .hour: Timestamp(microseconds: Self.floor(time.microseconds, 3_600_000_000))
    case .day: Timestamp(microseconds: Self.floor(time.microseconds, 86_400_000_000))
    case .month:
      Timestamp(startOf: CivilDate(uncheckedYear: time.day.year, month: time.day.month, day: 1))
    }
  }

  /// The end of the window that starts at an instant, which is the start of the next one.
  ///
  /// - Parameter start: A window start.
  /// - Returns: The next window start.
  public func end(ofWindowAt start: Timestamp) -> Timestamp {
    switch self {
    case .hour: Timestamp(microseconds: start.microseconds + 3_600_000_000)
    case .day: Timestamp(microseconds: start.microseconds + 86_400_000_000)
    case .month:
      Timestamp(
        startOf: CivilDate(
          daysSinceEpoch: start.day.daysSinceEpoch
            + CivilDate.daysInMonth(year: start.day.year, month: start.day.month)))
    }
  }

  private static func floor(_ microseconds: Int64, _ length: Int64) -> Int64 {
    Timestamp.floorDivide(microseconds, length) * length
  }
}
