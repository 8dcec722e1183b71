// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantStore

/// Looks through the databases of tenants: each is whole, says that it is that of its tenant, and is not beside something else.
struct DatabaseAudit {
  /// How many databases were looked at.
  private(set) var count = 0
  /// Databases that are not as they must be, and what belongs to none.
  private(set) var broken: [String] = []
  private let store: String

  /// - Parameter store: Path of the store.
  init(store: String) {
    self.store = store
  }

  /// Looks through the databases of a tenant.
  ///
  /// - Parameter tenant: The tenant.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/fileUnreadable`` where the folder cannot be read.
  mutating func check(_ tenant: Tenant) throws {
    let area = TenantDatabaseArea(besideStore: store, tenant: tenant.id, incarnation: tenant.incarnation)
    let (databases, strays) = try area.contents()
    broken += strays.map { "\(tenant.slug) \($0)" }
    for name in databases {
      count += 1
      // Whatever keeps it from being read keeps it from being the tenant's.
      let isWhole = try? TenantDatabaseConnection.open(name, in: area)?.isWhole()
      if isWhole != true { broken.append("\(tenant.slug) database \(name)") }
    }
  }
}
