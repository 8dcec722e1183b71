// SPDX-License-Identifier: Apache-2.0

/// What periods follow: the calendar, or the day on which a tenant is billed.
public enum PeriodUnit: String, CaseIterable, Codable, Sendable {
  /// From one full minute to the next.
  case minute
  /// From one full hour to the next.
  case hour
  /// From one midnight to the next.
  case day
  /// From one Monday to the next.
  case week
  /// From the first of a month to the first of the next.
  case month
  /// From one New Year's Day to the next.
  case year
  /// From the tenant's billing day of a month to that of the next.
  case billing
}
