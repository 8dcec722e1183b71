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
    var files: [String] = []
    for module in ["TenantRuntime", "TenantIdentity"] {
      let folder = "\(PackageFolder.path)/Sources/\(module)"
      let found = try #require(FileManager.default.enumerator(atPath: folder)).compactMap { $0 as? String }
      files += found.map { "\(folder)/\($0)" }
    }
    var names: Set<String> = []
    for file in files where file.hasSuffix(".swift") {
      var type = ""
      for line in try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n") {
        if let match = line.firstMatch(of: #/^(?:[a-z]+ )*(?:class|struct|enum|extension|actor) ([A-Za-z]+)/#) {
          type = String(match.1)
        } else if let match = line.firstMatch(of: #/^  public (?:static )?func ([A-Za-z]+)/#) {
          names.insert("\(type).\(match.1)")
        }
      }
    }
    return names
  }

  @Test func attack23EveryOperationIsRegistered() async throws {
    let registered = Set(TenantVerb.operations.map(\.name))
    let others = TenantVerb.operationsOfTheScopeItself.union(TenantVerb.operationsForNobody)
    #expect(registered.isDisjoint(with: others))
    #expect(try Self.declared().subtracting(registered).subtracting(others) == [])
    #expect(try registered.union(others).subtracting(Self.declared()) == [])
    let tried = try await operations(of: EventRuntimeFixture()).keys
    // Those that are left out of the table below have tests of their own.
    #expect(
      registered.subtracting(tried)
        == [
          "IdentityVerifier.authenticate", "EventDelivery.context", "EventTransaction.useUpContext",
          "TenantScope.exchanged",
        ])
  }

  /// Everything that can be done for a tenant, prepared while it is active.
  private func operations(of fixture: EventRuntimeFixture) async throws -> [String: Operation] {
    let scope = try fixture.scope("acme")
    let (use, token) = try context(of: fixture)
    let carried = [CarriedField("Tenant-Context", token.text)]
    let arrived = try fixture.base.runtime.scope(verifying: token.text, for: use)
    let delivery = try await delivery(of: fixture, scope)
    let file = try TenantFileName(parsing: "a.txt")
    let key = TenantCacheKey<Int>("k")
    let draft = EventDraft(type: "test", subject: "order.paid", data: [])
    let (item, feed) = try scope.run { (try scope.item(1), try scope.events.memory("news").subscribe()) }
    let connection = try SQLiteConnection(path: ":memory:", access: .readWrite, busyTimeoutMilliseconds: 0)
    try connection.execute("CREATE TABLE orders (tenant TEXT, id INTEGER, PRIMARY KEY (tenant, id))")
    let gate = StatementGate(connection.handle, tables: [try GatedTable("orders")])
    return [
      "EnforcementRuntime.extract": { _ in
        _ = try fixture.base.runtime.extract(from: carried, using: FieldCarrier(), for: use)
      },
      "TenantScope.inject": { _ in
        var sent: [CarriedField] = []
        try arrived.inject(into: &sent, using: FieldCarrier())
      },
      "EventDelivery.finish": { _ in try await delivery.finish() },
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

  /// A context of the tenant, and what it is used for.
  private func context(of fixture: EventRuntimeFixture) throws -> (use: ContextUse, token: ContextToken) {
    let administration = fixture.base.administration
    let master = MasterKeyFile(path: fixture.base.store.path + ".master-key")
    #expect(fixture.base.see(try administration.rotateKeys(with: master)))
    let use = ContextUse(audience: try ContextAudience(parsing: "a.example/b"))
    var request = ContextRequest(
      tenant: try TenantSelector(parsing: "acme"), audience: use.audience, subject: try ContextPrincipal(parsing: "u"),
      purposes: [try ContextPurpose(parsing: "p.read")])
    request.hops = 1
    return (use, try administration.issueContext(request, with: master))
  }

  /// An event in the hands of a consumer, for as long as the test goes on.
  private func delivery(of fixture: EventRuntimeFixture, _ scope: TenantScope) async throws -> EventDelivery {
    try await fixture.subscribe("acme")
    try await fixture.publish("acme", fixture.draft("e-1"))
    let place = scope.eventPlace
    let claimed = try await scope.run {
      try await scope.change { writer, _ in
        try writer.claimEvents(for: "reader", at: place, limit: 1, lease: 3_600_000_000)
      }
    }
    let event = try #require(claimed.first)
    return EventDelivery(
      event: event.event.envelope, stream: "orders", sequence: event.event.sequence, attempt: event.attempt,
      scope: scope, key: DeliveryKey(subscription: "reader", sequence: event.event.sequence, fence: event.fence),
      settlement: EventDelivery.Settlement())
  }

  @Test(arguments: TenantState.allCases)
  func attack23EachOperationDoesWhatItSaysInEachState(state: TenantState) async throws {
    let fixture = try EventRuntimeFixture()
    let scope = try fixture.scope("acme")
    let operations = try await operations(of: fixture)
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
