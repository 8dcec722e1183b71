// SPDX-License-Identifier: Apache-2.0

/// Allowances that are tried out instead of those that are defined.
package struct SimulationAllowances: Equatable, Sendable {
  private var all: QuotaAllowance?
  private var tiers: [Slug: QuotaAllowance] = [:]

  /// Reads allowances like `10/s` for all tiers, and like `free=10/s` for one.
  ///
  /// - Parameter texts: The words; the last one of the same meaning counts.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where a word is neither.
  package init(parsing texts: [String] = []) throws {
    for text in texts {
      guard let separator = text.firstIndex(of: "=") else {
        all = try QuotaAllowance(parsing: text)
        continue
      }
      let tier = try Slug(parsing: String(text[..<separator]))
      tiers[tier] = try QuotaAllowance(parsing: text[text.index(after: separator)...])
    }
  }

  /// Tiers that are named, in order.
  package var named: [Slug] { tiers.keys.sorted() }

  /// The rules of a tier.
  ///
  /// - Parameters:
  ///   - key: Name of the quota.
  ///   - tier: Name of the tier.
  ///   - quota: What is defined; a policy for excess is kept also where another allowance is tried out.
  ///   - limit: The limit of the definition with everything that was added to it.
  ///   - mode: How the rate is held.
  /// - Returns: The rules; `nil` where nothing is defined or tried out.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where the allowance is not per duration.
  package func rules(
    _ key: QuotaKey, tier: Slug, quota: Quota?, limit: Int64?, mode: RateMode
  ) throws -> SimulatedQuota? {
    let onExceed = quota?.onExceed ?? .reject
    if let allowance = tiers[tier] ?? all {
      return try SimulatedQuota(key, allowance: allowance, mode: mode, onExceed: onExceed)
    }
    guard let quota else { return nil }
    let allowance = QuotaAllowance(limit: limit, window: quota.allowance.window)
    return try SimulatedQuota(key, allowance: allowance, burst: quota.burst, mode: mode, onExceed: onExceed)
  }

  /// The rules where there are no tiers, only the allowance for all; `nil` without one.
  ///
  /// - Parameters:
  ///   - key: Name of the quota.
  ///   - mode: How the rate is held.
  /// - Returns: The rules.
  /// - Throws: As ``rules(_:tier:quota:limit:mode:)``.
  package func rulesForAll(_ key: QuotaKey, mode: RateMode) throws -> SimulatedQuota? {
    try all.map { try SimulatedQuota(key, allowance: $0, mode: mode) }
  }
}
