// SPDX-License-Identifier: Apache-2.0

/// Which tenants to read.
public struct TenantFilter: Sendable {
  /// Only tenants in one of these states; empty means any.
  public var states: Set<TenantState> = []
  /// Only tenants of this tier.
  public var tier: Slug?
  /// Only tenants whose home is this region.
  public var homeRegion: Region?
  /// Only tenants that carry all of these labels.
  public var labels: [String: String] = [:]

  /// Creates a filter that keeps every tenant.
  public init() {}
}
