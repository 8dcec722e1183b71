// SPDX-License-Identifier: Apache-2.0

public import TenantModel

/// The quotas of one tenant and its users, at one revision of the store.
///
/// They are what the operator defined, grants included; counting against them is the service's.
public struct TenantQuotas: Sendable {
  private let scope: TenantScope

  init(scope: TenantScope) {
    self.scope = scope
  }

  /// Returns what a quota is for the tenant, or for one of its users, now.
  ///
  /// - Parameters:
  ///   - key: The quota.
  ///   - user: The user's identifier; `nil` for the tenant as a whole.
  /// - Returns: What applies, and why; both levels are `nil` where nothing is limited.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/overflow`` where the limit with its grants cannot be represented.
  public func effective(_ key: QuotaKey, user: String? = nil) throws -> QuotaResolution {
    let record = scope.record
    return try QuotaResolution.effective(
      tier: scope.snapshot.tierQuotas[record.tenant.tier]?[key], tenant: record.quotas[key],
      user: user.flatMap { record.userQuotas[$0]?[key] }, grants: record.quotaGrants[key] ?? [], at: scope.now())
  }
}
