// SPDX-License-Identifier: Apache-2.0

package import TenantModel
import TenantStore

extension Administration {
  /// How often something was refused that would have crossed the boundary between tenants.
  ///
  /// - Parameters:
  ///   - since: Only at or after this instant.
  ///   - until: Only before this instant.
  ///   - tenant: Only what concerned this tenant; services count without tenants.
  ///   - services: What the services of this host counted, and since when; `nil` where there are none, or the period is not
  ///     theirs.
  /// - Returns: The counts, those of services first; nothing that never happened.
  /// - Throws: ``TenantError`` where the tenant is unknown, or from the store.
  package func refusals(
    since: Timestamp?, until: Timestamp?, of tenant: TenantSelector?,
    services: (counts: IsolationCounts, refusals: RefusalCounts, since: Timestamp)?
  ) throws -> [IsolationRefusal] {
    try store.read { reader in
      let wanted = try tenant.map { try reader.requireTenant($0).id }
      let counted = IsolationViolation.allCases.compactMap { violation -> IsolationRefusal? in
        guard wanted == nil, let services, services.counts[violation] > 0 else { return nil }
        return IsolationRefusal(
          source: .services, wall: violation.wall, kind: violation.rawValue, tenant: nil,
          count: services.counts[violation], since: services.since)
      }
      let others = CountedRefusal.allCases.compactMap { refusal -> IsolationRefusal? in
        guard wanted == nil, let services, services.refusals[refusal] > 0 else { return nil }
        return IsolationRefusal(
          source: .services, wall: refusal.wall, kind: refusal.kind, tenant: nil, count: services.refusals[refusal],
          since: services.since)
      }
      return try counted + others
        + reader.refusals(since: since, until: until).filter { wanted == nil || $0.tenant == wanted }
    }
  }
}
