// SPDX-License-Identifier: Apache-2.0

/// A condition that a place must meet; none of them is ever relaxed.
///
/// The order is the order in which they are asked, from what can never be helped to what more room would help.
public enum PlacementFilter: String, CaseIterable, Codable, Sendable {
  /// The pool's region is one of the tenant's allowed regions.
  case residency
  /// The pool keeps its tenants apart at least as strictly as the tenant's tier asks.
  case isolation
  /// The pool is accepting.
  case state
  /// The instance is the one asked for.
  case instance
  /// The instance is ready; a pool that binds tenants to instances has one at all.
  case instanceState = "instance-state"
  /// An instance for one tenant alone is free.
  case instanceFree = "instance-free"
  /// The pool can hold another tenant.
  case tenants
  /// The pool can hold the tenant's units, with the headroom left free.
  case units
  /// The tenant takes at most 40 % of what it would share with others.
  case share
  /// The instance can hold another tenant.
  case instanceTenants = "instance-tenants"
  /// The instance can hold the tenant's units, with the headroom left free.
  case instanceUnits = "instance-units"

  /// Largest share, in percent, that one tenant may take of what it shares with others.
  public static let largestSharePercent: Int64 = 40

  /// The failure that a tenant without any place is told of where this is the condition that stood in the way.
  var errorCode: TenantErrorCode {
    switch self {
    case .residency: .residencyViolation
    case .isolation, .state, .instance, .instanceState: .placementImpossible
    case .instanceFree, .tenants, .units, .share, .instanceTenants, .instanceUnits: .capacityExceeded
    }
  }
}

/// A condition and what came of it.
public struct PlacementCheck: Equatable, Codable, Sendable {
  /// The condition.
  public let filter: PlacementFilter
  /// Whether it is met.
  public let passed: Bool
  /// What was compared, for a person.
  public let detail: String
}
