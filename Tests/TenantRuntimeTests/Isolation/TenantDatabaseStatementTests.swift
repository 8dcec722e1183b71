// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

@testable import TenantRuntime
@testable import TenantStore

/// What statements on a tenant's database may do, whoever wrote them.
@Suite struct TenantDatabaseStatementTests {
  private let fixture: DataFixture

  init() throws {
    fixture = try DataFixture()
    try fixture.run("acme") { scope throws in
      try scope.database("shop").write { shop throws in
        try shop.run("CREATE TABLE item (id INTEGER PRIMARY KEY, text TEXT, other INTEGER REFERENCES item (id))")
        try shop.run("INSERT INTO item (text) VALUES ('a'), ('b')")
      }
    }
  }

  private func reading(_ sql: String) throws -> String? {
    try fixture.run("acme") { scope throws in refusal { try scope.database("shop").read { try $0.query(sql) } } }
  }

  private func writing(_ sql: String) throws -> String? {
    try fixture.run("acme") { scope throws in refusal { try scope.database("shop").write { try $0.run(sql) } } }
  }

  /// Rows 13 and 31: nothing leaves the file, outlasts the transaction, or ends it, in a transaction that writes neither.
  @Test func attack13WhatLeavesTheFileOrTheTransactionIsRefused() throws {
    for sql in [
      "ATTACH 'x.db' AS x", "ATTACH '' AS x", "ATTACH ':memory:' AS x", "DETACH main",
      "SELECT load_extension('x')", "SELECT readfile('/etc/passwd')", "SELECT writefile('x', 'y')",
      "SELECT fts3_tokenizer('simple')", "SELECT edit('x')", "SELECT sqlite_log(1, 'x')",
      "SELECT sqlite_compileoption_get(1)",
      "SELECT total_changes()", "SELECT * FROM fsdir('/')", "SELECT unknown(1)",
      "CREATE VIRTUAL TABLE v USING fts4 (a)", "CREATE VIRTUAL TABLE v USING fts3tokenize (a)",
      "CREATE VIRTUAL TABLE v USING rtree (id, a, b)", "CREATE VIRTUAL TABLE v USING csv (filename='/etc/passwd')",
      "CREATE VIRTUAL TABLE temp.v USING fts5 (a)", "SELECT * FROM dbstat", "SELECT * FROM sqlite_stmt",
      "CREATE TEMP TABLE t (a)", "CREATE TABLE temp.t (a)", "CREATE TEMP VIEW t AS SELECT 1",
      "CREATE TEMP TRIGGER t AFTER INSERT ON item BEGIN SELECT 1; END", "CREATE INDEX temp.i ON item (id)",
      "BEGIN", "COMMIT", "END", "ROLLBACK", "VACUUM INTO 'x.db'",
      "PRAGMA writable_schema = ON", "PRAGMA writable_schema", "PRAGMA journal_mode = DELETE",
      "PRAGMA secure_delete = OFF",
      "PRAGMA temp_store_directory = '/tmp'", "PRAGMA data_store_directory = '/tmp'", "PRAGMA max_page_count = 100",
      "PRAGMA foreign_keys = OFF", "PRAGMA trusted_schema = ON", "PRAGMA query_only = OFF", "PRAGMA module_list",
      "PRAGMA database_list", "PRAGMA function_list", "PRAGMA case_sensitive_like = ON", "PRAGMA synchronous = OFF",
      "PRAGMA locking_mode = EXCLUSIVE", "PRAGMA wal_checkpoint(TRUNCATE)", "PRAGMA busy_timeout = 1",
      "SELECT * FROM pragma_database_list", "SELECT * FROM pragma_module_list",
      "SELECT * FROM tenantctl_owner", "SELECT count(*) FROM tenantctl_owner", "UPDATE tenantctl_owner SET tenant = ''",
      "INSERT INTO tenantctl_owner VALUES ('', 1, '')", "DELETE FROM tenantctl_owner", "DROP TABLE tenantctl_owner",
      "ALTER TABLE tenantctl_owner RENAME TO x", "ALTER TABLE tenantctl_owner ADD COLUMN x",
      "CREATE TABLE tenantctl_x (a)",
      "CREATE INDEX i ON tenantctl_owner (tenant)",
      "CREATE TRIGGER t AFTER INSERT ON tenantctl_owner BEGIN SELECT 1; END",
      "INSERT INTO item (text) SELECT tenant FROM TenantCtl_Owner",
    ] {
      let expected: Set<String> = ["database.refused:forbidden", "database.refused:statement"]
      for found in [try reading(sql), try writing(sql)] {
        #expect(found.map(expected.contains) == true, "\(sql): \(found ?? "done")")
      }
      // Nothing is different in the next one.
      #expect(try writing("INSERT INTO item (text) SELECT 'c' FROM item WHERE id = 1") == nil)
    }
  }

  /// Those that could only be refused for another reason than the rules.
  @Test func theRulesRefuse() throws {
    for sql in [
      "ATTACH 'x.db' AS x", "DETACH main", "SELECT load_extension('x')", "SELECT fts3_tokenizer('simple')", "BEGIN",
      "COMMIT",
      "CREATE TEMP TABLE t (a)", "PRAGMA writable_schema = ON", "CREATE VIRTUAL TABLE v USING fts4 (a)",
      "PRAGMA module_list",
      "SELECT * FROM dbstat", "SELECT * FROM tenantctl_owner", "DROP TABLE tenantctl_owner", "SELECT total_changes()",
      "SELECT * FROM pragma_database_list",
    ] {
      #expect(try writing(sql) == "database.refused:forbidden", "\(sql)")
    }
  }

  /// By way of a view or a trigger, neither.
  @Test func attack13NothingLeavesTheFileByWayOfAView() throws {
    #expect(try writing("CREATE VIEW v AS SELECT total_changes()") == nil)
    #expect(try writing("CREATE VIEW w AS SELECT * FROM tenantctl_owner") == nil)
    #expect(try reading("SELECT * FROM v") == "database.refused:forbidden")
    #expect(try reading("SELECT * FROM w") == "database.refused:forbidden")
    #expect(try writing("CREATE TRIGGER t AFTER INSERT ON item BEGIN DELETE FROM tenantctl_owner; END") == nil)
    #expect(try writing("INSERT INTO item (text) VALUES ('c')") == "database.refused:forbidden")
  }

  @Test func whatReadsCannotWrite() throws {
    for sql in [
      "INSERT INTO item (text) VALUES ('x')", "UPDATE item SET text = 'x'", "DELETE FROM item", "CREATE TABLE t (a)",
      "ALTER TABLE item ADD COLUMN x", "CREATE INDEX i ON item (text)", "REINDEX i", "ANALYZE",
      "PRAGMA user_version = 7", "PRAGMA defer_foreign_keys = ON", "CREATE VIRTUAL TABLE v USING fts5 (a)",
      "REPLACE INTO item (id) VALUES (1)", "DROP TABLE item",
    ] {
      #expect(try reading(sql) == "database.refused:forbidden", "\(sql)")
      #expect(try writing(sql) == nil, "\(sql)")
    }
  }

  @Test func whatReadsIsTaken() throws {
    for sql in [
      "SELECT count(*) FROM item", "WITH n AS (SELECT 1) SELECT count(*) FROM n", "SELECT value FROM json_each('[1]')",
      "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9) SELECT max(i) FROM n",
      "SELECT upper(text), row_number() OVER (ORDER BY id) FROM item WHERE text LIKE 'a%' -- remark",
      "SELECT 1; /* x */ ",
      "PRAGMA table_info('item')", "SELECT name FROM pragma_table_info('item')", "PRAGMA foreign_key_check",
      "PRAGMA user_version", "SELECT name FROM sqlite_schema", "EXPLAIN QUERY PLAN SELECT * FROM item",
      "SELECT '{\"a\": 1}' ->> 'a', datetime('now'), round(1.5), sqlite_version()",
    ] {
      #expect(try reading(sql) == nil, "\(sql)")
    }
  }

  @Test func schemasCanBeChanged() throws {
    for sql in [
      "ALTER TABLE item RENAME COLUMN text TO words", "ALTER TABLE item RENAME TO thing",
      "ALTER TABLE thing DROP COLUMN other",
      "CREATE VIEW v AS SELECT words FROM thing", "CREATE INDEX i ON thing (words)",
      "CREATE VIRTUAL TABLE search USING fts5 (words, content='thing', content_rowid='id')",
      "CREATE TRIGGER t AFTER INSERT ON thing BEGIN UPDATE thing SET words = NEW.words || ' sky' WHERE id = NEW.id; END",
      "INSERT INTO thing (words) VALUES ('blue')", "INSERT INTO search (search) VALUES ('rebuild')", "SAVEPOINT s",
      "PRAGMA user_version = 3",
    ] {
      #expect(try writing(sql) == nil, "\(sql)")
    }
    try fixture.run("acme") { scope throws in
      let shop = try scope.database("shop")
      let found = try shop.read {
        try $0.query("SELECT highlight(search, 0, '<', '>') FROM search WHERE search MATCH ?", ["sky"])
      }
      #expect(found.map(\.values) == [["blue <sky>"]])
      #expect(try shop.read { try $0.query("PRAGMA user_version")[0][0] } == 3)
    }
    for sql in ["DROP TRIGGER t", "DROP TABLE search", "DROP INDEX i", "DROP VIEW v", "DROP TABLE thing"] {
      #expect(try writing(sql) == nil, "\(sql)")
    }
  }

  /// What the engine keeps of its own cannot be written, whatever is permitted.
  @Test func whatTheEngineKeepsIsNotWritten() throws {
    #expect(try writing("CREATE VIRTUAL TABLE search USING fts5 (words)") == nil)
    for sql in [
      "UPDATE sqlite_schema SET sql = ''", "DELETE FROM sqlite_schema", "INSERT INTO sqlite_schema DEFAULT VALUES",
      "UPDATE search_data SET block = x''", "DROP TABLE search_data", "VACUUM",
    ] {
      #expect(try reading(sql) != nil && writing(sql) != nil, "\(sql)")
    }
  }

  @Test func statementsAreSingleAndTheirValuesCounted() throws {
    for sql in [
      "", " -- nothing", "SELECT 1; SELECT 2", "SELECT 1; x", "SELECT 1\0; SELECT 2", "SELEC 1", "SELECT nothing",
    ] {
      #expect(try reading(sql) == "database.refused:statement", "\(sql)")
    }
    #expect(try writing("INSERT INTO item (text) VALUES ('x'); DROP TABLE item") == "database.refused:statement")
    try fixture.run("acme") { scope throws in
      try scope.database("shop").read { shop throws in
        #expect(refusal { try shop.query("SELECT ?", []) } == "database.refused:statement")
        #expect(refusal { try shop.query("SELECT 1", [1]) } == "database.refused:statement")
        #expect(
          refusal { try shop.query("SELECT ?", [.blob([UInt8](repeating: 0, count: 67_108_865))]) }
            == "database.refused:statement")
        // What looks like a statement is a value.
        #expect(try shop.query("SELECT ?", ["'; DROP TABLE item; --"])[0][0] == "'; DROP TABLE item; --")
        struct Stop: Error {}
        #expect(throws: Stop.self) { try shop.query("SELECT 1", []) { _ in throw Stop() } }
      }
    }
    #expect(try reading("SELECT * FROM item") == nil)
  }

  /// Row 13: a transaction is told nothing of the one before, by the same connection.
  @Test func attack13NothingIsLeftInTheConnection() throws {
    try fixture.run("acme") { scope throws in
      let shop = try scope.database("shop")
      try shop.write { shop throws in
        try shop.run("INSERT INTO item (id) VALUES (4711)")
        #expect(try shop.query("SELECT last_insert_rowid()")[0][0] == 4711)
        try shop.run("PRAGMA defer_foreign_keys = ON")
      }
      try shop.write { shop throws in
        #expect(try shop.query("SELECT last_insert_rowid()")[0][0] == 0)
        #expect(refusal { try shop.run("INSERT INTO item (other) VALUES (99)") } == "database.refused:constraint")
      }
      #expect(scope.core.vault.databases.count == 1)
    }
  }

  /// The engine asks with pointers; without them nothing is permitted.
  @Test func withoutRulesNothingIsPermitted() throws {
    #expect(TenantDatabaseRules.decide(nil, 0, nil, nil, nil, nil) != 0 && TenantDatabaseRules.proceed(nil) != 0)
  }
}
