// SPDX-License-Identifier: Apache-2.0

package import TenantModel
import TenantStore

/// Which ledgers of quotas to look at.
package struct QuotaAccountSelection: Sendable {
  /// Only this tenant's; `nil` means all tenants'.
  package var tenant: TenantSelector?
  /// Only of this quota; `nil` means all.
  package var quota: QuotaKey?
  /// Only periods of which some part lies in this span; `nil` means those that go on now.
  package var span: UsageSpan?

  /// Creates a selection of everything that goes on now.
  package init() {}
}

/// How many ledgers were looked at, and how many of them do not agree with what they are held against.
package struct QuotaReconciliation: Codable, Equatable, Sendable {
  /// Ledgers that were looked at.
  package var ledgers: Int64 = 0
  /// Of these, ledgers with a difference.
  package var differing: Int64 = 0

  /// Creates the result of a comparison that has not begun.
  package init() {}
}

extension Administration {
  /// Holds the ledgers of quotas against their leases, the usage events that they wrote, and the sums of usage.
  ///
  /// - Parameters:
  ///   - selection: Which ledgers.
  ///   - visit: Receives each account and the slug of its tenant, by tenant, quota, user and period.
  /// - Returns: How many were looked at, and how many do not agree.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/tenantNotFound`` where there is no such tenant, or what `visit` throws.
  package func reconcileQuotas(
    _ selection: QuotaAccountSelection, _ visit: (QuotaAccount, Slug) throws -> Void
  ) throws -> QuotaReconciliation {
    var result = QuotaReconciliation()
    let now = session.now()
    // The instant alone: a period goes on where it begins before the next one and ends after this one.
    let span = try selection.span ?? UsageSpan(from: now, until: now.advanced(by: .microseconds(1)) ?? now)
    try store.read { reader in
      func reconcile(_ tenant: Tenant) throws -> Bool {
        for account in try reader.quotaAccounts(of: tenant.id, quota: selection.quota, in: span) {
          result.ledgers += 1
          if !account.findings.isEmpty { result.differing += 1 }
          try visit(account, tenant.slug)
        }
        return true
      }
      if let selector = selection.tenant {
        _ = try reconcile(reader.requireTenant(selector))
      } else {
        try reader.forEachTenant(TenantFilter(), reconcile)
      }
    }
    return result
  }
}
