// SPDX-License-Identifier: Apache-2.0

/// What a report on costs has a row for.
public enum CostGrouping: String, CaseIterable, Codable, Sendable {
  /// Each tenant.
  case tenant
  /// Each service of the bills.
  case service
  /// Each tier that tenants were on when their period was attributed.
  case tier
  /// Each pool that tenants were in when their period was attributed.
  case pool
  /// Each billing period.
  case period
}
