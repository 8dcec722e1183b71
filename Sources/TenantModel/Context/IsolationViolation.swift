// SPDX-License-Identifier: Apache-2.0

/// What the boundary between tenants refused; part of the public contract.
public enum IsolationViolation: String, CaseIterable, Codable, Error, Sendable {
  // At a handle
  case unbound
  case otherTenant = "other-tenant"
  case otherIncarnation = "other-incarnation"
  case staleLifecycle = "stale-lifecycle"
  case foreignItem = "foreign-item"

  // At the edge of a service
  case noContext = "no-context"
  case severalContexts = "several-contexts"
  case noSource = "no-source"
  case conflictingSources = "conflicting-sources"
  case malformedEncoding = "malformed-encoding"
  case foreignContext = "foreign-context"
  case endedContext = "ended-context"

  // At a seal
  case unopened

  /// What was wrong, as the end of a sentence; it names no tenant, for the reader may belong to another one.
  public var meaning: String {
    switch self {
    case .unbound: "no tenant is bound to this task"
    case .otherTenant: "it belongs to another tenant than the one that is bound to this task"
    case .otherIncarnation: "it belongs to another incarnation of the tenant that is bound to this task"
    case .staleLifecycle: "the tenant was suspended, resumed or offboarded since the scope was made"
    case .foreignItem: "the item was made for another tenant than the one that consumes it"
    case .noContext: "the request carries no context"
    case .severalContexts: "the request carries more than one context"
    case .noSource: "nothing that was authenticated names the tenant of the request"
    case .conflictingSources: "the sources that name the tenant of the request do not agree"
    case .malformedEncoding: "the baggage or the query of the request is not encoded as it must be"
    case .foreignContext: "the context to be carried on is of another tenant than the scope"
    case .endedContext: "the scope was made of no context, or of one that may not be carried on"
    case .unopened: "a sealed payload does not open with the key of the tenant, or not where it is"
    }
  }

  /// Which wall it ran into.
  public var wall: IsolationWall {
    switch self {
    case .unbound, .otherTenant, .otherIncarnation, .staleLifecycle, .foreignItem: .checks
    case .noContext, .severalContexts, .noSource, .conflictingSources, .malformedEncoding, .foreignContext,
      .endedContext:
      .edge
    case .unopened: .cryptography
    }
  }

  /// What to do about it.
  public var advice: String {
    switch self {
    case .unbound: "work inside of 'scope.run', and start tasks that are no children with 'scope.detached'"
    case .otherTenant, .otherIncarnation: "use what belongs to a tenant inside of 'run' of that tenant's scope"
    case .staleLifecycle: "take a new scope for each request"
    case .foreignItem: "let the consumer work in the scope of the item"
    case .noContext, .severalContexts: "send exactly one context"
    case .noSource: "authenticate the request before it is asked for its tenant"
    case .conflictingSources: "find out which source is wrong; none of them wins"
    case .malformedEncoding: "encode each octet that needs it as a percent sign and two digits, and only UTF-8"
    case .foreignContext: "exchange the context of the scope itself"
    case .endedContext: "issue the context with hops, or carry one on that was issued or exchanged for the call"
    case .unopened: "compare the store with a backup, and run 'tenantctl isolation verify'"
    }
  }

  /// The violation as a failure that an operator or a service can act on.
  public var error: TenantError {
    let code: TenantErrorCode =
      switch self {
      case .unbound, .noContext, .noSource: .contextMissing
      case .staleLifecycle, .endedContext: .contextRefused
      case .unopened: .sealRefused
      default: .isolationViolation
      }
    return TenantError(code, "refused: \(meaning)", hint: advice, details: ["reason": rawValue])
  }
}
