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
    // Left out of a build that shows what the other walls hold.
    #if !WITHOUT_BOUNDARY_CHECKS
      guard let bound = Self.bound else { throw refusal(.unbound) }
      try requireSame(bound, else: (.otherTenant, .otherIncarnation))
      try requireNewest()
    #endif
  }

  /// Checks that another scope is of the same incarnation of the same tenant.
  func requireSame(_ other: TenantScope, else violation: (tenant: IsolationViolation, incarnation: IsolationViolation))
    throws
  {
    guard other.tenant.id == tenant.id else { throw refusal(violation.tenant) }
    guard other.tenant.incarnation == tenant.incarnation else { throw refusal(violation.incarnation) }
  }

  /// Checks that the tenant is still served as it was when the scope was made.
  func requireNewest() throws {
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
  func refusal(_ violation: IsolationViolation) -> TenantError { core.violations.refusal(violation) }
}
