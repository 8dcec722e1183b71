// SPDX-License-Identifier: Apache-2.0

/// What a scope knew of its tenant's life when it was made; whoever acts by it asks whether it is still so.
package struct TenantStanding: Hashable, Sendable {
  /// The tenant.
  package let tenant: TenantID
  /// Its incarnation, from 1.
  package let incarnation: Int64
  /// Counts suspensions, resumptions and the offboarding.
  package let lifecycleEpoch: Int64
  /// Counts changes of authority over the tenant's data.
  package let placementEpoch: Int64

  /// Takes what a record says.
  ///
  /// - Parameter tenant: The record.
  package init(_ tenant: Tenant) {
    self.tenant = tenant.id
    incarnation = tenant.incarnation
    lifecycleEpoch = tenant.lifecycleEpoch
    placementEpoch = tenant.placementEpoch
  }

  /// Refuses where the tenant is not served any more, or not as it was.
  ///
  /// - Parameters:
  ///   - tenant: The tenant's record as it is now; `nil` where there is none.
  ///   - isWriting: Whether something is to be written, which only the placement of the moment may.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/contextRefused``: a tenant that is served again, is another incarnation
  ///   or was moved looks like one that is not served.
  package func require(_ tenant: Tenant?, isWriting: Bool) throws {
    guard let tenant, tenant.id == self.tenant, tenant.incarnation == incarnation, tenant.state == .active,
      tenant.lifecycleEpoch == lifecycleEpoch
    else { throw ContextRefusal.staleLifecycle.error }
    guard !isWriting || tenant.placementEpoch == placementEpoch else { throw ContextRefusal.stalePlacement.error }
  }
}
