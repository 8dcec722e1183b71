// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import TenantStore
import TenantTestSupport
import Testing

@testable import TenantRuntime

/// What cannot be served holds up nobody else.
@Suite struct EventStarvationTests {
  private let fixture: EventRuntimeFixture
  private let administration: Administration

  init() throws {
    fixture = try EventRuntimeFixture { $0.region = try? Region(parsing: "eu-west-1") }
    administration = fixture.base.administration
  }

  private func region(_ name: String) throws -> Region { try Region(parsing: name) }

  /// More refused tenants than a round looks at: the next one is asked in the same call.
  @Test func attack39RefusedTenantsDoNotTakeTheTurnsOfOthers() async throws {
    for number in 0..<5 {
      let tenant = try administration.onboard(.sample("refused-\(number)")).value
      try await fixture.subscribe(tenant.slug.rawValue)
      try await fixture.publish(tenant.slug.rawValue, fixture.draft("r"))
    }
    // From now on their streams may be read elsewhere only.
    _ = try BuiltProgram.run(
      "/usr/bin/sqlite3", [fixture.base.store.path, "UPDATE event_stream SET regions = 'us-east-1'"])
    fixture.advance(seconds: 1)
    try await fixture.subscribe("acme")
    try await fixture.publish("acme", fixture.draft("a"))
    let got = Collected<String>()
    let faults = Collected<TenantErrorCode>()
    var options = EventConsumerOptions()
    options.concurrency = 1
    options.tenantsPerRound = 1
    options.onFault = { faults.append($0.code) }
    let consumer = try fixture.base.runtime.consumer(of: "reader", options: options) {
      got.append($0.event.id.rawValue)
    }
    #expect(try await consumer.runOnce() == 1)
    #expect(got.all == ["a"])
    #expect(faults.all == Array(repeating: .eventRefused, count: 5))
    // They are left alone for a while, and longer each time.
    #expect(try await consumer.runOnce() == 0)
    #expect(faults.all.count == 5)
    fixture.advance(seconds: 1)
    #expect(try await consumer.runOnce() == 0)
    #expect(faults.all.count == 10)
    fixture.advance(seconds: 1)
    #expect(try await consumer.runOnce() == 0)
    #expect(faults.all.count == 10)
    fixture.advance(seconds: 1)
    #expect(try await consumer.runOnce() == 0)
    #expect(faults.all.count == 15)
  }

  /// Who was woken by its last event and has nothing more is asked in vain, and the next one in the same call.
  @Test func tenantsThatAreDoneDoNotTakeTheTurnsOfOthers() async throws {
    var options = EventConsumerOptions()
    options.concurrency = 1
    options.tenantsPerRound = 1
    let got = Collected<String>()
    let consumer = try fixture.base.runtime.consumer(of: "reader", options: options) {
      got.append($0.event.id.rawValue)
    }
    for number in 0..<5 {
      let tenant = try administration.onboard(.sample("done-\(number)")).value
      try await fixture.subscribe(tenant.slug.rawValue)
      try await fixture.publish(tenant.slug.rawValue, fixture.draft("d\(number)"))
    }
    for _ in 0..<5 { #expect(try await consumer.runOnce() == 1) }
    fixture.advance(seconds: 1)
    try await fixture.subscribe("acme")
    try await fixture.publish("acme", fixture.draft("a"))
    #expect(try await consumer.runOnce() == 1)
    #expect(got.all.last == "a")
    #expect(try await consumer.runOnce() == 0)
  }

  private func grant(to receiver: String, stream: EventStreamName, into: EventStreamName) throws -> CrossTenantGrantID {
    let until = Timestamp(seconds: fixture.base.store.clock.now.microseconds / 1_000_000 + 86_400)
    let grant = try administration.createGrant(
      GrantRequest(
        giver: TenantSelector(parsing: "acme"), receiver: TenantSelector(parsing: receiver), stream: stream,
        pattern: ">", purpose: ContextPurpose(parsing: "logistics"), until: until)
    ).value.grant
    _ = try administration.acceptGrant(grant.id, by: TenantSelector(parsing: receiver), into: into)
    return grant.id
  }

  private func publish(to stream: EventStreamName) throws {
    let master = MasterKeyFile(path: fixture.base.store.path + ".master-key")
    _ = try administration.publishEvent(
      fixture.draft("e"), to: stream, of: TenantSelector(parsing: "acme"), with: master)
  }

  private func writer(in region: String) throws -> EventWriter {
    var options = RuntimeOptions()
    options.region = try self.region(region)
    let now = fixture.base.store.clock.now
    options.now = { now }
    return EventWriter(EventDesk.Settings(path: fixture.base.store.path, options))
  }

  private func delivered(_ id: CrossTenantGrantID) throws -> Int64? {
    try administration.grants(of: TenantSelector(parsing: "acme")).first { $0.grant.id == id }?.delivered
  }

  /// A process that may not deliver, for where it runs, leaves the grant to those that may.
  @Test func aProcessOfAnotherRegionPutsNoGrantToRest() throws {
    let id = try grant(to: "globex", stream: "orders", into: "from-acme")
    try publish(to: "orders")
    var elsewhere = try writer(in: "us-east-1")
    elsewhere.forward()
    #expect(try delivered(id) == 0)
    var here = try writer(in: "eu-west-1")
    here.forward()
    #expect(try delivered(id) == 1)
  }

  /// More grants that cannot deliver than a round serves: the one after them is served.
  @Test func grantsThatCannotDeliverDoNotTakeTheTurnsOfOthers() throws {
    _ = try administration.onboard(.sample("initech"))
    for number in 0..<20 {
      let stream = try EventStreamName(parsing: "s\(number)")
      _ = try grant(to: "globex", stream: stream, into: stream)
      try publish(to: stream)
    }
    fixture.base.store.clock.advance(seconds: 1)
    let last = try grant(to: "initech", stream: "last", into: "last")
    try publish(to: "last")
    _ = try administration.suspend(TenantSelector(parsing: "globex"))
    var writer = try writer(in: "eu-west-1")
    writer.forward()
    writer.forward()
    #expect(try delivered(last) == 1)
    // A suspension ends some day, and nobody has to tell the grants.
    _ = try administration.resume(TenantSelector(parsing: "globex"))
    var later = try self.writer(in: "eu-west-1")
    later.forward()
    later.forward()
    #expect(try administration.grants(of: TenantSelector(parsing: "globex")).allSatisfy { $0.delivered == 1 })
  }

  /// Row 39: whoever fills its queue is refused, and nobody else.
  @Test func attack39AFullQueueRefusesItsTenantAlone() async throws {
    let desk = fixture.base.runtime.core.events
    let (acme, globex) = (try fixture.scope("acme").tenant.id, try fixture.scope("globex").tenant.id)
    let (isOpen, isHeld) = (Monitor(false), Monitor(false))
    // Holds the desk's thread, so that everything else waits in the queues.
    let holder = Task {
      try await desk.change(for: nil, weight: 1) { _, _ in
        isHeld.change { $0 = true }
        return isOpen.wait(atMost: .seconds(1_200)) { $0 }
      }
    }
    #expect(try await RuntimeThread.run { isHeld.wait(atMost: .seconds(1_200)) { $0 } })
    let (done, refused) = (Collected<Int>(), Collected<TenantErrorCode>())
    let tasks = (0..<(EventDesk.capacity + 50)).map { number in
      Task {
        let code = await outcome { _ = try await desk.change(for: acme, weight: 1) { _, _ in number } }
        if let code { refused.append(code) } else { done.append(number) }
      }
    }
    #expect(try await refused.wait(for: 50))
    #expect(done.all.isEmpty)
    let other = Task { try await desk.change(for: globex, weight: 1) { _, _ in true } }
    isOpen.change { $0 = true }
    #expect(try await other.value)
    for task in tasks { await task.value }
    #expect(try await holder.value)
    #expect(done.all.count == EventDesk.capacity && Set(done.all).count == EventDesk.capacity)
    #expect(refused.all == Array(repeating: .eventBacklogFull, count: 50))
  }
}
