// SPDX-License-Identifier: Apache-2.0

/// When a limit that was lowered begins to hold; one that was raised always does at once.
public enum QuotaDecreaseTiming: QuotaText {
  /// When the period ends in which it was lowered: the quota's own, or the tenant's billing period where the quota has none.
  case periodEnd
  /// At once.
  case immediate
  /// So many seconds after it was lowered.
  case grace(seconds: Int64)
  /// Not by itself: it is reported what would be refused, until an operator gives the limit another timing.
  case soft

  /// The longest grace, in seconds: 366 days.
  public static let maximumGraceSeconds: Int64 = 366 * 86_400

  /// Reads `period-end`, `immediate`, `soft`, or `grace:DURATION` like `grace:7d`.
  ///
  /// - Parameter text: The candidate; a duration is a whole number of `s`, `min`, `h` or `d`, at most 366 days.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where `text` is none of these.
  public init(parsing text: some StringProtocol) throws {
    switch text {
    case "period-end": self = .periodEnd
    case "immediate": self = .immediate
    case "soft": self = .soft
    default:
      guard text.hasPrefix("grace:"), let seconds = Self.seconds(text.dropFirst(6)) else {
        throw TenantError(
          .invalidValue, "'\(text.prefix(80))' is not a time for a decrease",
          hint: "use period-end, immediate, soft, or grace:DURATION like grace:7d, at most grace:366d",
          details: ["value": String(text)])
      }
      self = .grace(seconds: seconds)
    }
  }

  /// The canonical text.
  public var description: String {
    switch self {
    case .periodEnd: return "period-end"
    case .immediate: return "immediate"
    case .soft: return "soft"
    case .grace(let seconds):
      let (name, factor) = Self.units.last { seconds % $0.seconds == 0 } ?? ("s", 1)
      return "grace:\(seconds / factor)\(name)"
    }
  }

  private static let units: [(name: String, seconds: Int64)] = [("s", 1), ("min", 60), ("h", 3_600), ("d", 86_400)]

  private static func seconds(_ text: some StringProtocol) -> Int64? {
    let digits = text.prefix { ("0"..."9").contains($0) }
    let unit = String(text[digits.endIndex...])
    guard digits.utf8.count <= 8, let count = Int64(digits),
      let factor = units.first(where: { $0.name == unit })?.seconds
    else { return nil }
    // Of at most eight digits, so the product fits.
    let seconds = count * factor
    return (1...maximumGraceSeconds).contains(seconds) ? seconds : nil
  }
}
