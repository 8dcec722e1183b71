// SPDX-License-Identifier: Apache-2.0

/// What the boundary between tenants refused; part of the public contract.
public enum IsolationViolation: String, CaseIterable, Codable, Sendable {
  // At a handle
  case unbound
  case otherTenant = "other-tenant"
  case otherIncarnation = "other-incarnation"
  case staleLifecycle = "stale-lifecycle"
  case foreignItem = "foreign-item"

  // At the edge of a service
  case severalContexts = "several-contexts"
  case conflictingSources = "conflicting-sources"
  case malformedBaggage = "malformed-baggage"
  case foreignCarrier = "foreign-carrier"

  /// What was wrong, as the end of a sentence; it names no tenant, for the reader may belong to another one.
  public var meaning: String {
    switch self {
    case .unbound: "no tenant is bound to this task"
    case .otherTenant: "it belongs to another tenant than the one that is bound to this task"
    case .otherIncarnation: "it belongs to another incarnation of the tenant that is bound to this task"
    case .staleLifecycle: "the tenant was suspended, resumed or offboarded since the scope was made"
    case .foreignItem: "the item was made for another tenant than the one that consumes it"
    case .severalContexts: "the request carries more than one context"
    case .conflictingSources: "the sources that name the tenant of the request do not agree"
    case .malformedBaggage: "the baggage of the request is not well-formed"
    case .foreignCarrier: "what is to be carried on belongs to another tenant than the one that is bound to this task"
    }
  }

  /// What to do about it.
  public var advice: String {
    switch self {
    case .unbound: "work inside of 'scope.run', and start tasks that are no children with 'scope.detached'"
    case .otherTenant, .otherIncarnation: "use what belongs to a tenant inside of 'run' of that tenant's scope"
    case .staleLifecycle: "take a new scope for each request"
    case .foreignItem: "let the consumer work in the scope of the item"
    case .severalContexts: "send exactly one context"
    case .conflictingSources: "find out which source is wrong; none of them wins"
    case .malformedBaggage: "encode it as W3C Baggage asks"
    case .foreignCarrier: "carry the context of the tenant that is bound"
    }
  }

  /// The violation as a failure that an operator or a service can act on.
  public var error: TenantError {
    let code: TenantErrorCode =
      switch self {
      case .unbound: .contextMissing
      case .staleLifecycle: .contextRefused
      default: .isolationViolation
      }
    return TenantError(code, "refused: \(meaning)", hint: advice, details: ["reason": rawValue])
  }
}

/// How often the boundary between tenants refused something, by what it refused; no tenant is named.
public struct IsolationCounts: Equatable, Sendable {
  private var counts: [IsolationViolation: Int64] = [:]

  /// Creates counts of nothing.
  public init() {}

  /// How often something was refused for a reason.
  ///
  /// - Parameter violation: The reason.
  public subscript(_ violation: IsolationViolation) -> Int64 { counts[violation] ?? 0 }

  /// How often something was refused for any reason; the greatest number where it is more.
  public var total: Int64 { counts.values.reduce(0) { $0.addingSaturating($1) } }

  /// Counts one more; the greatest number stays.
  ///
  /// - Parameter violation: What was refused.
  public mutating func add(_ violation: IsolationViolation) {
    counts[violation] = self[violation].addingSaturating(1)
  }
}
