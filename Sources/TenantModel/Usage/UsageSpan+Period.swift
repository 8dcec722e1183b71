// SPDX-License-Identifier: Apache-2.0

extension UsageSpan {
  /// Reads a span as an operator writes it: `all`, `2026`, `2026-11`, `2026-11-05`, or two of these joined by `..`, both included.
  ///
  /// - Parameter text: The operator's word.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where `text` is none of these.
  public init(period text: String) throws {
    if text == "all" {
      self = .always
      return
    }
    let ends = text.split(separator: ".", omittingEmptySubsequences: false)
    let first = try Self.calendarSpan(ends[0], of: text)
    switch ends.count {
    case 1: self = first
    case 3 where ends[1].isEmpty:
      let last = try Self.calendarSpan(ends[2], of: text)
      // Months that adjoin the wrong way round would make an empty span, not one that starts after its end.
      guard first.from < last.until else { throw Self.notAPeriod(text) }
      try self.init(from: first.from, until: last.until)
    default: throw Self.notAPeriod(text)
    }
  }

  private static func calendarSpan(_ text: Substring, of whole: String) throws -> UsageSpan {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let widths = parts.map(\.utf8.count)
    guard widths == Array([4, 2, 2].prefix(parts.count)), let first = parts.first,
      parts.allSatisfy({ $0.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } }),
      let year = Int(first), let month = parts.count > 1 ? Int(parts[1]) : 1,
      let day = parts.count > 2 ? Int(parts[2]) : 1,
      let start = CivilDate(year: year, month: month, day: day)
    else { throw notAPeriod(whole) }
    let days =
      switch parts.count {
      case 3: 1
      case 2: CivilDate.daysInMonth(year: year, month: month)
      default: CivilDate(uncheckedYear: year + 1, month: 1, day: 1).daysSinceEpoch - start.daysSinceEpoch
      }
    return try UsageSpan(
      from: Timestamp(startOf: start),
      until: Timestamp(startOf: CivilDate(daysSinceEpoch: start.daysSinceEpoch + days)))
  }

  private static func notAPeriod(_ text: String) -> TenantError {
    TenantError(
      .invalidValue, "'\(text.prefix(80))' is not a period",
      hint: "write it like 2026-11, 2026-11-05, 2026-09..2026-11 or all", details: ["value": text])
  }
}
