// SPDX-License-Identifier: Apache-2.0

package import TenantModel
import TenantStore

/// A limit, whose it is, and the most that it can admit.
package struct QuotaProof: Equatable, Sendable {
  /// Whose definition it is.
  package let level: QuotaLevel
  /// Name of the tier, slug of the tenant.
  package let owner: Slug
  /// Which user's, where it is one's.
  package let user: String?
  /// The definition.
  package let quota: Quota
  /// How much, and per what; of a tenant with its grants in force.
  package let allowance: QuotaAllowance
  /// The most that it admits.
  package let bound: QuotaBound
}

/// Which limits to compute.
package struct QuotaProofSelection: Sendable {
  /// What applies to this tenant and its users; `nil` means what tiers and tenants define.
  package var tenant: TenantSelector?
  /// Only what this tier defines.
  package var tier: Slug?
  /// Only this quota.
  package var quota: QuotaKey?

  /// Creates a selection of everything.
  package init() {}
}

extension Administration {
  /// Computes, for each limit, the most that it can admit.
  ///
  /// What has no limit is left out. A definition that is only watched for some of its tenants bounds nothing: the one that is
  /// watched uses what it likes.
  ///
  /// - Parameters:
  ///   - selection: Which limits.
  ///   - visit: Receives each: those of tiers, then those that tenants and their users have of their own; of one tenant what
  ///     applies to it, then what its users have of their own.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/tenantNotFound`` or ``TenantErrorCode/tierNotFound`` where the selection
  ///   names what is not there, or what `visit` throws.
  package func proveQuotas(_ selection: QuotaProofSelection, _ visit: (QuotaProof) throws -> Void) throws {
    func isWanted(_ key: QuotaKey) -> Bool { selection.quota.map { $0 == key } ?? true }
    func prove(_ assignment: QuotaAssignment, of owner: Slug) throws {
      let quota = assignment.quota
      // Of a tenant it is known whether it is among those for whom the definition is only watched.
      let isShadow = assignment.scope.tenant.map { quota.isShadow(for: $0) }
      let watched = isShadow.map { $0 ? 100 : 0 } ?? quota.shadow
      guard isWanted(quota.key), let bound = quota.bound(watchedPercent: watched) else { return }
      try visit(
        QuotaProof(
          level: assignment.scope.level, owner: owner, user: assignment.scope.user, quota: quota,
          allowance: quota.allowance, bound: bound))
    }
    if let selector = selection.tenant { return try proveWhatApplies(to: selector, isWanted, visit) }
    try store.read { reader in
      if let tier = selection.tier {
        let name = try reader.requireTier(tier).name
        for assignment in try reader.quotas(ofTier: name) { try prove(assignment, of: name) }
        return
      }
      for assignment in try reader.tierQuotas() {
        guard case .tier(let tier) = assignment.scope else { continue }
        try prove(assignment, of: tier)
      }
      try reader.forEachTenant(TenantFilter()) { tenant in
        for assignment in try reader.quotas(ofTenant: tenant.id) + reader.userQuotas(of: tenant.id) {
          try prove(assignment, of: tenant.slug)
        }
        return true
      }
    }
  }

  private func proveWhatApplies(
    to selector: TenantSelector, _ isWanted: (QuotaKey) -> Bool, _ visit: (QuotaProof) throws -> Void
  ) throws {
    for report in try quotaReports(of: selector) where isWanted(report.key) {
      let effective = report.effective
      guard let bound = report.bound else { continue }
      // What was replaced and is kept may be of the tier that the tenant had before.
      let tier: Slug = if case .tier(let tier)? = effective.kept?.scope { tier } else { report.tenant.tier }
      try visit(
        QuotaProof(
          level: effective.source, owner: effective.source == .tier ? tier : report.tenant.slug,
          user: nil,
          quota: effective.quota, allowance: effective.allowance, bound: bound))
    }
    try store.read { reader in
      let tenant = try reader.requireTenant(selector)
      for assignment in try reader.userQuotas(of: tenant.id) where isWanted(assignment.quota.key) {
        let isShadow = assignment.quota.isShadow(for: tenant.id)
        guard let bound = assignment.quota.bound(watchedPercent: isShadow ? 100 : 0) else { continue }
        try visit(
          QuotaProof(
            level: .user, owner: tenant.slug, user: assignment.scope.user, quota: assignment.quota,
            allowance: assignment.quota.allowance, bound: bound))
      }
    }
  }
}

extension Quota {
  /// The most that the definition admits without grants; `nil` where it has no limit.
  fileprivate func bound(watchedPercent: Int) -> QuotaBound? {
    guard let limit = allowance.limit else { return nil }
    return QuotaBound(
      limit: limit, window: allowance.window, burst: burst, mode: mode, onExceed: onExceed,
      failurePolicy: failurePolicy, watchedPercent: watchedPercent)
  }
}
