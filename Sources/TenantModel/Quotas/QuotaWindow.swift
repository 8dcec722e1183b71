// SPDX-License-Identifier: Apache-2.0

/// What a limit is per; it decides the kind of the quota.
public enum QuotaWindow: Hashable, Sendable {
  /// Per duration of 1 to 86,400 seconds, gliding.
  case rate(seconds: Int64)
  /// Per period of the tenant's calendar.
  case period(PeriodUnit)
  /// At any moment.
  case atOnce

  /// The kind of a quota with this window.
  public var kind: QuotaKind {
    switch self {
    case .rate: .rate
    case .period: .period
    case .atOnce: .concurrency
    }
  }

  /// Reads what follows the `/` of a limit.
  ///
  /// - Parameter text: `s`, `min`, `h` or a multiple like `10s` for a rate; `day`, `week`, `month`, `year` or `billing` for a
  ///   period.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where `text` is none of these.
  public init(parsing text: some StringProtocol) throws {
    if let unit = Self.periods.first(where: { $0.name == text })?.unit {
      self = .period(unit)
    } else {
      self = .rate(seconds: try Self.seconds(parsing: text))
    }
  }

  /// Reads a duration of a rate, like `s`, `30s`, `5min` or `1h`.
  ///
  /// - Parameter text: The candidate.
  /// - Returns: Seconds, 1 to 86,400.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where `text` is no such duration.
  public static func seconds(parsing text: some StringProtocol) throws -> Int64 {
    let digits = text.prefix { ("0"..."9").contains($0) }
    let unit = String(text[digits.endIndex...])
    guard let factor = durations.first(where: { $0.name == unit })?.seconds, digits.utf8.count <= 5,
      let count = digits.isEmpty ? 1 : Int64(digits), (1...(86_400 / factor)).contains(count)
    else {
      throw TenantError(
        .invalidValue, "'\(text.prefix(80))' is not a window",
        hint: "use s, min or h for a rate (also 30s, up to 24h), or day, week, month, year or billing for a period",
        details: ["value": String(text)])
    }
    return count * factor
  }

  /// The canonical text of a duration, in the greatest unit that divides it.
  ///
  /// - Parameter seconds: Seconds, at least 1.
  /// - Returns: A text that ``seconds(parsing:)`` reads as the same duration.
  public static func text(seconds: Int64) -> String {
    let (name, factor) = seconds % 3_600 == 0 ? ("h", 3_600) : seconds % 60 == 0 ? ("min", 60) : ("s", Int64(1))
    return seconds == factor ? name : "\(seconds / factor)\(name)"
  }

  /// Spellings of durations; the first of each length is what is printed.
  private static let durations: [(name: String, seconds: Int64)] = [
    ("s", 1), ("sec", 1), ("second", 1), ("min", 60), ("m", 60), ("minute", 60), ("h", 3_600), ("hour", 3_600),
  ]

  /// Spellings of periods; a minute and an hour are durations unless the calendar is named.
  private static let periods: [(name: String, unit: PeriodUnit)] = [
    ("calendar-minute", .minute), ("calendar-hour", .hour), ("day", .day), ("d", .day), ("week", .week),
    ("month", .month), ("year", .year), ("billing", .billing),
  ]

  /// The text after the `/`; empty where there is none.
  public var text: String {
    switch self {
    case .rate(let seconds): Self.text(seconds: seconds)
    case .period(let unit): Self.periods.first { $0.unit == unit }?.name ?? unit.rawValue
    case .atOnce: ""
    }
  }
}
