// SPDX-License-Identifier: Apache-2.0

import Foundation
import TenantAdmin
import TenantModel
import TenantTestSupport
import Testing

@testable import TenantRuntime
@testable import TenantStore

/// Row 23: no operation of the library that is done for a tenant is forgotten, and each does what it says in each state.
@Suite struct TenantVerbTests {
  private typealias Operation = (TenantScope) async throws -> Void

  /// The public operations of the library, by type and name, as its sources declare them.
  private static func declared() throws -> Set<String> {
    let folder = "\(PackageFolder.path)/Sources/TenantRuntime"
    let files = try #require(FileManager.default.enumerator(atPath: folder)).compactMap { $0 as? String }
    var names: Set<String> = []
    for file in files where file.hasSuffix(".swift") {
      var type = ""
      for line in try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8).split(separator: "\n") {
        if let match = line.firstMatch(of: #/^(?:[a-z]+ )*(?:class|struct|enum|extension|actor) ([A-Za-z]+)/#) {
          type = String(match.1)
        } else if let match = line.firstMatch(of: #/^  public (?:static )?func ([A-Za-z]+)/#) {
          names.insert("\(type).\(match.1)")
        }
      }
    }
    return names
  }

  @Test func attack23EveryOperationIsRegistered() throws {
    let registered = Set(TenantVerb.operations.map(\.name))
    let others = TenantVerb.operationsOfTheScopeItself.union(TenantVerb.operationsForNobody)
    #expect(registered.isDisjoint(with: others))
    #expect(try Self.declared().subtracting(registered).subtracting(others) == [])
    #expect(try registered.union(others).subtracting(Self.declared()) == [])
    // Those that are left out of the table below have tests of their own.
    let tried = try operations(of: EventRuntimeFixture()).keys
    #expect(
      registered.subtracting(tried)
        == [
          "EnforcementRuntime.extract", "EventDelivery.finish", "EventDelivery.context",
          "EventTransaction.useUpContext",
          "TenantScope.inject", "TenantScope.exchanged",
        ])
  }

  /// Everything that can be done for a tenant, prepared while it is active.
  private func operations(of fixture: EventRuntimeFixture) throws -> [String: Operation] {
    let scope = try fixture.scope("acme")
    let file = try TenantFileName(parsing: "a.txt")
    let key = TenantCacheKey<Int>("k")
    let draft = EventDraft(type: "test", subject: "order.paid", data: [])
    let (item, feed) = try scope.run { (try scope.item(1), try scope.events.memory("news").subscribe()) }
    let connection = try SQLiteConnection(path: ":memory:", access: .readWrite, busyTimeoutMilliseconds: 0)
    try connection.execute("CREATE TABLE orders (tenant TEXT, id INTEGER, PRIMARY KEY (tenant, id))")
    let gate = StatementGate(connection.handle, tables: [try GatedTable("orders")])
    return [
      "EnforcementRuntime.scope": { _ = try fixture.base.runtime.scope(of: $0.tenant.id) },
      "TenantValues.get": { _ = try $0.values.get("a") },
      "TenantValues.set": { try $0.values.set("a", to: [1]) },
      "TenantValues.delete": { try $0.values.delete("a") },
      "TenantValues.list": { _ = try $0.values.list() },
      "TenantFiles.read": { _ = try $0.files.read(file) },
      "TenantFiles.write": { try $0.files.write([1], to: file) },
      "TenantFiles.delete": { try $0.files.delete(file) },
      "TenantFiles.list": { _ = try $0.files.list() },
      "TenantScopeCache.get": { _ = try $0.cache.get(key) },
      "TenantScopeCache.set": { try $0.cache.set(key, to: 1, for: .seconds(60)) },
      "TenantScopeCache.remove": { try $0.cache.remove(key) },
      "TenantScopeCache.value": { _ = try await $0.cache.value(key, for: .seconds(60)) { 1 } },
      "TenantDatabase.read": { scope in
        _ = try scope.database("canary").read { try $0.query("SELECT * FROM t") }
      },
      "TenantDatabase.write": { try $0.database("canary").write { _ = try $0.run("DELETE FROM t") } },
      "TenantDatabaseTransaction.query": { scope in
        _ = try scope.database("canary").read { try $0.query("SELECT * FROM t") }
      },
      "TenantDatabaseTransaction.run": { scope in
        _ = try scope.database("canary").write { try $0.run("INSERT INTO t VALUES (1)") }
      },
      "StatementGate.run": { scope in
        try gate.run(scope) { _ = try SQLiteStatement("SELECT * FROM my_orders", on: connection).step() }
      },
      "TenantEvents.transaction": { _ = try await $0.events.transaction { _ in 1 } },
      "TenantEvents.subscribe": { try await $0.events.subscribe("indexer", to: "orders") },
      "TenantEventStream.publish": { try await $0.events.stream("orders").publish(draft) },
      "EventTransaction.publish": {
        _ = try await $0.events.transaction { try $0.publish([draft], to: "orders") }
      },
      "EventTransaction.value": { _ = try await $0.events.transaction { try $0.value("a") } },
      "EventTransaction.setValue": { _ = try await $0.events.transaction { try $0.setValue("a", to: [1]) } },
      "EventTransaction.deleteValue": { _ = try await $0.events.transaction { try $0.deleteValue("a") } },
      "MemoryEventStream.publish": { try $0.events.memory("news").publish(draft) },
      "MemoryEventStream.subscribe": { _ = try $0.events.memory("news").subscribe() },
      "MemoryEventFeed.next": { scope in
        try scope.events.memory("news").publish(draft)
        _ = try await feed.next()
      },
      "TenantItem.open": { _ in _ = try item.open() },
      "TenantItem.run": { _ in _ = try await item.run { $0 } },
      "TenantScope.item": { _ = try $0.item(1) },
    ]
  }

  @Test(arguments: TenantState.allCases)
  func attack23EachOperationDoesWhatItSaysInEachState(state: TenantState) async throws {
    let fixture = try EventRuntimeFixture()
    let scope = try fixture.scope("acme")
    let operations = try operations(of: fixture)
    try scope.run {
      try scope.values.set("canary", to: [1])
      try scope.files.write([1], to: TenantFileName(parsing: "canary"))
      try scope.database("canary").write { try $0.run("CREATE TABLE t (a)") }
    }
    let acme = TenantSelector.id(scope.tenant.id)
    switch state {
    case .active: break
    case .suspended: _ = try fixture.base.administration.suspend(acme)
    case .offboarding:
      var request = OffboardingRequest()
      request.hold = .untilLifted
      _ = try fixture.base.administration.offboard(acme, request)
    case .offboarded: _ = try fixture.base.administration.offboard(acme, exportTo: nil)
    }
    fixture.base.runtime.refresh()
    let before = try fixture.base.store.read { try $0.latestRevision() }
    for verb in TenantVerb.operations {
      guard let operation = operations[verb.name] else { continue }
      let refusal = await outcome { try await scope.run { try await operation(scope) } }
      if verb.rule.allows(state) {
        #expect(refusal == nil, "\(state.rawValue): \(verb.name)")
      } else {
        let expected: [TenantErrorCode] = [.contextRefused, .tenantInactive, .eventRefused]
        #expect(
          refusal.map(expected.contains) == true, "\(state.rawValue): \(verb.name): \(refusal?.rawValue ?? "done")")
      }
    }
    guard state != .active else { return }
    #expect(try fixture.base.store.read { try $0.latestRevision() } == before)
  }

  @Test func attack23ADeliveryIsNotFinishedAfterASuspension() async throws {
    let fixture = try EventRuntimeFixture()
    try await fixture.subscribe("acme")
    try await fixture.publish("acme", fixture.draft("e-1"))
    let refusals = Collected<TenantErrorCode?>()
    let path = fixture.base.store.path
    let consumer = try fixture.base.runtime.consumer(of: "reader") { delivery in
      let session = OperatorSession(
        actor: "test", now: { Timestamp(seconds: 1_795_435_200) }, randomBits: { 0 })
      let administration = try Administration(opening: path, access: .readWrite, session: session)
      _ = try administration.suspend(.id(delivery.scope.tenant.id))
      refusals.append(await outcome { try await delivery.finish() })
    }
    _ = try await consumer.runOnce()
    #expect(refusals.all == [.eventRefused] || refusals.all == [.contextRefused])
  }
}
