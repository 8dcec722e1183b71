// SPDX-License-Identifier: Apache-2.0

/// A rehearsal of a change of tier: what the quotas of another tier would refuse is counted, and nothing is refused.
public struct TierShadow: Hashable, Codable, Sendable {
  /// The tier whose quotas are rehearsed.
  public let `as`: Slug
  /// For how many hundredths of the tenants, 1 to 100.
  public let share: Int

  /// Creates a rehearsal.
  ///
  /// - Parameters:
  ///   - tier: The tier whose quotas are rehearsed.
  ///   - share: For how many hundredths of the tenants, 1 to 100.
  public init(as tier: Slug, share: Int) {
    self.as = tier
    self.share = share
  }
}

extension Tier {
  /// The tier whose quotas a tenant is also judged by, without effect; `nil` where there is none for this tenant.
  ///
  /// - Parameter tenant: A tenant of this tier.
  /// - Returns: The rehearsed tier, where the tenant's place among the hundredths, by the bucketing of flags, is below the
  ///   share.
  public func shadowTier(for tenant: TenantID) -> Slug? {
    guard let shadow, TenantShare(percent: shadow.share).includes(tenant, key: name.rawValue) else { return nil }
    return shadow.as
  }
}
