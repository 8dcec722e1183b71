// SPDX-License-Identifier: Apache-2.0

package import TenantModel

extension StoreSchema {
  /// The tables that hold rows of single tenants, found by their first column, in the order of their creation.
  ///
  /// Export and erasure work from this list, so that no capability can forget to be part of them.
  static let tenantDataTables = tables(whoseFirstColumnIs: "tenant")

  /// The operator's books: tables in which a tenant may be the party of a row.
  ///
  /// What they say of a tenant is exported, but stays when it leaves: a closed month must still add up to its bill.
  static let tenantBookTables = tables(whoseFirstColumnIs: "party")

  private static func tables(whoseFirstColumnIs column: String) -> [String] {
    migrations.flatMap(\.definitions).compactMap { definition in
      guard case .table(let name, _, let body) = definition, body.hasPrefix("\(column) TEXT") else { return nil }
      return name
    }
  }
}

extension StoreReader {
  /// Visits everything the store holds of a tenant, table by table, each row as a JSON object.
  ///
  /// A key is never among them, wrapped or not.
  ///
  /// - Parameters:
  ///   - tenant: Whose rows.
  ///   - root: The tenant's key, with which sealed values are opened; `nil` visits them as they are stored.
  ///   - visit: Takes the table's name and the row.
  /// - Throws: ``TenantError`` from the store, or what `visit` throws.
  package func forEachRow(
    of tenant: TenantID, opening root: TenantRoot? = nil, _ visit: (String, JSONValue) throws -> Void
  ) throws {
    let tables =
      StoreSchema.tenantDataTables.map { ($0, "tenant") } + StoreSchema.tenantBookTables.map { ($0, "party") }
    for (table, key) in tables {
      if table == "tenant_value", let root {
        try forEachSealedValue(of: root.owner) { sealed in
          try visit(table, sealed.openedRow(with: root))
          return true
        }
        continue
      }
      var names: [String] = []
      // The primary key starts with this column, so this is also the order of the index.
      try forEach("SELECT * FROM \(table) WHERE \(key) = ?1", [SQLValue(tenant)]) { row in
        if names.isEmpty { names = row.columnNames }
        var members: [String: JSONValue] = [:]
        for (column, name) in names.enumerated() where name != "wrapped_key" {
          members[name] = JSONValue(row.value(column))
        }
        try visit(table, .object(members))
      }
    }
    try forEachJournalEntry(JournalFilter(tenant: tenant)) { entry in
      try visit("journal", JSONValue(entry))
      return true
    }
  }

  /// How many rows ``forEachRow(of:_:)`` visits of each table.
  package func rowCounts(of tenant: TenantID) throws -> [String: Int64] {
    var counts: [String: Int64] = [:]
    let tables =
      (StoreSchema.tenantDataTables + ["journal"]).map { ($0, "tenant") }
      + StoreSchema.tenantBookTables.map { ($0, "party") }
    for (table, key) in tables {
      let count = try first("SELECT count(*) FROM \(table) WHERE \(key) = ?1", [SQLValue(tenant)]) { $0.integer(0) }
      if let count, count > 0 { counts[table] = count }
    }
    return counts
  }
}

extension StoreWriter {
  /// Removes everything the store holds of a tenant but its own row and its journal.
  ///
  /// - Returns: How many rows were removed.
  package func purgeRows(of tenant: TenantID) throws -> Int64 {
    var removed: Int64 = 0
    // Later tables may refer to earlier ones.
    for table in StoreSchema.tenantDataTables.reversed() where table != "tenant" {
      removed += Int64(try run("DELETE FROM \(table) WHERE tenant = ?1", [SQLValue(tenant)]))
    }
    return removed
  }
}

extension JSONValue {
  init(_ value: SQLValue) {
    switch value {
    case .null: self = .null
    case .integer(let number): self = JSONValue(number)
    case .text(let text): self = .string(text)
    case .blob(let bytes): self = .string(Hexadecimal.text(bytes))
    }
  }

  /// A journal entry; the documents before and after are kept as they were written.
  package init(_ entry: JournalEntry) {
    func optional(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
    self = .object([
      "revision": JSONValue(entry.revision), "time": .string(entry.time.description), "actor": .string(entry.actor),
      "reason": optional(entry.reason), "tenant": optional(entry.tenant?.rawValue),
      "kind": .string(entry.kind.rawValue), "key": .string(entry.key), "before": optional(entry.before),
      "after": optional(entry.after), "hash": .string(Hexadecimal.text(entry.hash)),
    ])
  }
}
