// SPDX-License-Identifier: Apache-2.0

/// How often a definition that is only watched was asked on a day, and how often it would have refused.
public struct QuotaShadowCount: Hashable, Sendable {
  /// Who was judged.
  public let tenant: TenantID
  /// The quota.
  public let quota: QuotaKey
  /// Which of its definitions was watched, `definition` or `tier:NAME` by convention.
  public let variant: String
  /// First instant of the day, in UTC.
  public let day: Timestamp
  /// Requests that were judged, 0 or more.
  public let checked: Int64
  /// Those of them that would have been refused, 0 to ``checked``.
  public let denied: Int64

  /// The variant of a quota's own definition with a shadow share.
  public static let definitionVariant = "definition"

  /// The variant of a rehearsed change to another tier.
  ///
  /// - Parameter tier: The other tier.
  /// - Returns: `tier:` and its name.
  public static func variant(of tier: Slug) -> String { "tier:\(tier)" }

  /// Creates a count.
  ///
  /// - Parameters:
  ///   - tenant: Who was judged.
  ///   - quota: The quota.
  ///   - variant: Which of its definitions was watched.
  ///   - instant: An instant of the day.
  ///   - checked: Requests that were judged, 0 or more.
  ///   - denied: Those of them that would have been refused.
  public init(
    tenant: TenantID, quota: QuotaKey, variant: String, at instant: Timestamp, checked: Int64, denied: Int64
  ) {
    self.tenant = tenant
    self.quota = quota
    self.variant = variant
    day = Timestamp(startOf: instant.day)
    self.checked = checked
    self.denied = denied
  }
}
