// SPDX-License-Identifier: Apache-2.0

/// Whether a flag is evaluated at all.
public enum FlagState: String, CaseIterable, Codable, Sendable {
  /// Rules, rollout and default decide.
  case on
  /// Everybody is served the off variant.
  case off
}
