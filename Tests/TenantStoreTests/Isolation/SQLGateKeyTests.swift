// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

@testable import TenantStore

/// What keys and indexes that do not begin with the tenant would let through.
extension SQLGateTests {
  private func ungated(_ sql: String) throws {
    try SQLiteConnection(path: folder.file("shop.db"), access: .readWrite, busyTimeoutMilliseconds: 1_000).execute(sql)
  }

  @Test func attack10NoConflictRemovesRowsOfOthers() throws {
    try ungated("CREATE UNIQUE INDEX by_note ON orders (note COLLATE NOCASE)")
    try gate.open(for: acme)
    for statement in [
      "REPLACE INTO my_orders (id, note) VALUES (2, 'x')", "UPDATE OR REPLACE my_orders SET id = 2",
      "INSERT OR REPLACE INTO my_orders (note) VALUES ('CANARY-1')",
      "UPDATE OR REPLACE my_orders SET note = 'Canary-1'",
      "INSERT OR IGNORE INTO my_orders (id, note) VALUES (2, 'x')",
    ] { #expect(isRefused(statement), "\(statement)") }
    #expect(try rows("REPLACE INTO my_orders (id, note) VALUES (1, 'mine')").isEmpty)
    gate.close()
    try gate.open(for: globex)
    #expect(try rows("SELECT id, note FROM my_orders") == ["2|canary-1"])
  }

  @Test func attack16ConditionsAreNotAskedOfRowsOfOthers() throws {
    try ungated("CREATE INDEX by_note ON orders (note)")
    let failing = "abs(-9223372036854775807 - 1)"
    try gate.open(for: acme)
    for statement in [
      "SELECT 1 FROM my_orders WHERE note > '' AND CASE WHEN note = 'canary-1' THEN \(failing) END",
      "SELECT 1 FROM my_orders WHERE id > 0 AND CASE WHEN id = 2 THEN \(failing) END",
      "SELECT CASE WHEN note = 'canary-1' THEN \(failing) END FROM my_orders ORDER BY note",
      "SELECT 1 FROM own_lines WHERE CASE WHEN text = 'canary-1' THEN \(failing) END",
    ] { #expect(!isRefused(statement), "\(statement)") }
    // On the tenant's own row the same fails.
    #expect(isRefused("SELECT 1 FROM my_orders WHERE note > '' AND CASE WHEN note = 'canary-0' THEN \(failing) END"))
  }

  @Test func keysThatCannotBeAskedForAreRefused() throws {
    for index in ["orders (lower(note))", "orders (note) WHERE amount > 5"] {
      let other = try SQLiteConnection(
        path: folder.write("", to: "\(index.count).db"), access: .readWrite, busyTimeoutMilliseconds: 1_000)
      try other.execute(
        "CREATE TABLE orders (tenant TEXT, id INTEGER, note TEXT, amount INTEGER, PRIMARY KEY (tenant, id));"
          + "CREATE UNIQUE INDEX by_note ON \(index)")
      let gate = SQLGate(other.handle, tables: [try GatedTable("orders")], sharedTables: [])
      let error = #expect(throws: TenantError.self) { try gate.open(for: acme) }
      #expect(error?.code == .invalidValue)
    }
  }
}
