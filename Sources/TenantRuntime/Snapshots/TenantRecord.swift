// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantStore

/// All that is particular to one tenant, as of the snapshot it was loaded for and of all later ones until it is dropped.
final class TenantRecord: Sendable {
  let tenant: Tenant

  init(_ tenant: Tenant, reading reader: StoreReader) throws {
    self.tenant = tenant
  }
}
