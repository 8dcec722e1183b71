// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantAdmin
import TenantModel
import TenantTestSupport
import Testing

@testable import TenantRuntime
@testable import TenantStore

/// The desk where its store, its keys or its consumers fail.
@Suite struct EventDeskTests {
  private func change(_ fixture: EventRuntimeFixture, _ sql: String) throws {
    try fixture.base.store.write { try $0.run(sql) }
  }

  /// A change that cannot be made is told to whoever asked, and the next one is made as if nothing had been.
  @Test func aStoreThatIsBusyRefusesAndIsTriedAgain() async throws {
    let fixture = try EventRuntimeFixture { $0.busyTimeoutMilliseconds = 0 }
    try await fixture.subscribe("acme")
    let acme = try fixture.scope("acme")
    let draft = try fixture.draft("a")
    let holder = try SQLiteConnection(
      path: fixture.base.store.path, access: .readWrite, busyTimeoutMilliseconds: 1_000)
    try holder.execute("BEGIN IMMEDIATE")
    await acme.run {
      #expect(await outcome { try await acme.events.stream("orders").publish(draft) } == .storeBusy)
    }
    try holder.execute("ROLLBACK")
    let receipt = try await acme.run { try await acme.events.stream("orders").publish(draft) }
    #expect(receipt.sequence == 1)
  }

  @Test func aStoreThatIsGoneIsNoticedAndFoundAgain() throws {
    let fixture = try EventRuntimeFixture()
    let (path, away) = (fixture.base.store.path, fixture.base.store.folder.file("away"))
    var options = RuntimeOptions()
    options.now = { Timestamp(seconds: 1_795_435_200) }
    var writer = EventWriter(EventDesk.Settings(path: path, options))
    let outcomes = Collected<TenantErrorCode?>()
    func job() -> EventDesk.Job { EventDesk.Job(perform: { _, _ in }, conclude: { outcomes.append($0?.code) }) }
    writer.forward()
    #expect(rename(path, away) == 0)
    writer.forward()
    writer.write([job()])
    #expect(rename(away, path) == 0)
    writer.write([job()])
    writer.forward()
    #expect(outcomes.all.count == 2 && outcomes.all[0] != nil && outcomes.all[1] == nil)
  }

  /// A grant that is over is asked for no more until its stream has news.
  @Test func aGrantThatIsOverIsPutToRest() async throws {
    let fixture = try EventRuntimeFixture()
    let administration = fixture.base.administration
    let (acme, globex) = (try TenantSelector(parsing: "acme"), try TenantSelector(parsing: "globex"))
    let grant = try administration.createGrant(
      GrantRequest(
        giver: acme, receiver: globex, stream: "orders", pattern: ">", purpose: ContextPurpose(parsing: "audit"),
        until: Timestamp(seconds: 1_795_435_200 + 60))
    ).value.grant
    _ = try administration.acceptGrant(grant.id, by: globex, into: "imports")
    fixture.advance(seconds: 120)
    func isReady() throws -> Bool {
      let now = Timestamp(seconds: 1_795_435_200 + 240)
      return try fixture.base.store.read { try !$0.readyGrants(at: now, limit: 1).isEmpty }
    }
    try change(fixture, "UPDATE event_grant SET ready_at = 0")
    #expect(try isReady())
    var options = RuntimeOptions()
    options.now = { Timestamp(seconds: 1_795_435_200 + 120) }
    options.masterKeyFile = fixture.base.store.path + ".master-key"
    var writer = EventWriter(EventDesk.Settings(path: fixture.base.store.path, options))
    writer.forward()
    #expect(try !isReady())
    try await fixture.publish("acme", fixture.draft("a"))
    #expect(
      try fixture.base.store.read { try $0.eventStream("imports", of: fixture.scope("globex").tenant.id) }?
        .lastSequence == 0)
  }

  /// Without room nothing is claimed, and nobody waits for the store.
  @Test func aConsumerThatIsFullClaimsNothing() async throws {
    let fixture = try EventRuntimeFixture()
    try await fixture.subscribe("acme")
    try await fixture.publish("acme", fixture.draft("a"), fixture.draft("b"))
    var options = EventConsumerOptions()
    options.concurrency = 1
    let (isHeld, isOpen) = (Collected<Bool>(), Monitor(false))
    let consumer = try fixture.base.runtime.consumer(of: "reader", options: options) { _ in
      isHeld.append(true)
      _ = try await RuntimeThread.run { isOpen.wait(atMost: .seconds(1_200)) { $0 } }
    }
    let first = Task { try await consumer.runOnce() }
    #expect(try await isHeld.wait(for: 1))
    #expect(try await consumer.runOnce() == 0)
    isOpen.change { $0 = true }
    #expect(try await first.value == 1)
    #expect(try await consumer.runOnce() == 1)
  }

  /// What measurements leave out is nothing but the seal.
  @Test func eventsThatAreNotSealedAreReadInTheSameWay() async throws {
    let fixture = try EventRuntimeFixture { $0.sealsEvents = false }
    try await fixture.subscribe("acme")
    try await fixture.publish("acme", fixture.draft("a", data: "in the clear"))
    let got = Collected<String>()
    let consumer = try fixture.base.runtime.consumer(of: "reader") {
      got.append(String(decoding: $0.event.data, as: UTF8.self))
    }
    #expect(try await consumer.runOnce() == 1)
    #expect(got.all == ["in the clear"])
  }

  /// Keys beyond those that are kept are read from the store again, and are the same.
  @Test func aKeyringThatIsFullForgetsAndReadsAgain() throws {
    let fixture = try EventRuntimeFixture()
    let places = try ["acme", "globex"].map { try fixture.scope($0).eventPlace }
    let path = fixture.base.store.path
    var keyring = EventKeyring(masterKeyFile: path + ".master-key", isSealing: true, capacity: 1)
    func address(_ place: EventPlace) throws -> EventAddress {
      EventAddress(
        incarnation: 1, stream: "orders", id: EventID(bits: 1), sequence: 1, region: try Region(parsing: "eu-west-1"),
        publishedAt: Timestamp(seconds: 0), producer: "/", attributes: "{}")
    }
    var sealed: [[UInt8]] = []
    for place in places {
      try fixture.base.store.write { writer in
        sealed.append(try keyring.sealing(at: place, writer).seal([1], at: address(place)))
      }
      keyring.commit()
    }
    for (index, place) in places.enumerated() {
      try fixture.base.store.write { writer in
        let sealing = try keyring.sealing(at: place, writer)
        #expect(try sealing.open(sealed[index], at: address(place)) == [1])
        #expect(throws: TenantError.self) { try sealing.open(sealed[1 - index], at: address(place)) }
      }
      keyring.commit()
    }
  }

  /// A key that was destroyed must not stay in the memory of whoever sealed with it.
  @Test func aKeyringForgetsTenantsThatWereChanged() throws {
    let fixture = try EventRuntimeFixture()
    let places = try ["acme", "globex"].map { try fixture.scope($0).eventPlace }
    var keyring = EventKeyring(masterKeyFile: fixture.base.store.path + ".master-key", isSealing: true)
    for place in places {
      try fixture.base.store.write { writer in _ = try keyring.root(at: place, writer) }
      keyring.commit()
    }
    #expect(keyring.count == 2)
    keyring.forget([places[0].tenant])
    #expect(keyring.count == 1)
    // One of a later life takes the place of the one before.
    var later = try fixture.scope("globex").tenant
    later.lifecycleEpoch += 1
    let place = EventPlace(later, region: nil)
    try fixture.base.store.write { writer in _ = try keyring.root(at: place, writer) }
    keyring.commit()
    #expect(keyring.count == 1)
  }
}
