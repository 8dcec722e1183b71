// SPDX-License-Identifier: Apache-2.0

/// Everything that decides what one quota is for a tenant, and for one of its users.
public struct QuotaSources: Hashable, Sendable {
  /// What the tenant's tier defines.
  public var tier = QuotaTimeline(nil)
  /// Since when the tenant has been of its tier; what the tier promised before does not concern it.
  public var tierSince: Timestamp?
  /// What the tenant defines itself.
  public var tenant: Quota?
  /// What applied to the tenant before the newest change that concerned only itself.
  public var tenantTransition: QuotaTransition?
  /// What is defined for the user, if a user is meant.
  public var user: Quota?
  /// What applied to the user before the newest change of its own definition.
  public var userTransition: QuotaTransition?
  /// All grants of the tenant for the quota.
  public var grants: [QuotaGrant] = []

  /// Creates sources that define nothing.
  public init() {}
}
