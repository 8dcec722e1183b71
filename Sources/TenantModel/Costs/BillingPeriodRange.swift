// SPDX-License-Identifier: Apache-2.0

/// The billing periods that a command works on: `2024-09`, `2024-09..2024-11` or `all`.
public struct BillingPeriodRange: Hashable, Sendable {
  /// First period, or `nil` without lower bound.
  public let first: BillingPeriod?
  /// Last period, included, or `nil` without upper bound.
  public let last: BillingPeriod?

  /// Every period.
  public static let all = BillingPeriodRange(first: nil, last: nil)

  private init(first: BillingPeriod?, last: BillingPeriod?) {
    self.first = first
    self.last = last
  }

  /// Creates the range of one period.
  ///
  /// - Parameter period: The only period.
  public init(_ period: BillingPeriod) {
    self.init(first: period, last: period)
  }

  /// Reads a range.
  ///
  /// - Parameter text: A month, two months joined by `..` (both included), or `all`.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where `text` is none of these.
  public init(parsing text: some StringProtocol) throws {
    if text == "all" {
      self = .all
      return
    }
    guard let dot = text.firstIndex(of: "."), text[text.index(after: dot)...].first == "." else {
      self.init(try BillingPeriod(parsing: text))
      return
    }
    let first = try BillingPeriod(parsing: text[..<dot])
    let last = try BillingPeriod(parsing: text[text.index(dot, offsetBy: 2)...])
    self.init(first: first, last: last)
    if first > last {
      throw TenantError(
        .invalidValue, "'\(text)' ends before it begins", hint: "write the earlier month first",
        details: ["value": String(text)])
    }
  }

  /// Whether a period lies in the range.
  ///
  /// - Parameter period: The period.
  /// - Returns: `true` where it lies between the bounds.
  public func contains(_ period: BillingPeriod) -> Bool {
    if let first, period < first { return false }
    if let last, period > last { return false }
    return true
  }
}

extension BillingPeriodRange: CustomStringConvertible {
  /// The range in the form that is read.
  public var description: String {
    guard let first, let last else { return "all" }
    return first == last ? first.rawValue : "\(first)..\(last)"
  }
}
