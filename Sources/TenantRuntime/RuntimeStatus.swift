// SPDX-License-Identifier: Apache-2.0

public import TenantModel

/// How well a runtime keeps up with the store.
public struct RuntimeStatus: Equatable, Sendable {
  /// Revision of the store that is served.
  public let revision: Int64
  /// Why the newest revision is not served, or `nil` where it is.
  public let fault: TenantError?
  /// How many tenants are in memory.
  public let loadedTenants: Int
  /// How many times everything was read anew: once at the start, and after each restore.
  public let reloads: Int64
  /// How many decisions were made without the state behind a limit, by its failure policy, since the runtime was opened; their
  /// reason is ``QuotaDecision/Reason/storeUnavailable``.
  ///
  /// The metric `tenant_runtime_degraded_decisions` counts the same.
  public let degradedDecisions: Int64
  /// What the boundary between tenants refused since the runtime was opened.
  ///
  /// The metric `tenant_isolation_violations` counts the same, by the label `reason`, of all runtimes of the process together,
  /// and with what was asked for without a scope. The journal has a row `isolation.violation` a minute at most.
  public let violations: IsolationCounts
  /// What the rules of contexts, identities, events, statements and transactions refused since the runtime was opened.
  public let refusals: RefusalCounts
}
