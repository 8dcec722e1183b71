// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantStore

extension Administration {
  /// Keeps what applied to a tenant or a user before it is given another definition of its own.
  ///
  /// - Parameters:
  ///   - before: The definition it has, if it has one.
  ///   - quota: The new definition.
  ///   - owner: Whose definition it is; of a tier nothing is kept here, because its tenants differ in when a period ends.
  ///   - writer: The transaction, in which nothing of the change is written yet.
  /// - Returns: The timing of the change where it lowers what applied.
  /// - Throws: ``TenantError`` from the store, or where the tenant's time zone cannot be read.
  func rememberQuota(
    replaced before: QuotaAssignment?, by quota: Quota, of owner: QuotaOwner, _ writer: StoreWriter
  ) throws -> QuotaDecreaseTiming? {
    guard let tenant = owner.tenant else {
      return before.flatMap { quota.lowers($0.quota) ? quota.decrease : nil }
    }
    // Where neither the limit nor its timing changes, an earlier change goes on as it was to.
    if let old = before?.quota, old.allowance == quota.allowance, old.decrease == quota.decrease { return nil }
    let applied = try appliedQuota(quota.key, of: tenant, user: owner.scope.user, writer)
    return try writer.remember(applied, becoming: quota, of: owner.scope, quota.decrease)
  }

  /// Keeps what applied to a tenant before its own definition is removed; to a user then only the tenant's quota applies.
  ///
  /// - Returns: The timing of the change where it lowers what applied.
  func rememberQuota(
    removed before: QuotaAssignment, from owner: QuotaOwner, _ timing: QuotaDecreaseTiming, _ writer: StoreWriter
  ) throws -> QuotaDecreaseTiming? {
    let key = before.quota.key
    guard let tenant = owner.tenant else { return nil }
    let tier = owner.scope.user == nil ? try writer.quota(key, of: .tier(tenant.tier)) : nil
    guard let tier, let applied = try appliedQuota(key, of: tenant, user: nil, writer) else {
      try writer.put(nil, for: key, of: owner.scope)
      return nil
    }
    let found = try writer.remember(applied, becoming: tier.quota, of: owner.scope, timing)
    // What the tier promised while the tenant had a definition of its own was not promised to it: the change is a new start.
    if found == nil || timing == .immediate, !tier.transitions.isEmpty {
      try writer.put(applied.transition(at: writer.change.time, timing), for: key, of: owner.scope)
    }
    return found
  }

  /// Keeps what applied to a tenant before its tier changes, for every quota that it has from its tier.
  ///
  /// - Parameters:
  ///   - before: The tenant as it is.
  ///   - tier: Its new tier.
  ///   - timing: When limits that the new tier lowers hold; `nil` means as the definitions of the new tier say.
  ///   - writer: The transaction, in which nothing of the change is written yet.
  /// - Throws: ``TenantError`` from the store, or where the tenant's time zone cannot be read.
  func rememberQuotas(
    of before: Tenant, movedTo tier: Slug, _ timing: QuotaDecreaseTiming?, _ writer: StoreWriter
  ) throws {
    let own = Set(try writer.quotas(ofTenant: before.id).map(\.quota.key))
    let coming = try writer.quotas(ofTier: tier)
    let gone = try writer.quotas(ofTier: before.tier).map(\.quota.key)
    for key in Set(coming.map(\.quota.key)).union(gone).subtracting(own).sorted() {
      let applied = try appliedQuota(key, of: before, user: nil, writer)
      guard let quota = coming.first(where: { $0.quota.key == key })?.quota else {
        try writer.put(nil, for: key, of: .tenant(before.id))
        continue
      }
      _ = try writer.remember(applied, becoming: quota, of: .tenant(before.id), timing ?? quota.decrease)
    }
  }

  private func appliedQuota(
    _ key: QuotaKey, of tenant: Tenant, user: String?, _ writer: StoreWriter
  ) throws -> AppliedQuota? {
    var sources = try writer.quotaSources(key, of: tenant, user: user)
    // A grant is for the tenant, whichever definition it has.
    sources.grants = []
    let resolution = try QuotaResolution.effective(sources, at: writer.change.time) {
      try session.timeZones.calendar(of: tenant)
    }
    return (user == nil ? resolution.tenant : resolution.user).map {
      AppliedQuota(quota: $0.quota, scope: $0.scope(of: tenant, user: user))
    }
  }
}

/// A definition that applies, and whose it is.
private struct AppliedQuota {
  let quota: Quota
  let scope: QuotaScope

  func transition(at instant: Timestamp, _ timing: QuotaDecreaseTiming) -> QuotaTransition {
    QuotaTransition(quota: quota, scope: scope, changedAt: instant, timing: timing)
  }
}

extension StoreWriter {
  /// Keeps what applied before a change that lowers it later than at once; forgets it otherwise.
  ///
  /// - Returns: The timing where the change lowers what applied.
  fileprivate func remember(
    _ applied: AppliedQuota?, becoming quota: Quota, of scope: QuotaScope, _ timing: QuotaDecreaseTiming
  ) throws -> QuotaDecreaseTiming? {
    let lowers = applied.map { quota.lowers($0.quota) } ?? false
    let keeps = lowers && timing != .immediate
    try put(keeps ? applied?.transition(at: change.time, timing) : nil, for: quota.key, of: scope)
    return lowers ? timing : nil
  }
}

extension EffectiveQuota {
  /// Whose definition applies.
  fileprivate func scope(of tenant: Tenant, user: String?) -> QuotaScope {
    if let kept { return kept.scope }
    switch source {
    case .tier: return .tier(tenant.tier)
    case .tenant: return .tenant(tenant.id)
    case .user: return user.map { .user(tenant.id, $0) } ?? .tenant(tenant.id)
    }
  }
}
