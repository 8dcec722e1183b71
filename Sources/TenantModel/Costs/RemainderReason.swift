// SPDX-License-Identifier: Apache-2.0

/// Why a part of a bill belongs to no tenant.
///
/// Such parts are rows of every report, so that the rows add up to the bill.
public enum RemainderReason: String, CaseIterable, Codable, Sendable {
  /// No rule matches the line.
  case noRule = "no-rule"
  /// The rule names an owner, and no tenant is known by that identifier.
  case noOwner = "no-owner"
  /// Nobody has any weight: no usage, no active time.
  case zeroWeight = "zero-weight"
  /// The rule's fixed shares leave this part to nobody.
  case unassignedShare = "unassigned-share"
  /// Capacity that was paid for and that nobody used.
  case idle
  /// The line was imported, and its period has not been attributed since.
  case notAttributed = "not-attributed"

  /// What the reason means and what can be done about it, for a person.
  public var explanation: String {
    switch self {
    case .noRule: "no rule matches these lines; add one with 'tenantctl cost rule set'"
    case .noOwner: "no tenant carries the identifier on these lines; add it as an external id of a tenant"
    case .zeroWeight: "nobody has any weight under the rule: no usage in its window, or no active time"
    case .unassignedShare: "the rule's fixed shares leave this part to nobody"
    case .idle: "capacity that was paid for and not used"
    case .notAttributed: "imported since the period was last attributed; run 'tenantctl cost attribute'"
    }
  }
}
