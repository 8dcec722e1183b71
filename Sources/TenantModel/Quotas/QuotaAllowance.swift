// SPDX-License-Identifier: Apache-2.0

/// How much, and per what: `100/s`, `5M/month`, `50GiB`, `unlimited`.
public struct QuotaAllowance: QuotaText {
  /// The greatest amount, 0 or more; `nil` means that there is no limit.
  public var limit: Int64?
  /// What the limit is per.
  public let window: QuotaWindow

  /// Creates an allowance.
  ///
  /// - Parameters:
  ///   - limit: The greatest amount, 0 or more; `nil` means that there is no limit.
  ///   - window: What the limit is per.
  public init(limit: Int64?, window: QuotaWindow) {
    self.limit = limit
    self.window = window
  }

  /// Reads an amount or `unlimited`, then nothing or `/` and a window.
  ///
  /// Without a window the amount limits what there is at once.
  ///
  /// - Parameter text: The candidate, like `600/min`.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` or ``TenantErrorCode/overflow``, naming what is wrong.
  public init(parsing text: some StringProtocol) throws {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    let limit = parts[0] == "unlimited" ? nil : try QuotaAmount.parse(parts[0])
    self.init(limit: limit, window: parts.count == 2 ? try QuotaWindow(parsing: parts[1]) : .atOnce)
  }

  /// The canonical text.
  public var description: String {
    let amount = limit.map(QuotaAmount.text) ?? "unlimited"
    return window == .atOnce ? amount : "\(amount)/\(window.text)"
  }
}
