// SPDX-License-Identifier: Apache-2.0

/// Whose time decides how much of a shared charge each tenant used.
public enum CostUsageWindow: Hashable, Sendable, CustomStringConvertible {
  /// The period of the charge itself; of a charge that states none, the month that bills it.
  case charge
  /// The month that bills the charge.
  case billing
  /// One month for all charges.
  case month(BillingPeriod)

  /// Reads a window.
  ///
  /// - Parameter text: `charge`, `billing` or a month like `2015-05`.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where `text` is none of these.
  public init(parsing text: some StringProtocol) throws {
    switch text {
    case "charge": self = .charge
    case "billing": self = .billing
    default:
      guard let month = try? BillingPeriod(parsing: text) else {
        throw TenantError(
          .invalidValue, "'\(text.prefix(80))' is not a usage period",
          hint: "use charge, billing or a month like 2024-09", details: ["value": String(text.prefix(200))])
      }
      self = .month(month)
    }
  }

  /// The window as it is written and stored.
  public var description: String {
    switch self {
    case .charge: "charge"
    case .billing: "billing"
    case .month(let month): month.rawValue
    }
  }

  /// The time in which use counts for a line of a bill.
  ///
  /// - Parameter line: The line.
  /// - Returns: The span, never empty.
  func span(of line: BillLine) -> UsageSpan {
    switch self {
    case .charge:
      if let start = line.chargeStart, let end = line.chargeEnd, start < end { return UsageSpan(start, end) }
      return line.period.span
    case .billing: return line.period.span
    case .month(let month): return month.span
    }
  }
}
