// SPDX-License-Identifier: Apache-2.0

extension StoreReader {
  /// Tables with rows whose tenant does not exist, and how many there are.
  package func rowsWithoutTenant() throws -> [(table: String, rows: Int64)] {
    try strayRows("tenant NOT IN (SELECT tenant FROM tenant)")
  }

  /// Tables with rows of tenants that have left, and how many there are.
  package func rowsOfTenantsThatLeft() throws -> [(table: String, rows: Int64)] {
    try strayRows("tenant IN (SELECT tenant FROM tenant WHERE state = 'offboarded')")
  }

  /// Whether there are values or events, whoever can open them.
  package func hasSealedPayloads() throws -> Bool {
    try exists("SELECT 1 FROM tenant_value UNION ALL SELECT 1 FROM event LIMIT 1")
  }

  private func strayRows(_ condition: String) throws -> [(table: String, rows: Int64)] {
    try StoreSchema.tenantDataTables.compactMap { table in
      if table == "tenant" { return nil }
      let count = try number("SELECT count(*) FROM \(table) WHERE \(condition)")
      return count == 0 ? nil : (table, count)
    }
  }
}
