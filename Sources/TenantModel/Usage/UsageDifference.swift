// SPDX-License-Identifier: Apache-2.0

/// Something stored about usage that does not follow from the events.
public enum UsageDifference: Equatable, Sendable {
  /// A sum is not what its window's events add up to; a missing sum counts as nothing.
  case rollup(TenantID, UsageGrain, stored: UsageSum, recomputed: UsageSum)
  /// An event does not say what it said when it was counted.
  case event(TenantID, UsageEventKey)
}
