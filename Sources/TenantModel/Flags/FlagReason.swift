// SPDX-License-Identifier: Apache-2.0

/// Why a flag serves what it serves: OpenFeature's words where it has them, our own for what it does not know.
public enum FlagReason: String, CaseIterable, Codable, Sendable {
  /// Nothing about the flag depends on the request; the default is served.
  case `static` = "STATIC"
  /// A rule or the rollout decided; as in flagd, also where it did so by a split.
  case targetingMatch = "TARGETING_MATCH"
  /// Nothing else applied; the default is served.
  case `default` = "DEFAULT"
  /// The flag is off.
  case disabled = "DISABLED"
  /// The flag's kill switch is thrown.
  case killed = "KILLED"
  /// The flag is outside its schedule.
  case scheduled = "SCHEDULED"
  /// The tenant's tier is not entitled to the flag.
  case notEntitled = "NOT_ENTITLED"
  /// Another flag does not serve what this one demands.
  case prerequisiteFailed = "PREREQUISITE_FAILED"
  /// An operator fixed the variant for the tenant or the user.
  case override = "OVERRIDE"
}
