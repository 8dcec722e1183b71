// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import TenantTestSupport
import Testing

@testable import TenantRuntime
@testable import TenantStore

/// A service's own database behind the gate.
@Suite struct StatementGateTests {
  private let fixture: DataFixture
  private let connection: SQLiteConnection
  private let gate: StatementGate

  init() throws {
    fixture = try DataFixture()
    let path = try fixture.base.store.folder.write("", to: "shop.db")
    connection = try SQLiteConnection(path: path, access: .readWrite, busyTimeoutMilliseconds: 0)
    try connection.execute("CREATE TABLE orders (tenant TEXT, id INTEGER, PRIMARY KEY (tenant, id))")
    gate = StatementGate(connection.handle, tables: [try GatedTable("orders")])
  }

  private func run(_ sql: String) throws {
    let statement = try SQLiteStatement(sql, on: connection)
    while try statement.step() {}
  }

  /// As somebody sees them who does not go through the gate.
  private func count() throws -> Int64 {
    let path = fixture.base.store.folder.file("shop.db")
    let other = try SQLiteConnection(path: path, access: .readOnly, busyTimeoutMilliseconds: 1_000)
    let statement = try other.statement("SELECT count(*) FROM orders")
    _ = try statement.step()
    return statement.integer(0)
  }

  @Test func whatIsWrittenIsCommittedWhileTheTenantIsServed() throws {
    try fixture.run("acme") { scope in try gate.run(scope) { try run("INSERT INTO my_orders (id) VALUES (1)") } }
    #expect(try count() == 1)
  }

  /// Row 22: a transaction that was begun while the tenant was served is not committed once it is suspended.
  @Test func attack22NothingIsCommittedAfterASuspension() throws {
    let administration = fixture.base.administration
    try fixture.run("acme") { scope in
      let found = refusal {
        try gate.run(scope) {
          _ = try administration.suspend(.id(scope.tenant.id))
          // Whatever the body makes of a failure, the caller is told.
          try? run("INSERT INTO my_orders (id) VALUES (1)")
        }
      }
      #expect(found?.hasPrefix("context.refused") == true, "\(found ?? "nothing")")
    }
    #expect(try count() == 0)
    // Others are served as before, by the same connection.
    try fixture.run("globex") { scope in try gate.run(scope) { try run("INSERT INTO my_orders (id) VALUES (1)") } }
    #expect(try count() == 1)
  }

  /// A transaction of several statements, which is open when the tenant is suspended.
  @Test func attack22AnOpenTransactionIsRolledBackAfterASuspension() throws {
    let administration = fixture.base.administration
    try fixture.run("acme") { scope in
      let found = refusal {
        try gate.run(scope) {
          try run("BEGIN")
          try run("INSERT INTO my_orders (id) VALUES (1)")
          _ = try administration.suspend(.id(scope.tenant.id))
          try run("COMMIT")
        }
      }
      #expect(found?.hasPrefix("context.refused") == true, "\(found ?? "nothing")")
    }
    #expect(try count() == 0)
  }

  /// What the body throws is thrown on, and the gate is closed behind it.
  @Test func whatTheBodyThrowsIsThrownOn() throws {
    try fixture.run("acme") { scope in
      let found = refusal {
        try gate.run(scope) {
          try run("BEGIN")
          try run("INSERT INTO my_orders (id) VALUES (1)")
          throw TestSupportFault("of the body")
        }
      }
      #expect(found == "of the body")
    }
    #expect(try count() == 0)
    #expect(throws: TenantError.self) { try run("SELECT * FROM my_orders") }
  }

  /// Row 13: a transaction that is left open is rolled back, and whoever left it is told.
  @Test func attack13ATransactionThatIsLeftOpenIsToldAndRolledBack() throws {
    try fixture.run("acme") { scope in
      let found = refusal {
        try gate.run(scope) {
          try run("BEGIN")
          try run("INSERT INTO my_orders (id) VALUES (1)")
        }
      }
      #expect(found == "isolation.violation:dirty-connection")
    }
    #expect(try count() == 0)
  }

  /// Row 13, the other way round: what somebody else began is not ended in the name of a tenant.
  @Test func attack13NothingThatWasBegunBeforeIsCarriedIn() throws {
    let path = fixture.base.store.folder.file("shop.db")
    let pooled = try SQLiteConnection(path: path, access: .readWrite, busyTimeoutMilliseconds: 0)
    try pooled.execute("BEGIN; INSERT INTO orders (tenant, id) VALUES ('somebody', 1)")
    let gate = StatementGate(pooled.handle, tables: [try GatedTable("orders")])
    try fixture.run("acme") { scope in
      var isRun = false
      #expect(refusal { try gate.run(scope) { isRun = true } } == "isolation.violation:dirty-connection")
      #expect(!isRun)
    }
    #expect(fixture.base.runtime.status.refusals[.statement(.dirtyConnection)] == 1)
  }

  private func refusal(_ body: () throws -> Void) -> String? { TenantRuntimeTests.refusal(of: body) }
}
