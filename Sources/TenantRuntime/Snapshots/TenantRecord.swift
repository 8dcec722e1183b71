// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantStore

/// All that is particular to one tenant, as of the snapshot it was loaded for and of all later ones until it is dropped.
final class TenantRecord: Sendable {
  let tenant: Tenant
  /// A request of the tenant itself, from which those of its users are made without copying the tenant's attributes.
  let flagRequest: FlagRequest
  let flagOverrides: FlagOverrideSet

  init(_ tenant: Tenant, reading reader: StoreReader) throws {
    self.tenant = tenant
    flagRequest = FlagRequest(tenant: tenant)
    flagOverrides = FlagOverrideSet(try reader.flagOverrides(of: tenant.id), of: tenant.id)
  }
}
