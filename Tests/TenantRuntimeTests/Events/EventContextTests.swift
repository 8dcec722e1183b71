// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import TenantTestSupport
import Testing

@testable import TenantRuntime
@testable import TenantStore

/// What a context that a scope came by means to the events of the scope.
@Suite struct EventContextTests {
  private let fixture: EventRuntimeFixture
  private let arrival: ContextArrival

  init() throws {
    fixture = try EventRuntimeFixture()
    arrival = try ContextArrival(fixture.base)
  }

  private func cause(of id: String) throws -> String? {
    var causes: [String: String] = [:]
    try fixture.base.store.read {
      try $0.forEachEvent(in: "orders", of: fixture.scope("acme").tenant.id, after: 0, limit: .max) {
        causes[$0.envelope.id.rawValue] = $0.envelope.cause?.rawValue
      }
    }
    return causes[id]
  }

  private func refusal(_ body: () async throws -> Void) async -> String? {
    do {
      try await body()
      return nil
    } catch {
      let fault = error as? TenantError
      return "\(fault?.code.rawValue ?? "\(error)"):\(fault?.details["reason"] ?? "")"
    }
  }

  @Test func anEventIsOfTheChainOfCallsThatItIsPublishedIn() async throws {
    let token = try arrival.token()
    let scope = try arrival.scope(of: token)
    var named = try fixture.draft("named")
    named.cause = ContextTransaction(bits: 7)
    let (bare, own) = (try fixture.draft("bare"), named)
    let feed = try scope.run { try scope.events.memory("news").subscribe() }
    try await scope.run {
      try await scope.events.stream("orders").publish([bare, own])
      try scope.events.memory("news").publish(bare)
      try scope.events.memory("news").publish(own)
      #expect(try await feed.next()?.cause == token.claims.transaction)
      #expect(try await feed.next()?.cause == own.cause)
    }
    #expect(try cause(of: "bare") == token.claims.transaction.rawValue)
    #expect(try cause(of: "named") == own.cause?.rawValue)
    try await fixture.publish("acme", fixture.draft("alone"))
    #expect(try cause(of: "alone") == nil)
  }

  @Test func aContextIsUsedUpWithItsEffect() async throws {
    let token = try arrival.token()
    let scope = try arrival.scope(of: token)
    func use(_ scope: TenantScope, _ value: UInt8, thenFail: Bool = false) async -> String? {
      await refusal {
        try await scope.run {
          try await scope.events.transaction { transaction in
            try transaction.useUpContext()
            try transaction.setValue("effect", to: [value])
            if thenFail { throw TenantError(.inUse, "changed my mind") }
          }
        }
      }
    }
    func effect() throws -> [UInt8]? { try scope.run { try scope.values.get("effect")?.bytes } }
    // What is rolled back uses nothing up.
    #expect(await use(scope, 1, thenFail: true) == "in_use:")
    #expect(try effect() == nil)
    #expect(await use(scope, 2) == nil)
    // Neither the same scope, nor another one of the same context, nor another service does it again.
    #expect(await use(scope, 3) == "context.refused:replayed")
    #expect(await use(try arrival.scope(of: token), 4) == "context.refused:replayed")
    let another = try fixture.base.another()
    #expect(
      await use(try another.scope(verifying: token.text, for: arrival.use), 5) == "context.refused:replayed")
    #expect(try effect() == [2])
    // Reads go on, and a body that goes on after the refusal has changed nothing by it.
    let other = try arrival.scope(of: arrival.token())
    try await other.run {
      try await other.events.transaction { transaction in
        try transaction.useUpContext()
        #expect(throws: TenantError.self) { try transaction.useUpContext() }
      }
    }
    #expect(await use(other, 6) == "context.refused:replayed")
  }

  /// A scope may be kept longer than its context, and the store forgets what was used up once nobody can show it any more.
  @Test func aContextThatIsOverIsNotUsedUp() async throws {
    let scope = try arrival.scope(of: arrival.token())
    try await scope.run { try await scope.events.transaction { try $0.useUpContext() } }
    fixture.advance(seconds: 600)
    let again = await refusal {
      try await scope.run { try await scope.events.transaction { try $0.useUpContext() } }
    }
    #expect(again == "context.refused:expired")
  }

  @Test func withoutAContextThereIsNothingToUseUp() async throws {
    let scope = try fixture.scope("acme")
    let found = await refusal {
      try await scope.run { try await scope.events.transaction { try $0.useUpContext() } }
    }
    #expect(found == "context.missing:no-context")
    try await fixture.subscribe("acme")
    try await fixture.publish("acme", fixture.draft("a"))
    let refusals = Collected<TenantErrorCode?>()
    let consumer = try fixture.base.runtime.consumer(of: "reader") { delivery in
      refusals.append(await outcome { try await delivery.finish { try $0.useUpContext() } })
    }
    _ = try await consumer.runOnce()
    #expect(refusals.all == [.contextMissing])
  }

  /// An event carries no context; its consumer issues one, of its own tenant and of the chain of calls of the event.
  @Test func aDeliveryIssuesAContextOfItsEventsChainOfCalls() async throws {
    try await fixture.subscribe("acme")
    let token = try arrival.token()
    let scope = try arrival.scope(of: token)
    let draft = try fixture.draft("a")
    try await scope.run { _ = try await scope.events.stream("orders").publish(draft) }
    try await fixture.publish("acme", fixture.draft("b"))
    let issued = Collected<(id: String, claims: ContextClaims)>()
    let faults = Collected<TenantErrorCode>()
    let (orders, another) = (arrival.use, try fixture.base.another())
    let purpose = try ContextPurpose(parsing: "orders.index")
    let consumer = try fixture.base.runtime.consumer(of: "reader") { delivery in
      let token = try delivery.context(for: orders.audience, purposes: [purpose], as: "indexer", lifeSeconds: 30)
      let claims = try another.scope(verifying: token.text, for: orders).context
      if let claims { issued.append((delivery.event.id.rawValue, claims)) }
      for body in [
        { _ = try delivery.context(for: orders.audience, purposes: [purpose], as: "a b") },
        { _ = try delivery.context(for: orders.audience, purposes: [purpose], as: "x", lifeSeconds: 301) },
        { _ = try delivery.context(for: orders.audience, purposes: [purpose], as: "x", hops: 17) },
        { _ = try delivery.context(for: orders.audience, purposes: [], as: "x") },
      ] as [() throws -> Void] {
        if let found = code(of: body) { faults.append(found) }
      }
      // Not even the delivery is a way to act for a tenant outside of its scope.
      let outside = Task.detached {
        code { _ = try delivery.context(for: orders.audience, purposes: [purpose], as: "x") }
      }
      if let found = await outside.value { faults.append(found) }
    }
    #expect(try await consumer.runOnce() == 2)
    let claims = Dictionary(uniqueKeysWithValues: issued.all.map { ($0.id, $0.claims) })
    let first = try #require(claims["a"])
    #expect(first.transaction == token.claims.transaction && first.subject.rawValue == "system:indexer")
    #expect(first.tenant == scope.tenant.id && first.hops == 0 && first.expiresAt - first.issuedAt == 30)
    #expect(claims["b"].map { $0.transaction != first.transaction } == true)
    #expect(faults.all.filter { $0 == .invalidValue }.count == 8)
    #expect(faults.all.filter { $0 == .contextMissing }.count == 2 && faults.all.count == 10)
  }
}
