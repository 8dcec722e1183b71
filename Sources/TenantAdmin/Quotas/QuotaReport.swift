// SPDX-License-Identifier: Apache-2.0

package import TenantModel
import TenantStore

/// What a quota is for a tenant or one of its users, why, and how much of it is used.
package struct QuotaReport: Sendable {
  /// Which quota.
  package let key: QuotaKey
  /// Whose.
  package let tenant: Tenant
  /// Which user's, if one was named.
  package let user: String?
  /// When.
  package let instant: Timestamp
  /// What applies, and why; at least one of its parts is there.
  package let resolution: QuotaResolution
  /// The quota that explains the answer: the user's own where there is one, else the tenant's.
  package let effective: EffectiveQuota
  /// The period that is counted; `nil` unless the quota is per period.
  package let period: Period?
  /// What counts against the limit in the period, by the ledger: what was metered, or admitted where that is more, and the
  /// units of holders that died; `nil` unless the quota is per period, and of a user's own where no service leased any of it,
  /// for metering does not know users.
  package let standing: QuotaStanding?
  /// What metering alone counted for the tenant in the period; `nil` unless the quota is per period, and of a user's own.
  package let metered: Int64?

  /// The most that the quota admits; `nil` without a limit.
  package var bound: QuotaBound? {
    let quota = effective.quota
    return QuotaBound(effective, mode: quota.mode, isWatched: quota.isShadow(for: tenant.id))
  }
}

extension Administration {
  /// Explains a quota of a tenant, or of one of its users.
  ///
  /// - Parameters:
  ///   - key: Which quota.
  ///   - selector: Whose.
  ///   - user: Which user's; `nil` means the tenant as a whole.
  ///   - instant: When; `nil` means now.
  /// - Returns: The explanation.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/quotaNotFound`` where nothing limits the tenant.
  package func quotaReport(
    _ key: QuotaKey, of selector: TenantSelector, user: String? = nil, at instant: Timestamp? = nil
  ) throws -> QuotaReport {
    if let user { try FlagOverride.validate(user: user) }
    return try store.read { reader in
      let tenant = try reader.requireTenant(selector)
      let report = try report(key, of: tenant, user: user, at: instant ?? session.now(), reader)
      guard let report else { throw TenantError.noQuota(key, tenant: tenant.slug) }
      return report
    }
  }

  /// Explains every quota of a tenant as a whole.
  ///
  /// - Parameters:
  ///   - selector: Whose.
  ///   - instant: When; `nil` means now.
  /// - Returns: One report for each quota, by name.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/tenantNotFound`` where there is no such tenant.
  package func quotaReports(of selector: TenantSelector, at instant: Timestamp? = nil) throws -> [QuotaReport] {
    try store.read { reader in
      let tenant = try reader.requireTenant(selector)
      let keys = Set(
        try (reader.quotas(ofTier: tenant.tier) + reader.quotas(ofTenant: tenant.id)).map(\.quota.key))
      return try keys.sorted().compactMap {
        try report($0, of: tenant, user: nil, at: instant ?? session.now(), reader)
      }
    }
  }

  private func report(
    _ key: QuotaKey, of tenant: Tenant, user: String?, at instant: Timestamp, _ reader: StoreReader
  ) throws -> QuotaReport? {
    let sources = try reader.quotaSources(key, of: tenant, user: user)
    let resolution = try QuotaResolution.effective(sources, at: instant) {
      try session.timeZones.calendar(of: tenant)
    }
    guard let effective = resolution.mostSpecific else { return nil }
    var period: Period?
    var standing: QuotaStanding?
    var metered: Int64?
    if case .period(let unit) = effective.quota.allowance.window {
      let current = try session.timeZones.calendar(of: tenant).period(unit, containing: instant)
      period = current
      let isUsers = effective.source == .user
      let ledger = LeaseKey(tenant: tenant.id, quota: key, user: isUsers ? user : nil, period: current)
      let use = try reader.ledgerUse(of: ledger, meter: effective.quota.meter)
      let isKnown = !isUsers || use.used > 0 || !use.holders.isEmpty
      if isKnown { standing = QuotaStanding(used: use.used, limit: effective.limit) }
      if !isUsers { metered = use.counted }
    }
    return QuotaReport(
      key: key, tenant: tenant, user: user, instant: instant, resolution: resolution, effective: effective,
      period: period, standing: standing, metered: metered)
  }
}
