// SPDX-License-Identifier: Apache-2.0

package import TenantModel
import TenantStore

/// A change of a quota, as the journal tells it.
package struct QuotaChange {
  /// The journal's row.
  package let entry: JournalEntry
  /// Slug of the tenant it is about; `nil` for a tier.
  package let tenant: Slug?
  /// The tier it is about; `nil` for a tenant.
  package let tier: Slug?
  /// The user it is about, if one.
  package let user: String?
  /// What applied before, as an operator would write it: `100/s`, or `+20% until 2026-12-01T00:00:00Z`.
  package let before: String?
  /// What applies since.
  package let after: String?

  init(_ entry: JournalEntry, tenant: Slug?) throws {
    self.entry = entry
    self.tenant = tenant
    let isGrant = [JournalKind.quotaGrant, .quotaRevoke].contains(entry.kind)
    let scope: QuotaScope?
    if isGrant {
      scope = nil
      before = try entry.before.map { try Self.text(CanonicalJSON.value(QuotaGrant.self, from: $0)) }
      after = try entry.after.map { try Self.text(CanonicalJSON.value(QuotaGrant.self, from: $0)) }
    } else if entry.kind == .quotaAlert {
      let alert = try entry.after.map { try CanonicalJSON.value(QuotaAlert.self, from: $0) }
      scope = alert.flatMap { alert in alert.user.map { .user(alert.tenant, $0) } }
      before = nil
      after = alert.map { "\($0.threshold)% of \(QuotaAmount.text($0.limit)) used" }
    } else {
      let old = try entry.before.map { try CanonicalJSON.value(QuotaAssignment.self, from: $0) }
      let new = try entry.after.map { try CanonicalJSON.value(QuotaAssignment.self, from: $0) }
      scope = (new ?? old)?.scope
      before = old.map { Self.text($0.quota) }
      after = new.map { Self.text($0.quota) }
    }
    if case .tier(let tier) = scope { self.tier = tier } else { tier = nil }
    user = scope?.user
  }

  private static func text(_ quota: Quota) -> String {
    let burst = quota.burst.map { " burst \(QuotaAmount.text($0))" } ?? ""
    return "\(quota.allowance)\(burst)"
  }

  private static func text(_ grant: QuotaGrant) -> String {
    "+\(grant.addition) until \(grant.until)"
  }
}
