// SPDX-License-Identifier: Apache-2.0

/// So many hundredths of all tenants, always the same ones.
public struct TenantShare: Hashable, Sendable {
  /// How many hundredths, 0 to 100.
  public let percent: Int

  /// Creates a share.
  ///
  /// - Parameter percent: How many hundredths; values outside of 0 to 100 are taken for the nearest.
  public init(percent: Int) {
    self.percent = min(max(percent, 0), 100)
  }

  /// Whether a tenant belongs to the share.
  ///
  /// The place of a tenant is that of a flag with the same key whose rollout is by tenant, so whoever belongs to a share
  /// belongs to every greater one.
  ///
  /// - Parameters:
  ///   - tenant: The tenant.
  ///   - key: What the share is of; shares with different keys fall on different tenants.
  /// - Returns: `true` for all where the share is 100, for none where it is 0.
  public func includes(_ tenant: TenantID, key: String) -> Bool {
    guard percent > 0 else { return false }
    var hash = Murmur3(key)
    hash.update(tenant.rawValue)
    return FractionalBucket.bucket(of: hash.hash, total: 100) < Int64(percent)
  }
}
