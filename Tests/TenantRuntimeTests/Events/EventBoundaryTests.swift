// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantAdmin
import TenantModel
import TenantTestSupport
import Testing

@testable import TenantRuntime
@testable import TenantStore

/// What is asked between a claim and the handler, and between a transaction and a key.
@Suite struct EventBoundaryTests {
  private let fixture: EventRuntimeFixture

  init() throws {
    fixture = try EventRuntimeFixture()
  }

  private func hasKey(_ scope: TenantScope) throws -> Bool {
    try fixture.base.store.read { try $0.wrappedRoot(of: scope.tenant.id, incarnation: 1) } != nil
  }

  /// Suspends tenants behind the back of the runtime, which hears of changes by the journal alone.
  private func suspendUnheard() throws {
    try fixture.base.store.write {
      try $0.run("UPDATE tenant SET state = 'suspended', lifecycle_epoch = lifecycle_epoch + 1")
    }
  }

  /// Row 22: before a tenant's key is made, the transaction asks whether the tenant is still served.
  @Test func attack22NoKeyIsMadeForATenantThatIsNotServed() async throws {
    let (acme, globex) = (try fixture.scope("acme"), try fixture.scope("globex"))
    try await acme.run { try await acme.events.transaction { _ in } }
    #expect(try hasKey(acme))
    try suspendUnheard()
    let refusals = Collected<TenantErrorCode?>()
    await globex.run {
      // One that changes nothing, and one that does not mind.
      refusals.append(await outcome { try await globex.events.transaction { _ in } })
      let draft = EventDraft(type: "t", subject: "a", data: [])
      refusals.append(
        await outcome { try await globex.events.transaction { _ = try? $0.publish([draft], to: "orders") } })
    }
    #expect(refusals.all == [.eventRefused, .eventRefused])
    #expect(try !hasKey(globex))
  }

  /// What is refused within a transaction leaves nothing of it behind, whatever is published after it.
  @Test func aPublishThatIsRefusedLeavesItsTransactionAsItWas() async throws {
    try await fixture.subscribe("acme")
    let acme = try fixture.scope("acme")
    try fixture.base.store.write { try $0.run("UPDATE event_stream SET backlog_limit = 3") }
    let drafts = try ["a", "b", "c", "d"].map { try fixture.draft($0) }
    let faults = Collected<String>()
    let receipts = try await acme.run {
      try await acme.events.transaction { transaction in
        let first = try transaction.publish([drafts[0]], to: "orders")
        // Two of the three have room.
        do {
          try transaction.publish([drafts[1], drafts[2], drafts[3]], to: "orders")
        } catch {
          faults.append((error as? TenantError)?.code.rawValue ?? "\(error)")
        }
        return try first + transaction.publish([drafts[3]], to: "orders")
      }
    }
    #expect(faults.all == [TenantErrorCode.eventBacklogFull.rawValue])
    #expect(receipts.map(\.id.rawValue) == ["a", "d"] && receipts.map(\.sequence) == [1, 2])
    var stored: [String] = []
    try fixture.base.store.read {
      try $0.forEachEvent(in: "orders", of: acme.tenant.id, after: 0, limit: .max) {
        stored.append($0.envelope.id.rawValue)
      }
    }
    #expect(stored == ["a", "d"])
  }

  /// Row 23: an event that was claimed is not even opened once its tenant is suspended.
  @Test func attack23AClaimedEventIsNotOpenedAfterASuspension() async throws {
    try await fixture.subscribe("acme")
    try await fixture.publish("acme", fixture.draft("a"), fixture.draft("b"))
    let (got, faults) = (Collected<String>(), Collected<TenantErrorCode>())
    var options = EventConsumerOptions()
    options.perTenant = 2
    options.onFault = { faults.append($0.code) }
    let (path, runtime) = (fixture.base.store.path, fixture.base.runtime)
    let consumer = try runtime.consumer(of: "reader", options: options) { delivery in
      got.append(delivery.event.id.rawValue)
      let session = OperatorSession(actor: "test", now: { Timestamp(seconds: 1_795_435_200) }, randomBits: { 1 })
      let other = try Administration(opening: path, access: .readWrite, session: session)
      let suspended = try other.suspend(TenantSelector(parsing: "acme"))
      #expect(runtime.waitUntil(revision: suspended.revision, timeout: RuntimeFixture.patience))
    }
    // Both are claimed together and worked on by one thread: the second begins when the first has suspended the tenant.
    let count = try await consumer.runOnceOnOneThread()
    #expect(count == 2 && got.all.count == 1)
    #expect(faults.all == [.contextRefused, .contextRefused])
  }
}
