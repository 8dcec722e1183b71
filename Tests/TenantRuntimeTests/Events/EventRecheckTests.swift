// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantAdmin
import TenantModel
import TenantTestSupport
import Testing

@testable import TenantRuntime
@testable import TenantStore

/// What is asked again when an event that was handed out is delivered, and what becomes of one that does not open.
@Suite struct EventRecheckTests {
  private let incidents = Collected<IsolationIncident>()
  private let fixture: EventRuntimeFixture
  private let acme: TenantSelector
  private let globex: TenantSelector

  init() throws {
    let incidents = incidents
    fixture = try EventRuntimeFixture { options in options.onViolation = { incidents.append($0) } }
    acme = try TenantSelector(parsing: "acme")
    globex = try TenantSelector(parsing: "globex")
  }

  private func offer() throws -> CrossTenantGrant {
    try fixture.base.administration.createGrant(
      GrantRequest(
        giver: acme, receiver: globex, stream: "orders", pattern: ">", purpose: ContextPurpose(parsing: "audit"),
        until: Timestamp(seconds: 1_795_435_200 + 3_600))
    ).value.grant
  }

  /// Lets a tenant read two events that were claimed together, on one thread: the second begins when the first is done.
  ///
  /// - Returns: How many reached the handler, and how deliveries failed.
  private func consumeTwo(
    _ handler: @escaping @Sendable (EventDelivery, Administration) async throws -> Void
  ) async throws -> (handled: Int, faults: [String]) {
    let (handled, faults) = (Collected<Int64>(), Collected<String>())
    var options = EventConsumerOptions()
    options.perTenant = 2
    options.onFault = { faults.append("\($0.code.rawValue):\($0.details["reason"] ?? "")") }
    let path = fixture.base.store.path
    let consumer = try fixture.base.runtime.consumer(of: "reader", options: options) { delivery in
      handled.append(delivery.sequence)
      let session = OperatorSession(actor: "test", now: { Timestamp(seconds: 1_795_435_200) }, randomBits: { 1 })
      try await handler(delivery, Administration(opening: path, access: .readWrite, session: session))
    }
    let count = try await consumer.runOnceOnOneThread()
    #expect(count == 2)
    return (handled.all.count, faults.all)
  }

  /// Two events of one tenant in a stream of another, which reads them under a grant.
  private func giveTwo() async throws -> CrossTenantGrantID {
    let grant = try offer()
    _ = try fixture.base.administration.acceptGrant(grant.id, by: globex, into: "imports")
    let receiver = try fixture.scope("globex")
    try await receiver.run { try await receiver.events.subscribe("reader", to: "imports") }
    try await fixture.publish("acme", fixture.draft("a"), fixture.draft("b"))
    var options = RuntimeOptions()
    options.now = { Timestamp(seconds: 1_795_435_200) }
    options.masterKeyFile = fixture.base.store.path + ".master-key"
    // Behind whatever the runtime itself has begun to deliver.
    var writer = EventWriter(EventDesk.Settings(path: fixture.base.store.path, options))
    writer.forward()
    let imported = try fixture.base.store.read { try $0.eventStream("imports", of: receiver.tenant.id) }
    #expect(imported?.lastSequence == 2)
    return grant.id
  }

  /// Row 36: what was claimed under a grant is not handed out once that is revoked, and what was handed out is not finished.
  @Test(arguments: [true, false])
  func attack36AClaimedEventIsNotDeliveredAfterItsGrantWasRevoked(byGiver: Bool) async throws {
    let grant = try await giveTwo()
    let revoker = byGiver ? acme : globex
    let (handled, faults) = try await consumeTwo { delivery, administration in
      _ = try administration.revokeGrant(grant, by: revoker)
      let refusal = await outcome { try await delivery.finish { try $0.setValue("effect", to: [1]) } }
      #expect(refusal == .eventRefused)
    }
    #expect(handled == 1)
    #expect(faults == ["event.refused:grant-revoked", "event.refused:grant-revoked"])
    let receiver = try fixture.scope("globex")
    #expect(try receiver.run { try receiver.values.get("effect") } == nil)
  }

  /// Row 34: the same where the tenant is placed elsewhere, though it is served as before.
  @Test func attack34AClaimedEventIsNotDeliveredAfterAMove() async throws {
    try fixture.base.store.addSharedPool("other")
    try await fixture.subscribe("acme")
    try await fixture.publish("acme", fixture.draft("a"), fixture.draft("b"))
    let (runtime, tenant) = (fixture.base.runtime, acme)
    let (handled, faults) = try await consumeTwo { _, administration in
      let moved = try administration.migrate(tenant, to: Slug(parsing: "other"))
      #expect(runtime.waitUntil(revision: moved.revision, timeout: RuntimeFixture.patience))
    }
    #expect(handled == 1)
    #expect(faults == ["event.refused:stale-placement", "event.refused:stale-placement"])
    // Both are delivered where the tenant is now.
    fixture.advance(seconds: 60)
    let again = Collected<Int64>()
    let consumer = try runtime.consumer(of: "reader") { again.append($0.sequence) }
    #expect(try await consumer.runOnce() == 2)
    #expect(again.all.sorted() == [1, 2])
  }

  /// A stream that is bound to other regions meanwhile is not read on.
  @Test func aClaimedEventIsNotDeliveredWhereItsStreamIsNotReadAnyMore() async throws {
    try await fixture.subscribe("acme")
    try await fixture.publish("acme", fixture.draft("a"), fixture.draft("b"))
    let store = fixture.base.store.path
    let (handled, faults) = try await consumeTwo { _, _ in
      try StateStore(opening: store, access: .readWrite).write(
        Change(actor: "test", time: Timestamp(seconds: 1_795_435_200))
      ) { _ = try $0.run("UPDATE event_stream SET regions = 'us-east-1'") }
    }
    #expect(handled == 1)
    #expect(faults == ["event.refused:wrong-region", "event.refused:wrong-region"])
  }

  /// Nothing is tried again where trying again opens nothing, and operators are told.
  @Test func anEventThatDoesNotOpenIsCountedAndGivenUpAtOnce() async throws {
    try await fixture.subscribe("acme", retry: .standard)
    try await fixture.publish("acme", fixture.draft("a"), fixture.draft("b"))
    try fixture.base.store.write { writer in
      _ = try writer.run("UPDATE event SET payload = zeroblob(length(payload)) WHERE id = 'a'")
    }
    let got = Collected<String>()
    let consumer = try fixture.base.runtime.consumer(of: "reader") { got.append($0.event.id.rawValue) }
    #expect(try await consumer.runOnce() == 2)
    #expect(got.all == ["b"])
    let tenant = try fixture.scope("acme").tenant.id
    let letters = try fixture.base.store.read { try $0.deadLetters(of: tenant) }
    #expect(letters.map(\.fault) == ["seal.refused"] && letters.map(\.attempts) == [1])
    #expect(fixture.base.runtime.status.violations[.unopened] == 1)
    #expect(incidents.all.map(\.tenants) == [[tenant]])
    fixture.advance(seconds: 3_600)
    #expect(try await consumer.runOnce() == 0)
  }

  @Test func aGivenEventThatDoesNotOpenIsCounted() async throws {
    let grant = try offer()
    try await fixture.publish("acme", fixture.draft("a"), fixture.draft("b"))
    try fixture.base.store.write { writer in
      _ = try writer.run("UPDATE event SET payload = zeroblob(length(payload)) WHERE id = 'a'")
    }
    _ = try fixture.base.administration.acceptGrant(grant.id, by: globex, into: "imports")
    // The runtime leaves a grant alone for a while that was not accepted when it was first looked at.
    fixture.advance(seconds: 2)
    #expect(try await incidents.wait(for: 1))
    #expect(incidents.all.map(\.violation) == [.unopened])
    #expect(incidents.all.map(\.tenants) == [[try fixture.scope("acme").tenant.id]])
    let receiver = try fixture.scope("globex").tenant.id
    #expect(try fixture.base.store.read { try $0.eventStream("imports", of: receiver) }?.lastSequence == 1)
    #expect(fixture.base.runtime.status.violations[.unopened] == 1)
  }
}
