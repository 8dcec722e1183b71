// SPDX-License-Identifier: Apache-2.0

/// Where a tenant stands in its life.
public enum TenantState: String, CaseIterable, Codable, Sendable {
  /// Served normally.
  case active
  /// Kept, but served nothing until it is resumed.
  case suspended
  /// On its way out: nothing is served, data may still be exported.
  case offboarding
  /// Gone; only the tombstone remains.
  case offboarded

  /// The states that may follow this one, in the order in which an operator would think of them.
  public var successors: [TenantState] {
    switch self {
    case .active: [.suspended, .offboarding]
    case .suspended: [.active, .offboarding]
    case .offboarding: [.offboarded]
    case .offboarded: []
    }
  }

  /// Whether the store still holds the tenant's own data.
  public var isPresent: Bool { self != .offboarded }

  /// Checks that a state may follow this one.
  ///
  /// - Parameters:
  ///   - next: The state asked for.
  ///   - tenant: How the operator names the tenant, for the message.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/tenantIllegalTransition``, naming the legal states.
  public func requireTransition(to next: TenantState, tenant: String) throws {
    if !successors.contains(next) { throw illegalTransition(to: next, tenant: tenant) }
  }

  /// What is said where a state cannot follow this one.
  ///
  /// - Parameters:
  ///   - next: The state asked for.
  ///   - tenant: How the operator names the tenant, for the message.
  /// - Returns: An error with ``TenantErrorCode/tenantIllegalTransition``, naming the legal states.
  package func illegalTransition(to next: TenantState, tenant: String) -> TenantError {
    let legal = successors.map { "'\($0.rawValue)'" }.joined(separator: " or ")
    return TenantError(
      .tenantIllegalTransition, "tenant '\(tenant)' is \(rawValue) and cannot become \(next.rawValue)",
      hint: legal.isEmpty ? "an offboarded tenant cannot be changed any more" : "from here it can become \(legal)",
      details: ["tenant": tenant, "state": rawValue, "requested": next.rawValue])
  }
}
