// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantAdmin
import TenantModel
import TenantStore
import TenantTestSupport
import Testing

@testable import TenantRuntime

/// What the tests collect from tasks.
final class Collected<Value: Sendable>: Sendable {
  private let values = Monitor<[Value]>([])

  var all: [Value] { values.withLock { $0 } }

  func append(_ value: Value) { values.change { $0.append(value) } }

  /// Waits until so many were collected, on a thread that no task needs.
  ///
  /// The tasks that collect may stand in line behind all other tests, so it waits long before it gives up.
  func wait(for count: Int) async throws -> Bool {
    try await RuntimeThread.run { [values] in values.wait(atMost: .seconds(1_200)) { $0.count >= count } }
  }
}

/// A store whose tenants have keys, with a runtime over it.
struct EventRuntimeFixture {
  let base: RuntimeFixture
  let clock: Monitor<Timestamp>

  init(_ change: @escaping (inout RuntimeOptions) -> Void = { _ in }) throws {
    let clock = Monitor(Timestamp(seconds: 1_795_435_200))
    base = try RuntimeFixture(pollMilliseconds: 20) { options in
      options.now = { clock.withLock { $0 } }
      // A machine that does much else may hold a change up for seconds; tests of the box set their own.
      options.eventTransactionMilliseconds = 600_000
      change(&options)
    }
    self.clock = clock
    _ = try MasterKey.create(file: base.store.path + ".master-key")
  }

  func advance(seconds: Int64) {
    clock.withLock { $0 = Timestamp(microseconds: $0.microseconds + seconds * 1_000_000) }
  }

  func scope(_ slug: String) throws -> TenantScope { try base.scope(slug) }

  func draft(_ id: String, subject: EventSubject = "order.paid", key: String? = nil, data: String = "{}") throws
    -> EventDraft
  {
    var draft = EventDraft(
      type: "test", subject: subject, data: Array(data.utf8), key: try key.map { try EventKey(parsing: $0) })
    draft.id = try EventID(parsing: id)
    return draft
  }

  func subscribe(_ slug: String, retry: EventRetryPolicy = .standard) async throws {
    let scope = try scope(slug)
    try await scope.run { try await scope.events.subscribe("reader", to: "orders", retry: retry) }
  }

  func publish(_ slug: String, _ drafts: EventDraft...) async throws {
    let scope = try scope(slug)
    try await scope.run { _ = try await scope.events.stream("orders").publish(drafts) }
  }
}

func outcome(of body: () async throws -> Void) async -> TenantErrorCode? {
  do {
    try await body()
    return nil
  } catch {
    return (error as? TenantError)?.code
  }
}

@Suite struct EventRuntimeTests {
  @Test func anEventArrivesInTheScopeOfItsTenant() async throws {
    let fixture = try EventRuntimeFixture()
    let got = Collected<String>()
    for slug in ["acme", "globex"] {
      try await fixture.subscribe(slug)
      try await fixture.publish(slug, fixture.draft("a", data: "of \(slug)"))
    }
    let consumer = try fixture.base.runtime.consumer(of: "reader") { delivery in
      let scope = try TenantScope.current
      got.append("\(scope.tenant.slug): \(String(decoding: delivery.event.data, as: UTF8.self))")
    }
    #expect(try await consumer.runOnce() == 2)
    #expect(got.all.sorted() == ["acme: of acme", "globex: of globex"])
    #expect(try await consumer.runOnce() == 0)
  }

  @Test func nothingIsPublishedOrReadOutsideOfTheScope() async throws {
    let fixture = try EventRuntimeFixture()
    let (acme, globex) = (try fixture.scope("acme"), try fixture.scope("globex"))
    let draft = try fixture.draft("a")
    #expect(await outcome { try await acme.events.stream("orders").publish(draft) } == .contextMissing)
    #expect(await outcome { try await acme.events.subscribe("reader", to: "orders") } == .contextMissing)
    #expect(await outcome { try acme.events.memory("ticks").publish(draft) } == .contextMissing)
    #expect(await outcome { _ = try acme.events.memory("ticks").subscribe() } == .contextMissing)
    await globex.run {
      #expect(await outcome { try await acme.events.stream("orders").publish(draft) } == .isolationViolation)
      #expect(await outcome { try acme.events.memory("ticks").publish(draft) } == .isolationViolation)
    }
    #expect(try fixture.base.store.read { try $0.eventStreams(of: acme.tenant.id) }.isEmpty)
  }

  @Test func aTransactionIsKeptWholeOrNotAtAll() async throws {
    let fixture = try EventRuntimeFixture()
    let acme = try fixture.scope("acme")
    try await acme.run {
      let (one, two) = (try fixture.draft("one"), try fixture.draft("two"))
      #expect(
        await outcome {
          try await acme.events.transaction { transaction in
            try transaction.publish([one], to: "orders")
            throw TenantError(.inUse, "changed my mind")
          }
        } == .inUse)
      let receipts = try await acme.events.transaction { transaction in
        try transaction.publish([one], to: "orders") + transaction.publish([two], to: "invoices")
      }
      #expect(receipts.map(\.sequence) == [1, 1] && receipts.allSatisfy { !$0.isDuplicate })
      #expect(try await acme.events.stream("orders").publish(one).isDuplicate)
      var nameless = one
      nameless.id = nil
      #expect(try await acme.events.stream("orders").publish(nameless).sequence == 2)
      #expect(try await acme.events.stream("orders").publish([]).isEmpty)
    }
  }

  @Test func aSubscriptionIsMadeOnce() async throws {
    let fixture = try EventRuntimeFixture()
    for _ in 0..<2 { try await fixture.subscribe("acme") }
    let acme = try fixture.scope("acme")
    await acme.run {
      #expect(await outcome { try await acme.events.subscribe("reader", to: "other") } == .alreadyExists)
    }
  }

  @Test func whatFailsComesAgainAndThenIsGivenUp() async throws {
    let fixture = try EventRuntimeFixture()
    try await fixture.subscribe(
      "acme", retry: EventRetryPolicy(attempts: 2, firstMilliseconds: 1_000, capMilliseconds: 1_000, jitterPercent: 0))
    try await fixture.publish("acme", fixture.draft("a", data: "canary"))
    let attempts = Collected<Int64>()
    let consumer = try fixture.base.runtime.consumer(of: "reader") { delivery in
      attempts.append(delivery.attempt)
      throw TestSupportFault("canary")
    }
    #expect(try await consumer.runOnce() == 1)
    #expect(try await consumer.runOnce() == 0)
    fixture.advance(seconds: 1)
    #expect(try await consumer.runOnce() == 1)
    fixture.advance(seconds: 100)
    #expect(try await consumer.runOnce() == 0)
    #expect(attempts.all == [1, 2])
    let letters = try fixture.base.administration.deadLetters(of: TenantSelector(parsing: "acme"))
    #expect(letters.map(\.fault) == ["handler-failed"])
    #expect(try fixture.base.administration.deadLetters(of: TenantSelector(parsing: "globex")).isEmpty)
  }

  @Test func whatIsDoneForAnEventAndItsEndAreOne() async throws {
    let fixture = try EventRuntimeFixture()
    try await fixture.subscribe("acme")
    var draft = try fixture.draft("a")
    draft.cause = ContextTransaction(bits: 9)
    try await fixture.publish("acme", draft)
    let faults = Collected<String>()
    let result = try fixture.draft("result")
    let consumer = try fixture.base.runtime.consumer(of: "reader") { delivery in
      do {
        try await delivery.finish { transaction in
          try transaction.publish([result], to: "results")
          throw TestSupportFault("no")
        }
      } catch {
        faults.append("\(error)")
      }
      try await delivery.finish { try $0.publish([result], to: "results") }
      // It is finished: what fails from here on does not bring it back.
      throw TestSupportFault("late")
    }
    #expect(try await consumer.runOnce() == 1)
    fixture.advance(seconds: 1_000)
    #expect(try await consumer.runOnce() == 0)
    #expect(faults.all == ["no"])
    let acme = try fixture.scope("acme").tenant.id
    let found = try fixture.base.store.read { try $0.event(1, in: "results", of: acme) }
    #expect(found?.envelope.cause == ContextTransaction(bits: 9))
    #expect(try fixture.base.store.read { try $0.event(2, in: "results", of: acme) } == nil)
  }

  @Test func aPayloadThatDoesNotOpenIsKeptApartWithItsTenant() async throws {
    let fixture = try EventRuntimeFixture()
    try await fixture.subscribe(
      "acme", retry: EventRetryPolicy(attempts: 1, firstMilliseconds: 1, capMilliseconds: 1, jitterPercent: 0))
    try await fixture.publish("acme", fixture.draft("a"), fixture.draft("b"))
    _ = try BuiltProgram.run(
      "/usr/bin/sqlite3",
      [fixture.base.store.path, "UPDATE event SET payload = (SELECT payload FROM event WHERE id = 'b') WHERE id = 'a'"])
    let got = Collected<String>()
    let consumer = try fixture.base.runtime.consumer(of: "reader") { got.append($0.event.id.rawValue) }
    #expect(try await consumer.runOnce() == 2)
    #expect(got.all == ["b"])
    let letters = try fixture.base.administration.deadLetters(of: TenantSelector(parsing: "acme"))
    #expect(letters.map(\.fault) == ["seal.refused"])
  }

  /// Rows 22 to 24: neither what waits nor what is worked on reaches a tenant that is suspended or has left.
  @Test func attack24NothingIsDeliveredToATenantThatIsNotServed() async throws {
    let fixture = try EventRuntimeFixture()
    try await fixture.subscribe("acme")
    let acme = try fixture.scope("acme")
    try await fixture.publish("acme", fixture.draft("a"), fixture.draft("b"))
    let got = Collected<String>()
    let faults = Collected<TenantErrorCode>()
    var options = EventConsumerOptions()
    options.concurrency = 1
    options.onFault = { faults.append($0.code) }
    let administration = try fixture.base.store.administration()
    let path = fixture.base.store.path
    let consumer = try fixture.base.runtime.consumer(of: "reader", options: options) { delivery in
      got.append(delivery.event.id.rawValue)
      // The operator suspends the tenant while the event is worked on.
      let session = OperatorSession(actor: "test", now: { Timestamp(seconds: 1_795_435_200) }, randomBits: { 1 })
      let other = try Administration(opening: path, access: .readWrite, session: session)
      _ = try other.suspend(TenantSelector(parsing: "acme"))
    }
    #expect(try await consumer.runOnce() == 1)
    #expect(try await consumer.runOnce() == 0)
    #expect(got.all == ["a"] && faults.all.count == 1)
    let draft = try fixture.draft("c")
    await acme.run { #expect(await outcome { try await acme.events.stream("orders").publish(draft) } != nil) }
    _ = try administration.offboard(TenantSelector(parsing: "acme"), exportTo: nil)
    fixture.base.runtime.refresh()
    fixture.advance(seconds: 1_000)
    #expect(try await consumer.runOnce() == 0)
    let another = try fixture.base.another()
    let late = try another.consumer(of: "reader") { got.append($0.event.id.rawValue) }
    #expect(try await late.runOnce() == 0)
    #expect(got.all == ["a"])
  }

  @Test func aRunningConsumerWakesAndEndsWithItsTask() async throws {
    let fixture = try EventRuntimeFixture()
    try await fixture.subscribe("acme")
    let got = Collected<String>()
    let consumer = try fixture.base.runtime.consumer(of: "reader") { got.append($0.event.id.rawValue) }
    let running = Task { try await consumer.run() }
    for number in 0..<20 { try await fixture.publish("acme", fixture.draft("e\(number)", key: "k")) }
    #expect(try await got.wait(for: 20))
    #expect(got.all == (0..<20).map { "e\($0)" })
    running.cancel()
    try await running.value
    let second = Task { try await consumer.run() }
    try await fixture.publish("acme", fixture.draft("last"))
    #expect(try await got.wait(for: 21))
    fixture.base.runtime.close()
    try await second.value
    #expect(await outcome { _ = try await consumer.runOnce() } == .runtimeClosed)
  }

  @Test func eventsOfAGrantArriveThroughTheRuntime() async throws {
    let fixture = try EventRuntimeFixture()
    let administration = try fixture.base.store.administration()
    let (acme, globex) = (try TenantSelector(parsing: "acme"), try TenantSelector(parsing: "globex"))
    try await fixture.publish("acme", fixture.draft("before"))
    let grant = try administration.createGrant(
      GrantRequest(
        giver: acme, receiver: globex, stream: "orders", pattern: ">", purpose: ContextPurpose(parsing: "audit"),
        until: Timestamp(seconds: 1_795_435_200 + 3_600))
    ).value.grant
    _ = try administration.acceptGrant(grant.id, by: globex, into: "acme-orders")
    _ = try administration.createSubscription(SubscriptionRequest(name: "import", stream: "acme-orders"), of: globex)
    let got = Collected<String>()
    let consumer = try fixture.base.runtime.consumer(of: "import") { delivery in
      got.append("\(try TenantScope.current.tenant.slug) \(String(decoding: delivery.event.data, as: UTF8.self))")
    }
    let running = Task { try await consumer.run() }
    try await fixture.publish("acme", fixture.draft("a", data: "for all"))
    #expect(try await got.wait(for: 1))
    #expect(got.all == ["globex for all"])
    running.cancel()
    try await running.value
    _ = try administration.revokeGrant(grant.id, by: acme)
    try await fixture.publish("acme", fixture.draft("b"))
    #expect(try await consumer.runOnce() == 0)
  }

  @Test func withoutTheMasterKeyNothingIsPublished() async throws {
    let fixture = try EventRuntimeFixture { $0.masterKeyFile = "/nonexistent/key" }
    let acme = try fixture.scope("acme")
    let draft = try fixture.draft("a")
    await acme.run {
      #expect(await outcome { try await acme.events.stream("orders").publish(draft) } == .masterKeyUnusable)
    }
    #expect(try fixture.base.store.read { try $0.eventStreams(of: acme.tenant.id) }.isEmpty)
  }

  @Test func optionsOfAConsumerAreChecked() throws {
    let fixture = try EventRuntimeFixture()
    for change in [
      { $0.concurrency = 0 }, { $0.concurrency = 10_001 }, { $0.perTenant = 0 }, { $0.perTenant = 17 },
      { $0.leaseSeconds = 0 }, { $0.leaseSeconds = 86_401 },
    ] as [(inout EventConsumerOptions) -> Void] {
      var options = EventConsumerOptions()
      change(&options)
      #expect(throws: TenantError.self) { try fixture.base.runtime.consumer(of: "reader", options: options) { _ in } }
    }
  }
}
