// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

@testable import TenantStore

/// A gate whose connection, tables or rules are not as usual.
@Suite struct SQLGateEdgeTests {
  private let folder: TemporaryFolder
  private let path: String
  private let acme = TenantID(bits: 1)
  private let globex = TenantID(bits: 2)

  init() throws {
    folder = try TemporaryFolder()
    path = try folder.write("", to: "shop.db")
    try connect().execute(
      "CREATE TABLE members (tenant TEXT PRIMARY KEY); INSERT INTO members VALUES ('\(acme)'), ('\(globex)')")
  }

  private func connect() throws -> SQLiteConnection {
    try SQLiteConnection(path: path, access: .readWrite, busyTimeoutMilliseconds: 0)
  }

  /// Row 10: where the engine asks without its rules, nothing is permitted and nothing committed.
  @Test func attack10WithoutRulesEverythingIsRefused() {
    for action in Int32(0)...33 { #expect(GateRules.decide(nil, action, nil, nil, nil, nil) != 0) }
    #expect(GateRules.commit(nil) != 0)
  }

  @Test func aTableOfNothingButTenantsCanBeWritten() throws {
    let connection = try connect()
    let gate = SQLGate(connection.handle, tables: [try GatedTable("members")], sharedTables: [])
    try gate.open(for: acme)
    try connection.execute("UPDATE my_members SET tenant = '\(acme)'")
    #expect(throws: TenantError.self) { try connection.execute("UPDATE my_members SET tenant = '\(globex)'") }
    try connection.execute("DELETE FROM my_members")
    gate.close()
    let statement = try connect().statement("SELECT group_concat(tenant) FROM members")
    #expect(try statement.step() && statement.text(0) == globex.rawValue)
  }

  /// A gate that cannot read the schema stays closed.
  @Test func aGateThatCannotBeOpenedStaysClosed() throws {
    let holder = try connect()
    try holder.execute("BEGIN EXCLUSIVE")
    let connection = try connect()
    let gate = SQLGate(connection.handle, tables: [try GatedTable("members")], sharedTables: [])
    let fault = #expect(throws: TenantError.self) { try gate.open(for: acme) }
    #expect(fault?.code == .internalFault && fault?.message.contains("locked") == true)
    try holder.execute("COMMIT")
    #expect(throws: TenantError.self) { try connection.execute("SELECT * FROM members") }
    try gate.open(for: acme)
    try connection.execute("SELECT * FROM my_members")
  }
}
