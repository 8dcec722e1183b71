// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantStore

extension Administration {
  /// The statements that let a PostgreSQL database keep the rows of tenants apart by itself; no store is needed.
  ///
  /// - Parameters:
  ///   - tables: The tables, like `orders` or `shop.orders`, one or more.
  ///   - column: The column of the tenant's id.
  ///   - role: The role of the application.
  /// - Returns: The statements.
  /// - Throws: `TenantError` with `invalid_value` where a name is none.
  package static func rowLevelSecurity(tables: [String], column: String, role: String) throws -> String {
    try RowLevelSecurity(
      tables: tables.map { try PostgresName(parsing: $0, isQualified: true) }, column: PostgresName(parsing: column),
      role: PostgresName(parsing: role)
    ).statements
  }
}
