// SPDX-License-Identifier: Apache-2.0

import CSQLite
import TenantModel

extension SQLGate {
  /// By which ways the engine comes to the rows of a table.
  struct AccessPaths {
    fileprivate let table: GatedTable
    /// The keys that are unique among all tenants, with how their columns are compared.
    fileprivate var sharedKeys: [[(column: String, collation: String)]] = []
    /// Whether each way begins with the tenant, so that no row of another is ever looked at.
    fileprivate var isLedByTenant = true

    /// Keeps the engine from asking what a statement asks of rows before it knows whose they are.
    ///
    /// An index that does not begin with the tenant would let it: the failure of a condition on a row of another tenant would
    /// tell what is in it. A view with a limit is neither taken apart nor asked from outside.
    var barrier: String { isLedByTenant ? "" : " LIMIT -1" }

    /// The condition that a new row has a key of another tenant's row, which `REPLACE` would remove.
    func collision(_ own: String) -> String {
      let conditions = sharedKeys.map { key in
        let isSame = key.map { "\"\($0.column)\" = NEW.\"\($0.column)\" COLLATE \"\($0.collation)\"" }
        return "EXISTS (SELECT 1 FROM main.\"\(table.name)\" WHERE \(isSame.joined(separator: " AND ")) "
          + "AND \"\(table.tenantColumn)\" IS NOT \(own))"
      }
      return conditions.isEmpty ? "0" : conditions.joined(separator: " OR ")
    }
  }

  /// Finds the ways to the rows of a table.
  ///
  /// - Parameters:
  ///   - table: The table.
  ///   - primaryKey: The columns of its primary key, in their order.
  /// - Returns: The ways.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where a key is unique among all tenants in a way that
  ///   cannot be asked for: of an expression, or only for some rows.
  func accessPaths(of table: GatedTable, primaryKey: [String]) throws -> AccessPaths {
    let tenant = table.tenantColumn.lowercased()
    var paths = AccessPaths(table: table)
    if primaryKey.first?.lowercased() != tenant { paths.isLedByTenant = false }
    if !primaryKey.contains(where: { $0.lowercased() == tenant }) {
      paths.sharedKeys.append(primaryKey.map { ($0, "BINARY") })
    }
    var indexes: [(name: String, isUnique: Bool, isPartial: Bool)] = []
    try query("SELECT name, \"unique\", partial FROM pragma_index_list('\(table.name)', 'main')") { row in
      indexes.append(
        (Self.name(row, 0), sqlite3_column_int(row, 1) != 0, sqlite3_column_int(row, 2) != 0))
    }
    for index in indexes {
      var key: [(column: String?, collation: String)] = []
      let name = index.name.replacing("'", with: "''")
      try query("SELECT name, coll FROM pragma_index_xinfo('\(name)', 'main') WHERE key = 1 ORDER BY seqno") { row in
        key.append((Self.text(row, 0), Self.name(row, 1)))
      }
      if key.first?.column?.lowercased() != tenant { paths.isLedByTenant = false }
      guard index.isUnique, !key.contains(where: { $0.column?.lowercased() == tenant }) else { continue }
      let named = key.compactMap { part in part.column.map { ($0, part.collation) } }
      guard named.count == key.count, !index.isPartial else {
        throw TenantError(
          .invalidValue, "the index '\(index.name)' of the table '\(table.name)' is unique among all tenants",
          hint: "let it begin with the column '\(table.tenantColumn)'")
      }
      paths.sharedKeys.append(named)
    }
    return paths
  }
}
