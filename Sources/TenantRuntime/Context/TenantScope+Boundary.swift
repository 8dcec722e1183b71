// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantStore

extension TenantScope {
  /// Checks that what belongs to this scope may be used by the present task; every handle asks it before anything else.
  ///
  /// It is the second wall: types have kept other tenants out already, and cryptography would. It compares the tenant and the
  /// incarnation with those that are bound, and the lifecycle with the newest that the runtime knows, so that work in flight
  /// ends with a suspension.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/contextMissing``, ``TenantErrorCode/isolationViolation`` or
  ///   ``TenantErrorCode/contextRefused``, which is counted; one about the store where the tenant cannot be read any more.
  func requireBound() throws {
    try checkBoundary(other: .otherTenant, incarnation: .otherIncarnation)
  }

  /// The choke point of ``requireBound()`` and of what is refused for like reasons under another name.
  ///
  /// - Parameters:
  ///   - mayBeUnbound: Whether a task without a tenant may go on, because the scope itself was carried to it.
  ///   - other: What it is called that another tenant is bound.
  ///   - incarnation: What it is called that another incarnation is bound.
  /// - Throws: As ``requireBound()``.
  func checkBoundary(
    mayBeUnbound: Bool = false, other: IsolationViolation, incarnation: IsolationViolation
  ) throws {
    // Left out of a build that shows what the other walls hold.
    #if !WITHOUT_BOUNDARY_CHECKS
      if let bound = Self.bound {
        guard bound.tenant.id == tenant.id else { throw refusal(other, and: bound) }
        guard bound.tenant.incarnation == tenant.incarnation else { throw refusal(incarnation, and: bound) }
      } else if !mayBeUnbound {
        throw refusal(.unbound)
      }
      try requireNewest()
    #endif
  }

  /// Checks that a scope which came by a context may write: the context must know where the tenant is, as this service does.
  ///
  /// Whoever moved the tenant since has not seen the request, and what was decided before the move may not hold after it. The
  /// transaction that writes asks the store whether the service itself knows the place of the moment.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/contextRefused``.
  func requirePlacement() throws {
    guard let context, context.placementEpoch != tenant.placementEpoch else { return }
    throw ContextRefusal.stalePlacement.error
  }

  /// Checks that the tenant is still served as it was when the scope was made.
  private func requireNewest() throws {
    if record.isNewest { return }
    // It was changed, or has left the memory; in most cases only a quota or a name is another.
    guard let newest = try newest(), newest.tenant.incarnation == tenant.incarnation,
      newest.tenant.lifecycleEpoch == tenant.lifecycleEpoch
    else { throw refusal(.staleLifecycle) }
  }

  /// The newest scope of the tenant; `nil` where it is not served.
  private func newest() throws -> TenantScope? {
    do {
      return try core.scope(tenant.id)
    } catch let fault as TenantError where [.tenantNotFound, .tenantInactive].contains(fault.code) {
      return nil
    }
  }

  /// Counts a violation.
  ///
  /// - Returns: What to throw.
  func refusal(_ violation: IsolationViolation, and other: TenantScope? = nil) -> TenantError {
    core.violations.refusal(violation, tenants: [tenant.id] + (other.map { [$0.tenant.id] } ?? []))
  }
}
