// SPDX-License-Identifier: Apache-2.0

public import TenantModel
import TenantStore

/// What one tenant may do, at one revision of the store.
///
/// Only a runtime makes one, and no method of it takes a tenant: with a scope in hand, another tenant cannot be named. It
/// holds one revision for as long as it is kept, so a request that keeps its scope never sees half of a change. Keep it for
/// a request, not longer: it does not learn that the tenant was suspended.
public struct TenantScope: Sendable {
  let record: TenantRecord
  let snapshot: Snapshot
  let now: @Sendable () -> Timestamp
  /// The tenant's tier.
  public let tier: Tier

  init(_ record: TenantRecord, snapshot: Snapshot, now: @escaping @Sendable () -> Timestamp) throws {
    try record.tenant.requireActive()
    guard let tier = snapshot.tiers[record.tenant.tier] else {
      throw TenantError(
        .storeCorrupt, "tenant '\(record.tenant.slug)' is of tier '\(record.tenant.tier)', which does not exist",
        hint: "run 'tenantctl doctor'", details: ["tenant": record.tenant.id.rawValue])
    }
    self.record = record
    self.snapshot = snapshot
    self.now = now
    self.tier = tier
  }

  /// The tenant.
  public var tenant: Tenant { record.tenant }

  /// The flags, as the tenant and its users are served them.
  public var flags: TenantFlags { TenantFlags(scope: self) }

  /// Revision of the store that the scope shows.
  public var revision: Int64 { snapshot.position.revision }
}
