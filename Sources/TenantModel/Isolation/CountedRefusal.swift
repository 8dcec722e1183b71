// SPDX-License-Identifier: Apache-2.0

/// What is refused of a statement on a database in which tenants are kept apart.
public enum StatementRefusal: String, CaseIterable, Sendable {
  /// It would reach more than the tenant of the scope has.
  case forbidden
  /// The connection carries something over from or to other work.
  case dirtyConnection = "dirty-connection"
}

/// What is refused in a transaction of the store, because the tenant is not served any more as the scope knew it.
public enum TransactionRefusal: String, CaseIterable, Sendable {
  /// It was suspended, resumed or offboarded, or is another incarnation.
  case staleLifecycle = "stale-lifecycle"
  /// It was moved.
  case stalePlacement = "stale-placement"
}

/// What a service refuses beside violations of the boundary, as it is counted: by the reason, and without the tenant.
public enum CountedRefusal: Hashable, CaseIterable, Sendable {
  case context(ContextRefusal)
  case identity(IdentityRefusal)
  case event(EventRefusal)
  case statement(StatementRefusal)
  case transaction(TransactionRefusal)

  /// All of them, by their kinds.
  public static let allCases: [CountedRefusal] =
    ContextRefusal.allCases.map(Self.context) + IdentityRefusal.allCases.map(Self.identity)
    + EventRefusal.allCases.map(Self.event) + StatementRefusal.allCases.map(Self.statement)
    + TransactionRefusal.allCases.map(Self.transaction)

  /// What is refused and why, like `context.expired`.
  public var kind: String {
    switch self {
    case .context(let reason): "context.\(reason.rawValue)"
    case .identity(let reason): "identity.\(reason.rawValue)"
    case .event(let reason): "event.\(reason.rawValue)"
    case .statement(let reason): "statement.\(reason.rawValue)"
    case .transaction(let reason): "transaction.\(reason.rawValue)"
    }
  }

  /// Which wall it ran into.
  public var wall: IsolationWall {
    switch self {
    case .context, .identity: .edge
    case .event, .statement, .transaction: .checks
    }
  }

  /// What a failure of a transaction of the store says was refused; `nil` where it says nothing of the kind.
  ///
  /// - Parameter error: The failure.
  package init?(_ error: any Error) {
    guard let fault = error as? TenantError, let reason = fault.details["reason"] else { return nil }
    let refusal: CountedRefusal? =
      switch fault.code {
      case .eventRefused: EventRefusal(rawValue: reason).map(Self.event)
      case .contextRefused: TransactionRefusal(rawValue: reason).map(Self.transaction)
      case .databaseRefused, .isolationViolation: StatementRefusal(rawValue: reason).map(Self.statement)
      default: nil
      }
    guard let refusal else { return nil }
    self = refusal
  }
}
