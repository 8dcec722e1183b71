// SPDX-License-Identifier: Apache-2.0

/// A calendar month in UTC, written `2024-09`: the period that a provider bills and that attribution works on.
public struct BillingPeriod: ParsedText {
  /// The month as it is stored and printed; byte order is order in time.
  public let rawValue: String
  private let year: Int
  private let month: Int

  private init(year: Int, month: Int) {
    self.year = year
    self.month = month
    let yearDigits = String(year)
    rawValue = "\(String(repeating: "0", count: 4 - yearDigits.count))\(yearDigits)-\(month < 10 ? "0" : "")\(month)"
  }

  /// Reads a month.
  ///
  /// - Parameter text: The candidate, years 0001 to 9999.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where `text` is not of the form `2024-09`.
  public init(parsing text: some StringProtocol) throws {
    let bytes = Array(text.utf8)
    var digits = bytes
    guard bytes.count == 7, digits.remove(at: 4) == UInt8(ascii: "-"),
      digits.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains)
    else { throw Self.fault(text) }
    let number = digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    guard let first = CivilDate(year: number / 100, month: number % 100, day: 1) else { throw Self.fault(text) }
    self.init(year: first.year, month: first.month)
  }

  /// Creates the month in which an instant lies, or `nil` outside the years 0001 to 9999.
  ///
  /// - Parameter instant: The instant.
  public init?(containing instant: Timestamp) {
    let day = instant.day
    guard (1...9999).contains(day.year) else { return nil }
    self.init(year: day.year, month: day.month)
  }

  /// First instant of the month.
  public var start: Timestamp {
    Timestamp(startOf: CivilDate(uncheckedYear: year, month: month, day: 1))
  }

  /// First instant after the month.
  public var end: Timestamp {
    let days = Int64(CivilDate.daysInMonth(year: year, month: month))
    return Timestamp(microseconds: start.microseconds + days * 86_400_000_000)
  }

  /// The month as a span of time.
  public var span: UsageSpan { UsageSpan(start, end) }

  private static func fault(_ text: some StringProtocol) -> TenantError {
    TenantError(
      .invalidValue, "'\(text.prefix(80))' is not a billing period", hint: "write a month like 2024-09",
      details: ["value": String(text.prefix(200))])
  }
}
