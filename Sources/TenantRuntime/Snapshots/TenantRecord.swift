// SPDX-License-Identifier: Apache-2.0

import Synchronization
import TenantModel
import TenantStore

/// All that is particular to one tenant, as of the snapshot it was loaded for and of all later ones until it is dropped.
final class TenantRecord: Sendable {
  let tenant: Tenant
  /// A request of the tenant itself, from which those of its users are made without copying the tenant's attributes.
  let flagRequest: FlagRequest
  let flagOverrides: FlagOverrideSet
  let quotas: [QuotaKey: Quota]
  let userQuotas: [String: [QuotaKey: Quota]]
  let quotaGrants: [QuotaKey: [QuotaGrant]]
  /// What applied before the newest changes, by user; the empty user is the tenant as a whole.
  let quotaTransitions: [String: [QuotaKey: QuotaTransition]]
  /// What a context of the tenant is held against.
  let context: ContextTenant
  /// Where the tenant's periods begin; a zone that cannot be read is no concern of requests that need none.
  let calendar: Result<TenantCalendar, TenantError>
  /// The tenant's root key, once something of the tenant was opened; it goes with the record when the tenant is changed.
  let root = LazyReference<KeptRoot>()
  private let newest = Atomic<Bool>(false)

  /// Whether the record is in the directory, which drops it as soon as the runtime hears of a change of the tenant.
  ///
  /// One that has left the directory for other reasons may be the newest nevertheless.
  var isNewest: Bool {
    get { newest.load(ordering: .acquiring) }
    set { newest.store(newValue, ordering: .releasing) }
  }

  init(_ tenant: Tenant, calendar: Result<TenantCalendar, TenantError>, reading reader: StoreReader) throws {
    self.tenant = tenant
    self.calendar = calendar
    context = try ContextTenant(tenant)
    flagRequest = FlagRequest(tenant: tenant)
    flagOverrides = FlagOverrideSet(try reader.flagOverrides(of: tenant.id), of: tenant.id)
    quotas = Dictionary(
      uniqueKeysWithValues: try reader.quotas(ofTenant: tenant.id).map { ($0.quota.key, $0.quota) })
    var userQuotas: [String: [QuotaKey: Quota]] = [:]
    for assignment in try reader.userQuotas(of: tenant.id) {
      if let user = assignment.scope.user { userQuotas[user, default: [:]][assignment.quota.key] = assignment.quota }
    }
    self.userQuotas = userQuotas
    quotaGrants = Dictionary(grouping: try reader.quotaGrants(of: tenant.id), by: \.quota)
    quotaTransitions = try reader.userQuotaTransitions(of: tenant.id)
  }

  /// Everything that decides what a quota is for the tenant, and for one of its users.
  func sources(_ key: QuotaKey, user: String?, _ snapshot: Snapshot) -> QuotaSources {
    var sources = QuotaSources()
    sources.tier = snapshot.tierQuotas[tenant.tier]?[key] ?? QuotaTimeline(nil)
    sources.tierSince = tenant.tierSince
    sources.tenant = quotas[key]
    sources.tenantTransition = quotaTransitions[""]?[key]
    if let user {
      sources.user = userQuotas[user]?[key]
      sources.userTransition = quotaTransitions[user]?[key]
    }
    sources.grants = quotaGrants[key] ?? []
    return sources
  }

  /// Everything that would decide what a quota is for the tenant as a whole if it had come to the tier that its own rehearses.
  ///
  /// - Returns: The other tier and the sources; `nil` where none is rehearsed for this tenant.
  func rehearsedSources(
    _ key: QuotaKey, _ snapshot: Snapshot, at instant: Timestamp
  ) -> (tier: Slug, sources: QuotaSources)? {
    guard let tier = snapshot.tiers[tenant.tier]?.shadowTier(for: tenant.id) else { return nil }
    var sources = sources(key, user: nil, snapshot)
    sources.tier = snapshot.tierQuotas[tier]?[key] ?? QuotaTimeline(nil)
    // What the other tier promised its tenants before was not promised to this one, and what this one was promised by its
    // tier it would not keep.
    sources.tierSince = instant
    if sources.tenant == nil { sources.tenantTransition = nil }
    return (tier, sources)
  }
}
