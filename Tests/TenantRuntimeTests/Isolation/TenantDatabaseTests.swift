// SPDX-License-Identifier: Apache-2.0

import Foundation
import TenantAdmin
import TenantModel
import TenantTestSupport
import Testing

@testable import TenantRuntime
@testable import TenantStore

/// A database of each tenant: what it does, and for whom.
@Suite struct TenantDatabaseTests {
  private let fixture: DataFixture

  init() throws {
    fixture = try DataFixture { $0.busyTimeoutMilliseconds = 200 }
  }

  @Test func whatIsWrittenIsReadAgain() throws {
    try fixture.run("acme") { scope throws in
      let shop = try scope.database("shop")
      #expect(shop.name.rawValue == "shop")
      #expect(refusal { try shop.read { _ in } } == "not_found")
      let count = try shop.write { shop throws in
        #expect(try shop.run("CREATE TABLE item (id INTEGER PRIMARY KEY, a, b, c, d)") == 0)
        return try shop.run(
          "INSERT INTO item (a, b, c, d) VALUES (?, ?, ?, ?), (1, 'x', x'', 0.5)", [nil, "ü\0z", .blob([0, 255]), 1.5])
      }
      #expect(count == 2)
      let rows = try shop.read { try $0.query("SELECT a, b, c, d FROM item ORDER BY id") }
      #expect(rows.map(\.values) == [[nil, "ü\0z", .blob([0, 255]), 1.5], [1, "x", .blob([]), 0.5]])
      #expect(rows[0].columns == ["a", "b", "c", "d"] && rows[0]["b"] == rows[0][1] && rows[0]["e"] == nil)
      #expect(rows[1][0].integer == 1 && rows[1][1].text == "x" && rows[1][2].blob == [] && rows[1][3].real == 0.5)
      #expect(rows[0][0].integer == nil && rows[1][0].text == nil && rows[1][0].blob == nil && rows[1][0].real == nil)
      #expect(try shop.write { try $0.run("UPDATE item SET b = ?1 WHERE id = ?2", ["", 1]) } == 1)
      #expect(try shop.write { try $0.run("UPDATE item SET b = 1 WHERE id = 7") } == 0)
      #expect(try shop.read { try $0.query("SELECT b FROM item WHERE b = ?", [""]).count } == 1)
      #expect(try shop.write { try $0.run("INSERT INTO item (c) VALUES (?) RETURNING id", [.blob([])]) } == 1)
      var seen: [Int64?] = []
      try shop.read { shop throws in
        try shop.query("SELECT id FROM item ORDER BY id") { row in
          seen.append(row[0].integer)
          return false
        }
      }
      #expect(seen == [1])
    }
    #expect(try FileCheck.mode(fixture.folder() + "/databases") == 0o700)
    #expect(try FileCheck.mode(fixture.folder() + "/databases/shop.db") == 0o600)
  }

  @Test func whatThrowsLeavesNothing() throws {
    try fixture.fill()
    try fixture.run("acme") { scope throws in
      let shop = try scope.database("shop")
      #expect(
        refusal {
          try shop.write { shop throws in
            try shop.run("INSERT INTO item (text) VALUES ('b')")
            throw TenantError(.aborted, "no")
          }
        } == "aborted")
      #expect(
        refusal { try shop.write { try $0.run("INSERT INTO item (text) VALUES ('a')") } }
          == "database.refused:constraint")
      // A statement that fails undoes itself; whoever goes on keeps the rest.
      try shop.write { shop throws in
        try shop.run("INSERT INTO item (text) VALUES ('c')")
        #expect(
          refusal { try shop.run("INSERT INTO item (text) VALUES ('d'), ('a')") } == "database.refused:constraint")
      }
      // One that rolls back ends the transaction, and nothing after it is committed.
      let ended = refusal {
        try shop.write { shop throws in
          try shop.run("INSERT INTO item (text) VALUES ('e')")
          #expect(
            refusal { try shop.run("INSERT OR ROLLBACK INTO item (text) VALUES ('a')") }
              == "database.refused:constraint")
          #expect(refusal { try shop.run("INSERT INTO item (text) VALUES ('f')") } == "database.refused:ended")
        }
      }
      #expect(ended == "database.refused:ended")
      // What is only found out at the end, too.
      try shop.write { try $0.run("CREATE TABLE part (item REFERENCES item (id) DEFERRABLE INITIALLY DEFERRED)") }
      #expect(
        refusal { try shop.write { try $0.run("INSERT INTO part VALUES (77)") } } == "database.refused:constraint")
      #expect(try shop.read { try $0.query("SELECT * FROM part").isEmpty })
    }
    #expect(try fixture.texts() == ["a", "c"])
  }

  /// Rows 7 and 12: the same name in two tenants is two databases, and neither is told of the other.
  @Test func attack12TheSameNameInTwoTenantsIsTwoDatabases() throws {
    try fixture.fill("acme", with: "canary-acme")
    try fixture.run("globex") { scope throws in
      #expect(refusal { try scope.database("shop").read { _ in } } == "not_found")
    }
    try fixture.fill("globex", with: "canary-globex")
    #expect(try fixture.texts("acme") == ["canary-acme"] && fixture.texts("globex") == ["canary-globex"])
    #expect(
      try fixture.stored("acme").contains("shop.db") && fixture.stored("globex").contains("shop.db")
        && fixture.folder("acme") != fixture.folder("globex"))
    try fixture.run("acme") { scope throws in try scope.database("shop").write { try $0.run("DROP TABLE item") } }
    #expect(try fixture.texts("globex") == ["canary-globex"])
  }

  /// Row 31: the grammar of names is that of files.
  @Test func attack31NamesLeadNowhere() throws {
    try fixture.run("acme") { scope throws in
      for name in [
        "", "..", "../globex", "a/..", "/a", "a//b", ".a", "A", "a\0", "é", "con", "a,b", "file:a", ":memory:",
        "a?mode=rw",
        String(repeating: "a", count: 101),
        Array(repeating: String(repeating: "a", count: 50), count: 5).joined(separator: "/"),
      ] {
        #expect(refusal { try scope.database(name) } == "invalid_value", "\(name)")
      }
      // No two names are one file, nor is one what the engine puts beside another.
      let names = ["a", "a.db", "a.db-wal", "a/b", "a-b", "a.db/b"]
      for name in names {
        try scope.database(name).write { try $0.run("CREATE TABLE t AS SELECT ?1 AS name", [.text(name)]) }
      }
      for name in names {
        #expect(try scope.database(name).read { try $0.query("SELECT name FROM t").map { $0[0].text } } == [name])
      }
    }
  }

  /// Row 31: links in the way are refused, wherever they stand, and so is a file with two names.
  @Test func attack31LinksAreNotFollowed() throws {
    try fixture.fill()
    let vault = try fixture.base.scope("acme").core.vault
    let (databases, manager) = (try fixture.folder() + "/databases", FileManager.default)
    let outside = fixture.base.store.folder.file("outside.db")
    func refusals() throws -> [String?] {
      vault.databases.closeAll()
      return try fixture.run("acme") { scope throws in
        let shop = try scope.database("shop")
        return [refusal { try shop.read { _ in } }, refusal { try shop.write { _ in } }]
      }
    }
    #expect(try refusals() == [nil, nil])
    vault.databases.closeAll()
    try manager.moveItem(atPath: databases + "/shop.db", toPath: outside)
    try manager.createSymbolicLink(atPath: databases + "/shop.db", withDestinationPath: outside)
    #expect(try refusals() == ["file.unreadable", "file.unreadable"])
    try manager.removeItem(atPath: databases + "/shop.db")
    try manager.linkItem(atPath: outside, toPath: databases + "/shop.db")
    #expect(try refusals() == ["file.unreadable", "file.unreadable"])
    try manager.removeItem(atPath: outside)
    #expect(try refusals() == [nil, nil])
    vault.databases.closeAll()
    try manager.createSymbolicLink(atPath: databases + "/shop.db-wal", withDestinationPath: outside)
    #expect(try refusals() == ["file.unreadable", "file.unreadable"])
    try manager.removeItem(atPath: databases + "/shop.db-wal")
    try manager.moveItem(atPath: databases, toPath: outside)
    try manager.createSymbolicLink(atPath: databases, withDestinationPath: outside)
    #expect(try refusals() == ["file.unreadable", "file.unreadable"])
  }

  /// Row 38: a file that was put in the place of another one is not taken for it: of another tenant, name, or of nobody.
  @Test func attack38AFileOfAnotherTenantIsRefused() throws {
    try fixture.fill("acme", with: "canary-acme")
    try fixture.fill("acme", "other")
    try fixture.fill("globex")
    let vault = try fixture.base.scope("acme").core.vault
    let shop = try fixture.folder("globex") + "/databases/shop.db"
    func put(_ bytes: [UInt8]) throws -> String? {
      vault.databases.closeAll()
      try Data(bytes).write(to: URL(fileURLWithPath: shop))
      return try fixture.run("globex") { scope throws in refusal { try scope.database("shop").read { _ in } } }
    }
    vault.databases.closeAll()
    let own = try FileContents.read(shop)
    let foreign = try FileContents.read(fixture.folder("acme") + "/databases/shop.db")
    #expect(foreign.firstRange(of: Array("canary-acme".utf8)) != nil)
    #expect(try put(foreign) == "seal.refused")
    #expect(try put(FileContents.read(fixture.folder("acme") + "/databases/other.db")) == "seal.refused")
    #expect(try put([]) == "seal.refused")
    #expect(
      try put(Array("no database at all, whatever it is called".utf8) + [UInt8](repeating: 0, count: 512))
        == "store.corrupt")
    #expect(fixture.base.runtime.status.violations[.unopened] == 3)
    #expect(try put(own) == nil)
  }

  @Test func nothingWorksOutsideOfTheScope() throws {
    try fixture.fill()
    let (acme, globex) = (try fixture.base.scope("acme"), try fixture.base.scope("globex"))
    let shop = try acme.database("shop")
    let calls: [() throws -> Void] = [{ try shop.read { _ in } }, { try shop.write { _ in } }]
    for call in calls {
      #expect(refusal { try call() } == "context.missing:unbound")
      #expect(refusal { try globex.run { try call() } } == "isolation.violation:other-tenant")
      #expect(refusal { try acme.run { try call() } } == nil)
    }
    // Inside of a transaction neither.
    try acme.run {
      try shop.write { shop throws in
        #expect(refusal { try globex.run { try shop.query("SELECT 1") } } == "isolation.violation:other-tenant")
        #expect(refusal { try globex.run { try shop.run("DELETE FROM item") } } == "isolation.violation:other-tenant")
      }
    }
    #expect(try fixture.texts() == ["a"])
  }

  /// A file that somebody moves away or replaces is not written to any more, and what was written to it is not acknowledged.
  @Test func aFileThatWasReplacedIsNotWrittenTo() throws {
    try fixture.fill()
    let shop = try fixture.folder() + "/databases/shop.db"
    try fixture.run("acme") { scope throws in
      scope.core.vault.databases.closeAll()
      let bytes = try FileContents.read(shop)
      func replace() throws {
        #expect(rename(shop, shop + ".aside") == 0)
        for suffix in ["-wal", "-shm"] { unlink(shop + suffix) }
        try Data(bytes).write(to: URL(fileURLWithPath: shop))
      }
      let database = try scope.database("shop")
      #expect(
        refusal {
          try database.write { transaction throws in
            try transaction.run("INSERT INTO item (text) VALUES ('lost')")
            try replace()
          }
        } == "in_use")
      #expect(try database.write { try $0.run("INSERT INTO item (text) VALUES ('kept')") } == 1)
    }
    #expect(try fixture.texts() == ["a", "kept"])
  }

  /// Row 39: neither a statement nor a transaction takes longer than it may, and others are served meanwhile.
  @Test func attack39TransactionsAreTimeBoxed() throws {
    let fixture = try DataFixture { $0.databaseTransactionMilliseconds = 100 }
    let endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    try fixture.run("acme") { scope throws in
      let shop = try scope.database("shop")
      try shop.write { try $0.run("CREATE TABLE item (id)") }
      #expect(refusal { try shop.read { try $0.query(endless) } } == "database.refused:time")
      #expect(refusal { try shop.write { try $0.run("INSERT INTO item \(endless)") } } == "database.refused:time")
      let late = refusal {
        try shop.write { transaction throws in
          try transaction.run("INSERT INTO item VALUES (1)")
          usleep(120_000)
          #expect(refusal { try transaction.query("SELECT 1") } == "database.refused:time")
        }
      }
      #expect(late == "database.refused:time")
      #expect(try shop.read { try $0.query("SELECT * FROM item").isEmpty })
    }
  }

  /// Row 39: a database grows no further than it may.
  @Test func attack39ADatabaseIsBounded() throws {
    let fixture = try DataFixture { $0.databaseBytes = 65_536 }
    try fixture.run("acme") { scope throws in
      let shop = try scope.database("shop")
      try shop.write { try $0.run("CREATE TABLE item (content)") }
      #expect(refusal { try shop.write { try $0.run("INSERT INTO item VALUES (zeroblob(100000))") } } == "store.full")
      #expect(try shop.write { try $0.run("INSERT INTO item VALUES (zeroblob(10000))") } == 1)
    }
  }

  /// Row 39: one who writes keeps another from writing to the same database for the busy timeout, and from no other one.
  @Test func attack39OneWriterAtATime() throws {
    try fixture.fill()
    try fixture.run("acme") { scope throws in
      let (shop, other) = (try scope.database("shop"), try scope.database("other"))
      try shop.write { transaction throws in
        try transaction.run("INSERT INTO item (text) VALUES ('b')")
        #expect(refusal { try shop.write { _ in } } == "store.busy")
        #expect(try shop.read { try $0.query("SELECT text FROM item").count } == 1)
        try other.write { _ in }
      }
    }
    #expect(try fixture.texts() == ["a", "b"])
  }

  @Test func theLogIsBroughtIntoTheFile() throws {
    try fixture.run("acme") { scope throws in
      let shop = try scope.database("shop")
      try shop.write { try $0.run("CREATE TABLE item (content)") }
      for _ in 0..<3 { try shop.write { try $0.run("INSERT INTO item VALUES (zeroblob(5000000))") } }
    }
    let file = try fixture.folder() + "/databases/shop.db"
    #expect(try #require(FileCheck.size(file)) > 10_000_000)
  }

  /// Row 21: what was removed is overwritten.
  @Test func attack21WhatIsRemovedIsOverwritten() throws {
    try fixture.fill(with: "canary-4713")
    try fixture.run("acme") { scope throws in
      try scope.database("shop").write { try $0.run("DELETE FROM item") }
      scope.core.vault.databases.closeAll()
    }
    for file in try fixture.stored() {
      #expect(
        try FileContents.read(fixture.folder() + "/databases/" + file).firstRange(of: Array("canary".utf8)) == nil,
        "\(file)")
    }
  }

  @Test func optionsAreInRange() {
    for change in [
      { $0.databaseConnections = 0 }, { $0.databaseConnections = 10_001 }, { $0.databaseTransactionMilliseconds = 0 },
      { $0.databaseTransactionMilliseconds = 3_600_001 }, { $0.databaseBytes = 65_535 },
      { $0.databaseBytes = 1_099_511_627_777 },
    ] as [(inout RuntimeOptions) -> Void] {
      #expect(code { _ = try DataFixture(change) } == .invalidValue)
    }
  }
}
