// SPDX-License-Identifier: Apache-2.0

/// What happens to a request that a quota has no room for.
public enum QuotaExcessPolicy: String, CaseIterable, Codable, Sendable {
  /// It is refused, and told when to come back.
  case reject
  /// It waits until there is room.
  case delay
  /// It is served with less.
  case degrade
  /// It is served, and charged.
  case allowAndBill = "allow-and-bill"
}
