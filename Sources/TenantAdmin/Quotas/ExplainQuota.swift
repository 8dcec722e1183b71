// SPDX-License-Identifier: Apache-2.0

package import TenantModel
import TenantStore

/// Everything the store knows of a quota of a tenant, or of one of its users, at an instant.
package struct QuotaExplanation: Sendable {
  /// What applies, and why.
  package let report: QuotaReport
  /// The ledger of the period; `nil` unless the quota is per period.
  package let ledger: QuotaLedger?
  /// Alerts of the period; of other kinds there are none.
  package let alerts: [QuotaAlert]
  /// What the quota would have refused where it is only watched, on all days.
  package let shadows: [QuotaShadowReport]
  /// The most that the quota admits; `nil` without a limit.
  package let bound: QuotaBound?
  /// Revision of the newest change that can have made the quota what it is.
  package let lastChange: Int64
  /// Revision of the store that all this is of.
  package let revision: Int64
}

/// What is used of a quota in a period, and where the number comes from.
package struct QuotaLedger: Equatable, Sendable {
  /// A process that has units in hand.
  package struct Holder: Equatable, Sendable {
    /// Its random name.
    package let name: String
    /// Units that were neither reported as spent nor returned.
    package let units: Int64
    /// When they may be taken for lost.
    package let expiresAt: Timestamp
  }

  /// What metering counted for the tenant; 0 of a user, whom metering does not know.
  package let counted: Int64
  /// Units spent through leases within the limit.
  package let settled: Int64
  /// Units spent beyond the limit, or admitted while the store could not be reached.
  package let overrun: Int64
  /// Units charged because dead holders may have spent them.
  package let burned: Int64
  /// What is used and burned.
  package let used: Int64
  /// Units that holders have in hand.
  package let outstanding: Int64
  /// What may still be granted, 0 or more; `nil` without a limit.
  package let remaining: Int64?
  /// Who has units in hand, by name.
  package let holders: [Holder]

  init(of key: LeaseKey, _ effective: EffectiveQuota, _ reader: StoreReader) throws {
    let use = try reader.ledgerUse(of: key, meter: effective.quota.meter)
    counted = use.counted
    settled = use.settled
    overrun = use.overrun
    burned = use.burned
    used = use.used
    outstanding = use.outstanding
    remaining = effective.limit.map { use.remaining(of: $0) }
    holders = try reader.leaseHoldings(of: key).map {
      Holder(name: $0.holder, units: $0.units, expiresAt: $0.expiresAt)
    }
  }
}

extension Administration {
  /// Explains a quota of a tenant, or of one of its users, with everything that the store knows of its use.
  ///
  /// - Parameters:
  ///   - key: Which quota.
  ///   - selector: Whose.
  ///   - user: Which user's; `nil` means the tenant as a whole.
  ///   - instant: When; `nil` means now.
  /// - Returns: The explanation.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/quotaNotFound`` where nothing limits the tenant.
  package func quotaExplanation(
    _ key: QuotaKey, of selector: TenantSelector, user: String? = nil, at instant: Timestamp? = nil
  ) throws -> QuotaExplanation {
    let report = try quotaReport(key, of: selector, user: user, at: instant)
    let tenant = report.tenant
    let effective = report.effective
    let isUsers = effective.source == .user
    let shadows = try shadowReports(of: .id(tenant.id), quota: key)
    return try store.read { reader in
      var ledger: QuotaLedger?
      var alerts: [QuotaAlert] = []
      if let period = report.period {
        let key = LeaseKey(tenant: tenant.id, quota: key, user: isUsers ? user : nil, period: period)
        ledger = try QuotaLedger(of: key, effective, reader)
        alerts = try reader.quotaAlerts(of: tenant.id, quota: key.quota)
          .filter { $0.periodStart == period.start && $0.user == key.user }
      }
      return QuotaExplanation(
        report: report, ledger: ledger, alerts: alerts, shadows: shadows,
        bound: report.bound,
        lastChange: try Self.lastChange(of: key, for: tenant, reader), revision: try reader.latestRevision())
    }
  }
}
