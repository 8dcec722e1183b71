// SPDX-License-Identifier: Apache-2.0

package import TenantModel

extension StoreReader {
  /// Where a tenant stands now, for the reports on what it is charged.
  package func costPosition(of tenant: TenantID) throws -> TenantPosition? {
    try first(
      """
      SELECT tenant.tier, coalesce(placement.pool, '') FROM tenant
      LEFT JOIN placement ON placement.tenant = tenant.tenant WHERE tenant.tenant = ?1
      """, [SQLValue(tenant)]
    ) { TenantPosition(tier: $0.text(0), pool: $0.text(1)) }
  }

  /// The tenants that are not offboarded, by id.
  package func presentTenants() throws -> [TenantID] {
    try rows(
      "SELECT tenant FROM tenant WHERE state <> ?1 ORDER BY tenant", [.text(TenantState.offboarded.rawValue)]
    ) { try $0.parsed(0) }
  }

  /// Tenants that have left and had a weight when a month was attributed, by id.
  package func offboardedCostBearers(of period: BillingPeriod) throws -> [TenantID] {
    try rows(
      """
      SELECT DISTINCT tenant.tenant FROM cost_weight JOIN tenant ON tenant.tenant = cost_weight.party
      WHERE cost_weight.period = ?1 AND tenant.state = ?2 ORDER BY tenant.tenant
      """, [SQLValue(period), .text(TenantState.offboarded.rawValue)]
    ) { try $0.parsed(0) }
  }
}
