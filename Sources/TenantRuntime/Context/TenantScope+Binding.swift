// SPDX-License-Identifier: Apache-2.0

import Instrumentation
import TenantModel

extension TenantScope {
  /// The scope that is bound to the task; there is no default.
  @TaskLocal static var bound: TenantScope?

  /// The scope of the tenant for which the present task works.
  ///
  /// Child tasks have that of their parent, and so has a `Task { }`, even where it outlives the body of ``run(_:)``. What runs
  /// on a thread of its own, in a callback or in `Task.detached` has none.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/contextMissing`` where no scope is bound: nothing falls back to a tenant.
  ///   No runtime is known then, so that only the metric `tenant_isolation_violations` counts it.
  public static var current: TenantScope {
    get throws {
      guard let bound else { throw IsolationCounters.refusalOfNoRuntime(.unbound) }
      return bound
    }
  }

  /// Binds the scope while a body runs: what belongs to other tenants refuses to be used meanwhile.
  ///
  /// The context that swift-distributed-tracing and its instruments hand on carries the scope, too.
  ///
  /// - Parameter body: The work for the tenant.
  /// - Returns: What the body returns.
  /// - Throws: What the body throws.
  public func run<Result>(_ body: () throws -> Result) rethrows -> Result {
    try Self.$bound.withValue(self) {
      try InstrumentationContext.$current.withValue(instrumentationContext, operation: body)
    }
  }

  /// Binds the scope while a body runs, wherever it is resumed: what belongs to other tenants refuses to be used meanwhile.
  ///
  /// The context that swift-distributed-tracing and its instruments hand on carries the scope, too.
  ///
  /// - Parameters:
  ///   - isolation: Where the body runs; the caller's actor by default.
  ///   - body: The work for the tenant.
  /// - Returns: What the body returns.
  /// - Throws: What the body throws.
  public func run<Result>(
    isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> Result
  ) async rethrows -> Result {
    try await Self.$bound.withValue(
      self,
      operation: {
        try await InstrumentationContext.$current.withValue(
          instrumentationContext, operation: body, isolation: isolation)
      }, isolation: isolation)
  }

  /// The task's context for instruments, with this scope in it.
  private var instrumentationContext: InstrumentationContext {
    var context = InstrumentationContext.current ?? .topLevel
    context.tenantScope = self
    if !Self.propagates { context.tenantScope = nil }
    return context
  }

  /// Whether what the present task sends may carry the context of its tenant.
  @TaskLocal static var propagates = true

  /// Lets nothing that a body sends carry the context of a tenant: for calls to whoever is outside of the trust domain.
  ///
  /// A context is a right to act for the tenant, and a client that an instrument makes write it cannot tell whom it sends to.
  /// The scope stays bound, and everything of the tenant can be used as before. Child tasks and `Task { }` send nothing
  /// either; what runs in `Task.detached` or ``detached(priority:_:)`` is not part of it.
  ///
  /// - Parameter body: Makes the calls.
  /// - Returns: What the body returns.
  /// - Throws: What the body throws.
  public static func withoutPropagation<Result>(_ body: () throws -> Result) rethrows -> Result {
    try $propagates.withValue(false) {
      try InstrumentationContext.$current.withValue(contextWithoutScope, operation: body)
    }
  }

  /// Lets nothing that a body sends carry the context of a tenant, wherever it is resumed: for calls to whoever is outside of
  /// the trust domain.
  ///
  /// A context is a right to act for the tenant, and a client that an instrument makes write it cannot tell whom it sends to.
  /// The scope stays bound, and everything of the tenant can be used as before. Child tasks and `Task { }` send nothing
  /// either; what runs in `Task.detached` or ``detached(priority:_:)`` is not part of it.
  ///
  /// - Parameters:
  ///   - isolation: Where the body runs; the caller's actor by default.
  ///   - body: Makes the calls.
  /// - Returns: What the body returns.
  /// - Throws: What the body throws.
  public static func withoutPropagation<Result>(
    isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> Result
  ) async rethrows -> Result {
    try await $propagates.withValue(
      false,
      operation: {
        try await InstrumentationContext.$current.withValue(
          contextWithoutScope, operation: body, isolation: isolation)
      }, isolation: isolation)
  }

  /// The task's context for instruments without a scope, for clients that take it along and write it in no task of ours.
  private static var contextWithoutScope: InstrumentationContext? {
    var context = InstrumentationContext.current
    context?.tenantScope = nil
    return context
  }

  /// Starts a task that is no child of the present one and works for the tenant of this scope.
  ///
  /// It takes nothing else from the present task, and may outlive the request. What it uses then refuses as soon as the tenant
  /// is suspended or leaves.
  ///
  /// - Parameters:
  ///   - priority: The task's priority; that of the system where it is `nil`.
  ///   - body: The work for the tenant.
  /// - Returns: The task.
  @discardableResult
  public func detached<Success: Sendable>(
    priority: TaskPriority? = nil, _ body: sending @escaping @isolated(any) () async throws -> Success
  ) -> Task<Success, any Error> {
    Task.detached(priority: priority) { try await run(body) }
  }
}
