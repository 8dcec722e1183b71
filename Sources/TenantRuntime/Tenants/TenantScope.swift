// SPDX-License-Identifier: Apache-2.0

public import TenantModel
import TenantStore

/// What one tenant may do, at one revision of the store.
///
/// Only a runtime makes one, and no method of it takes a tenant: with a scope in hand, another tenant cannot be named. It
/// holds one revision for as long as it is kept, so a request that keeps its scope never sees half of a change. Keep it for
/// a request, not longer: what is reached through it refuses to be used once the tenant was suspended.
public struct TenantScope: Sendable {
  /// One reference, so that handing a scope on costs little.
  private final class Content: Sendable {
    let record: TenantRecord
    let limits: TenantLimits
    let snapshot: Snapshot
    let tier: Tier
    let core: RuntimeCore

    init(_ record: TenantRecord, _ limits: TenantLimits, _ snapshot: Snapshot, _ tier: Tier, _ core: RuntimeCore) {
      self.record = record
      self.limits = limits
      self.snapshot = snapshot
      self.tier = tier
      self.core = core
    }
  }

  private let content: Content

  init(_ record: TenantRecord, _ limits: TenantLimits, _ snapshot: Snapshot, of core: RuntimeCore) throws {
    try record.tenant.requireActive()
    guard let tier = snapshot.tiers[record.tenant.tier] else {
      throw TenantError(
        .storeCorrupt, "tenant '\(record.tenant.slug)' is of tier '\(record.tenant.tier)', which does not exist",
        hint: "run 'tenantctl doctor'", details: ["tenant": record.tenant.id.rawValue])
    }
    content = Content(record, limits, snapshot, tier, core)
  }

  var record: TenantRecord { content.record }
  /// What the tenant's limits are decided by in this process, whatever revision asks.
  var limits: TenantLimits { content.limits }
  var snapshot: Snapshot { content.snapshot }
  /// The runtime that made the scope; it outlives its scopes, though it may be closed.
  var core: RuntimeCore { content.core }

  func now() -> Timestamp { content.limits.engine.now() }

  /// The tenant's tier.
  public var tier: Tier { content.tier }

  /// The tenant.
  public var tenant: Tenant { record.tenant }

  /// The flags, as the tenant and its users are served them.
  public var flags: TenantFlags { TenantFlags(scope: self) }

  /// The quotas of the tenant and its users.
  public var quotas: TenantQuotas { TenantQuotas(scope: self) }

  /// Revision of the store that the scope shows.
  public var revision: Int64 { snapshot.position.revision }
}
