// SPDX-License-Identifier: Apache-2.0

/// How a rate is held.
public enum RateMode: String, CaseIterable, Codable, Sendable {
  /// Burst and sustained rate are two promises: after a pause the burst is there at once, and then the rate.
  case bucket
  /// A bucket so small and slow that no window has more than the limit.
  case hard
  /// The whole limit may be used at once, and no window has more, for what was used counts for a whole window and a bit.
  case rolling
}
