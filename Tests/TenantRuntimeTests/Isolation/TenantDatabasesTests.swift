// SPDX-License-Identifier: Apache-2.0

import Synchronization
import TenantAdmin
import TenantModel
import TenantTestSupport
import Testing

@testable import TenantRuntime
@testable import TenantStore

/// The connections of a process to databases of tenants.
@Suite struct TenantDatabasesTests {
  private func fixture(_ connections: Int, busy: Int32 = 50) throws -> DataFixture {
    try DataFixture {
      $0.databaseConnections = connections
      $0.busyTimeoutMilliseconds = busy
    }
  }

  /// Row 39: there are only so many, and of those no tenant has more than its part.
  @Test func attack39ConnectionsAreBounded() throws {
    let fixture = try fixture(8)
    let databases = try fixture.base.scope("acme").core.vault.databases
    for slug in ["acme", "globex"] {
      try fixture.run(slug) { scope throws in
        for number in 0..<10 {
          try scope.database("d\(number)").write { try $0.run("CREATE TABLE t AS SELECT \(number) AS n") }
          #expect(databases.count <= 8)
        }
      }
    }
    #expect(databases.count == 8)
    // The last ones are kept; one that was closed is opened again.
    try fixture.run("acme") { scope throws in
      #expect(try scope.database("d0").read { try $0.query("SELECT n FROM t")[0][0] } == 0)
      #expect(databases.count == 8)
      let names = try (1...3).map { try scope.database("d\($0)") }
      try names[0].read { _ in
        try names[1].read { _ in
          #expect(refusal { try names[2].read { _ in } } == "store.busy")
          let globex = try fixture.base.scope("globex")
          #expect(try globex.run { try globex.database("d4").read { try $0.query("SELECT n FROM t")[0][0] } } == 4)
        }
        #expect(refusal { try names[2].read { _ in } } == nil)
      }
    }
    #expect(databases.count <= 8)
  }

  @Test func allTogetherHaveTheirLimitToo() throws {
    let fixture = try fixture(1)
    try fixture.run("acme") { scope throws in
      try scope.database("a").write { _ in
        let globex = try fixture.base.scope("globex")
        #expect(refusal { try globex.run { try globex.database("a").write { _ in } } } == "store.busy")
      }
      #expect(scope.core.vault.databases.count == 1)
    }
    try fixture.run("globex") { scope throws in
      try scope.database("a").write { _ in }
      #expect(scope.core.vault.databases.count == 1)
    }
  }

  @Test func whoeverWaitsIsServedWhenThereIsRoom() async throws {
    let fixture = try fixture(1, busy: 30_000)
    let scope = try fixture.base.scope("acme")
    let database = try scope.database("a")
    try scope.run { _ = try database.write { try $0.run("CREATE TABLE t (n)") } }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<8 {
        group.addTask {
          try scope.run { _ = try database.write { try $0.run("INSERT INTO t VALUES (?)", [.integer(Int64(number))]) } }
        }
      }
      try await group.waitForAll()
    }
    #expect(try scope.run { try database.read { try $0.query("SELECT n FROM t").count } } == 8)
  }

  /// Row 13: a connection is one tenant's; the same database has the same one again.
  @Test func attack13AConnectionIsOneTenants() throws {
    let fixture = try fixture(8)
    func handle(_ slug: String, _ name: String) throws -> ObjectIdentifier {
      try fixture.run(slug) { scope throws in
        let name = try scope.database(name).name
        return try scope.core.vault.databases.use(
          scope, name, orMake: { area in try TenantDatabaseConnection.make(name, in: area) },
          { ObjectIdentifier($0) })
      }
    }
    let acme = try handle("acme", "a")
    #expect(try handle("globex", "a") != acme && handle("acme", "b") != acme)
    #expect(try handle("acme", "a") == acme)
  }

  /// One in which a transaction was left open is not used again.
  @Test func attack14AConnectionThatIsNotCleanIsClosed() throws {
    let fixture = try fixture(8)
    try fixture.run("acme") { scope throws in
      let database = try scope.database("a")
      try database.write { try $0.run("CREATE TABLE t (n)") }
      let databases = scope.core.vault.databases
      try databases.use(scope, database.name, orMake: { _ in }) { connection throws in
        try connection.begin(isWriting: true, atMostMilliseconds: 1_000)
        try connection.run("INSERT INTO t VALUES (1)", []) { _ in true }
      }
      #expect(databases.count == 0)
      #expect(try database.read { try $0.query("SELECT * FROM t").isEmpty })
    }
  }

  @Test func aDatabaseThatCannotBeMadeIsNone() throws {
    let fixture = try fixture(8)
    try fixture.run("acme") { scope throws in
      let databases = scope.core.vault.databases
      let name = try scope.database("a").name
      #expect(
        refusal { try databases.use(scope, name, orMake: { _ in }) { _ in } } == "context.refused:stale-lifecycle")
      #expect(databases.count == 0)
    }
  }

  /// A tenant's connections are closed when it leaves, so that nothing keeps what was unlinked.
  @Test func connectionsAreClosedWithTheTenant() throws {
    let fixture = try fixture(8)
    let (administration, runtime) = (fixture.base.administration, fixture.base.runtime)
    for slug in ["acme", "globex"] { try fixture.run(slug) { try $0.database("a").write { _ in } } }
    let scope = try fixture.base.scope("acme")
    let databases = scope.core.vault.databases
    #expect(databases.count == 2)
    _ = try administration.suspend(.id(scope.tenant.id))
    runtime.refresh()
    #expect(databases.count == 1)
    _ = try administration.resume(.id(scope.tenant.id))
    runtime.refresh()
    // One that is in use meanwhile is closed when it is given back.
    let again = try fixture.base.scope("acme")
    let found = refusal {
      try again.run {
        try again.database("a").write { _ in
          _ = try administration.suspend(.id(scope.tenant.id))
          runtime.refresh()
          #expect(databases.count == 2)
        }
      }
    }
    #expect(found == "context.refused:stale-lifecycle" && databases.count == 1)
    // So with the runtime.
    try fixture.run("globex") { scope throws in
      #expect(refusal { try scope.database("a").read { _ in runtime.close() } } == nil)
    }
    #expect(databases.count == 0)
  }
}
