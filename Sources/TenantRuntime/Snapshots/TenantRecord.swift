// SPDX-License-Identifier: Apache-2.0

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

  init(_ tenant: Tenant, reading reader: StoreReader) throws {
    self.tenant = tenant
    flagRequest = FlagRequest(tenant: tenant)
    flagOverrides = FlagOverrideSet(try reader.flagOverrides(of: tenant.id), of: tenant.id)
    quotas = Dictionary(
      uniqueKeysWithValues: try reader.quotas(ofTenant: tenant.id).map { ($0.quota.key, $0.quota) })
    var userQuotas: [String: [QuotaKey: Quota]] = [:]
    for assignment in try reader.userQuotas(of: tenant.id) {
      guard let user = assignment.scope.user else { continue }
      userQuotas[user, default: [:]][assignment.quota.key] = assignment.quota
    }
    self.userQuotas = userQuotas
    quotaGrants = Dictionary(grouping: try reader.quotaGrants(of: tenant.id), by: \.quota)
  }
}
