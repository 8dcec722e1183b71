// SPDX-License-Identifier: Apache-2.0

import TenantModel

/// Work that needs two tenants at once, such as copying from one into the other.
///
/// Which tenants they are is known at run time only, so no type tells them apart by itself. But the work is generic over a
/// brand for each of them, about which it knows nothing: what belongs to the first is of another type than what belongs to
/// the second, and the compiler refuses to mix them up. The technique is that of Kiselyov and Shan, "Lightweight static
/// capabilities" (2006).
public protocol TwoTenantWork: Sendable {
  /// What the work results in.
  associatedtype Output: Sendable

  /// Does the work.
  ///
  /// - Parameters:
  ///   - first: The section of the one tenant.
  ///   - second: The section of the other one.
  /// - Returns: What the work results in.
  /// - Throws: What the work throws.
  func run<First, Second>(
    _ first: TenantSection<First>, _ second: TenantSection<Second>
  ) async throws -> Output
}

/// Something that was got for the tenant of a brand, and can be used for that tenant only.
public struct TenantOwned<Brand, Value> {
  fileprivate let value: Value

  /// Takes the value out of the tenant's section: from here on nothing keeps it from another tenant.
  ///
  /// It is for results that say nothing of the tenant's data, like a count; whoever reviews such code looks for this name.
  ///
  /// - Returns: The value.
  public func disclosed() -> Value { value }
}

extension TenantOwned: Sendable where Value: Sendable {}

/// The part of a ``TwoTenantWork`` that is done for one of the tenants.
public struct TenantSection<Brand>: Sendable {
  fileprivate let scope: TenantScope

  /// Works for the tenant of the section.
  ///
  /// - Parameters:
  ///   - isolation: Where the body runs; the caller's actor by default.
  ///   - body: The work, given the tenant's scope, which is bound to the task meanwhile.
  /// - Returns: What the body returns, as the tenant's.
  /// - Throws: ``TenantError`` where the tenant was suspended or has left, or what the body throws.
  public func run<Value>(
    isolation: isolated (any Actor)? = #isolation, _ body: (TenantScope) async throws -> Value
  ) async throws -> TenantOwned<Brand, Value> {
    try scope.checkBoundary(mayBeUnbound: true, other: .foreignItem, incarnation: .foreignItem)
    return TenantOwned(value: try await scope.run { try await body(scope) })
  }

  /// Works for the tenant of the section, with something that is the tenant's.
  ///
  /// - Parameters:
  ///   - owned: What was got for the same tenant.
  ///   - isolation: Where the body runs; the caller's actor by default.
  ///   - body: The work, given the tenant's scope and what is the tenant's.
  /// - Returns: What the body returns, as the tenant's.
  /// - Throws: As ``run(isolation:_:)``.
  public func run<Input, Value>(
    with owned: TenantOwned<Brand, Input>, isolation: isolated (any Actor)? = #isolation,
    _ body: (TenantScope, Input) async throws -> Value
  ) async throws -> TenantOwned<Brand, Value> {
    try await run { try await body($0, owned.value) }
  }
}

extension TenantScope {
  /// Does work that needs another tenant besides that of this scope.
  ///
  /// - Parameters:
  ///   - other: The scope of the other tenant.
  ///   - work: The work.
  /// - Returns: What the work results in.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/isolationViolation`` where a scope of a third tenant is bound to the task,
  ///   or what the work throws.
  public func run<Work: TwoTenantWork>(with other: TenantScope, _ work: Work) async throws -> Work.Output {
    try await work.run(TenantSection<FirstBrand>(scope: self), TenantSection<SecondBrand>(scope: other))
  }
}

/// Stand for the two tenants; the work knows nothing about them.
private enum FirstBrand {}
private enum SecondBrand {}
