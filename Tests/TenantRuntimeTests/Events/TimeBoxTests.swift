// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantStore
import TenantTestSupport
import Testing

@testable import TenantRuntime

/// Row 39: a change of one tenant's events does not stop all others, however long its body takes.
@Suite struct TimeBoxTests {
  /// A clock that a test lets go on.
  private final class Ticks: Sendable {
    private let nanoseconds = Monitor<Int64>(0)

    var now: Int64 { nanoseconds.withLock { $0 } }

    /// Lets time pass, in milliseconds.
    func pass(_ milliseconds: Int64) { nanoseconds.withLock { $0 += milliseconds * 1_000_000 } }
  }

  private let ticks = Ticks()
  private let fixture: EventRuntimeFixture
  private let acme: TenantScope

  init() throws {
    let ticks = ticks
    fixture = try EventRuntimeFixture { options in
      options.eventTransactionMilliseconds = 100
      options.ticks = { ticks.now }
    }
    acme = try fixture.scope("acme")
  }

  private func refusal(
    _ body: @escaping @Sendable (borrowing EventTransaction) throws -> Void
  ) async -> String? {
    do {
      try await acme.run { try await acme.events.transaction(body) }
      return nil
    } catch {
      let fault = error as? TenantError
      return "\(fault?.code.rawValue ?? "\(error)"):\(fault?.details["reason"] ?? "")"
    }
  }

  @Test func attack39AChangeThatTakesTooLongIsRolledBack() async throws {
    let (draft, ticks) = (try fixture.draft("a"), ticks)
    #expect(
      await refusal { transaction in
        try transaction.setValue("kept", to: [1])
        ticks.pass(100)
      } == nil)
    let operations: [@Sendable (borrowing EventTransaction) throws -> Void] = [
      { try $0.publish([draft], to: "orders") }, { _ = try $0.value("kept") }, { try $0.setValue("b", to: [1]) },
      { try $0.deleteValue("kept") }, { try $0.useUpContext() },
    ]
    for (place, operation) in operations.enumerated() {
      let wasRefused = Collected<Bool>()
      let found = await refusal { transaction in
        try transaction.setValue("lost", to: [1])
        ticks.pass(101)
        do {
          try operation(transaction)
        } catch {
          wasRefused.append((error as? TenantError)?.details["reason"] == "time")
          throw error
        }
      }
      #expect(found == "event.refused:time" && wasRefused.all == [true], "\(place)")
    }
    // Nor is it kept where the body does nothing more, or does not mind.
    #expect(
      await refusal { transaction in
        try transaction.publish([draft], to: "orders")
        ticks.pass(101)
      } == "event.refused:time")
    #expect(
      await refusal { transaction in
        ticks.pass(101)
        _ = try? transaction.setValue("lost", to: [1])
      } == "event.refused:time")
    #expect(try acme.run { try acme.values.list().names } == ["kept"])
    #expect(try fixture.base.store.read { try $0.eventStreams(of: acme.tenant.id) }.isEmpty)
    #expect(await refusal { try $0.publish([draft], to: "orders") } == nil)
  }

  /// The event is delivered again, and others are not held up.
  @Test func whatTakesTooLongFinishesNoEvent() async throws {
    try await fixture.subscribe("acme")
    try await fixture.publish("acme", fixture.draft("a"))
    let (tries, ticks) = (Collected<Int64>(), ticks)
    let consumer = try fixture.base.runtime.consumer(of: "reader") { delivery in
      tries.append(delivery.attempt)
      try await delivery.finish { transaction in
        try transaction.setValue("effect", to: [UInt8(delivery.attempt)])
        if delivery.attempt == 1 { ticks.pass(101) }
      }
    }
    #expect(try await consumer.runOnce() == 1)
    #expect(try acme.run { try acme.values.get("effect") } == nil)
    fixture.advance(seconds: 60)
    #expect(try await consumer.runOnce() == 1)
    #expect(tries.all == [1, 2])
    #expect(try acme.run { try acme.values.get("effect")?.bytes } == [2])
  }

  /// Many changes of which none is too long are not made together where all of them are.
  @Test func changesThatTakeLongTogetherAreCommittedApart() throws {
    let ticks = ticks
    var options = RuntimeOptions()
    options.eventTransactionMilliseconds = 100
    options.ticks = { ticks.now }
    var writer = EventWriter(EventDesk.Settings(path: fixture.base.store.path, options))
    let happened = Collected<String>()
    func job(_ name: String, takes milliseconds: Int64) -> EventDesk.Job {
      EventDesk.Job(
        perform: { _, _ in
          happened.append(name)
          ticks.pass(milliseconds)
        }, conclude: { happened.append($0 == nil ? "\(name) done" : "\(name) failed") })
    }
    writer.write([job("a", takes: 60), job("b", takes: 60), job("c", takes: 500), job("d", takes: 1)])
    #expect(happened.all == ["a", "b", "a done", "b done", "c", "c done", "d", "d done"])
    // Each is told where there is no store at all.
    var nowhere = EventWriter(EventDesk.Settings(path: fixture.base.store.folder.file("nothing.db"), options))
    nowhere.write([job("e", takes: 1), job("f", takes: 1)])
    #expect(happened.all.suffix(2) == ["e failed", "f failed"])
  }

  @Test(arguments: [0, 600_001, -1]) func aBoxThatIsNoneIsRefused(milliseconds: Int32) {
    let found = code { _ = try EventRuntimeFixture { $0.eventTransactionMilliseconds = milliseconds } }
    #expect(found == .invalidValue)
  }
}
