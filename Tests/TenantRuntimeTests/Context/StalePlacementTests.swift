// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import TenantTestSupport
import Testing

@testable import TenantRuntime
@testable import TenantStore

/// A context that was issued before its tenant was moved: what came by it reads, and writes nothing.
@Suite struct StalePlacementTests {
  private typealias Operation = (TenantScope) async throws -> Void

  private let fixture: EventRuntimeFixture
  private let issuer: ContextArrival
  private let gated: SQLiteConnection
  private let gate: StatementGate

  init() throws {
    fixture = try EventRuntimeFixture()
    issuer = try ContextArrival(fixture.base)
    try fixture.base.store.addSharedPool("other")
    let path = try fixture.base.store.folder.write("", to: "shop.db")
    gated = try SQLiteConnection(path: path, access: .readWrite, busyTimeoutMilliseconds: 0)
    try gated.execute("CREATE TABLE orders (tenant TEXT, id INTEGER, PRIMARY KEY (tenant, id))")
    gate = StatementGate(gated.handle, tables: [try GatedTable("orders")])
  }

  private func move(to pool: String = "other") throws {
    let acme = try TenantSelector(parsing: "acme")
    #expect(fixture.base.see(try fixture.base.administration.migrate(acme, to: Slug(parsing: pool))))
  }

  /// Each kind of handle that writes.
  private func writes() throws -> [String: Operation] {
    let file = try TenantFileName(parsing: "a.txt")
    let draft = EventDraft(type: "test", subject: "order.paid", data: [])
    return [
      "values.set": { try $0.values.set("a", to: [1]) },
      "values.delete": { try $0.values.delete("b") },
      "files.write": { try $0.files.write([1], to: file) },
      "files.delete": { try $0.files.delete(file) },
      "database.write": { try $0.database("shop").write { _ = try $0.run("INSERT INTO item VALUES (1)") } },
      "database, new": { scope in
        let name = "new\(scope.tenant.placementEpoch)"
        try scope.database(name).write { _ = try $0.run("CREATE TABLE IF NOT EXISTS t (a)") }
      },
      "gate": { [gate, gated] scope in
        try gate.run(scope) {
          let next = "INSERT INTO my_orders (id) SELECT coalesce(max(id), 0) + 1 FROM my_orders"
          _ = try SQLiteStatement(next, on: gated).step()
        }
      },
      "events.transaction": { _ = try await $0.events.transaction { _ in 1 } },
      "transaction.setValue": { _ = try await $0.events.transaction { try $0.setValue("c", to: [1]) } },
      "events.subscribe": { try await $0.events.subscribe("indexer", to: "orders") },
      "stream.publish": { try await $0.events.stream("orders").publish(draft) },
      "memory.publish": { try $0.events.memory("news").publish(draft) },
    ]
  }

  /// Each kind of handle that reads.
  private func reads() throws -> [String: Operation] {
    let file = try TenantFileName(parsing: "kept.txt")
    return [
      "values.get": { scope throws in #expect(try scope.values.get("kept")?.bytes == [7]) },
      "values.list": { scope throws in #expect(try scope.values.list().names.contains("kept")) },
      "files.read": { scope throws in #expect(try scope.files.read(file) == [7]) },
      "files.list": { scope throws in #expect(try scope.files.list().contains(file)) },
      "database.read": { _ = try $0.database("shop").read { try $0.query("SELECT * FROM item") } },
      "gate": { [gate, gated] scope in
        try gate.run(scope) { _ = try SQLiteStatement("SELECT * FROM my_orders", on: gated).step() }
      },
      "memory.subscribe": { _ = try $0.events.memory("news").subscribe() },
      "item": { _ = try $0.item(1).open() },
    ]
  }

  private func outcomes(_ scope: TenantScope, _ operations: [String: Operation]) async throws -> [String: String] {
    var outcomes: [String: String] = [:]
    for (name, operation) in operations {
      do {
        try await scope.run { try await operation(scope) }
      } catch let fault as TenantError {
        outcomes[name] = "\(fault.code.rawValue):\(fault.details["reason"] ?? "")"
      }
    }
    return outcomes
  }

  @Test func attack34WhatCameByAContextFromBeforeAMoveWritesNothing() async throws {
    let old = try issuer.token()
    let before = try issuer.scope(of: old)
    try before.run {
      try before.values.set("kept", to: [7])
      try before.files.write([7], to: TenantFileName(parsing: "kept.txt"))
      try before.database("shop").write { try $0.run("CREATE TABLE item (a)") }
    }
    var found = try await outcomes(before, writes())
    #expect(found == [:])
    try move()
    // The runtime knows where the tenant is now; it is the context that does not.
    let late = try issuer.scope(of: old)
    #expect(late.tenant.placementEpoch == before.tenant.placementEpoch + 1)
    let revision = try fixture.base.store.read { try $0.latestRevision() }
    let refused = try writes().mapValues { _ in "context.refused:stale-placement" }
    found = try await outcomes(late, writes())
    #expect(found == refused)
    found = try await outcomes(late, reads())
    #expect(found == [:])
    #expect(try fixture.base.store.read { try $0.latestRevision() } == revision)
    let feed = try late.run { try late.events.memory("news").subscribe(capacity: 20) }
    found = try await outcomes(late, writes())
    #expect(found == refused && feed.buffer.isEmpty)
    // Who asks anew is served, and so is the service itself.
    for scope in [try issuer.scope(of: issuer.token()), try fixture.scope("acme")] {
      found = try await outcomes(scope, writes())
      #expect(found == [:])
    }
  }

  /// A context of an issuer that knows of a move which this service has not heard of.
  @Test func aContextFromAfterAMoveWritesOnlyWhereTheMoveIsKnown() async throws {
    let scope = try fixture.scope("acme")
    var request = try issuer.request()
    request.hops = 0
    let ahead = try issuer.token(of: request) { $0.placementEpoch += 1 }
    let late = try issuer.scope(of: ahead)
    #expect(scope.tenant.placementEpoch == late.tenant.placementEpoch)
    let refused = try writes().mapValues { _ in "context.refused:stale-placement" }
    let found = try await outcomes(late, writes())
    #expect(found == refused)
  }
}
