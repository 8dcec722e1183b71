// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import TenantStore
import TenantTestSupport
import Testing

@testable import TenantRuntime

@Suite struct MemoryEventTests {
  @Test func aFeedGetsWhatItsPatternMeansInOrder() async throws {
    let fixture = try EventRuntimeFixture()
    let acme = try fixture.scope("acme")
    try await acme.run {
      let all = try acme.events.memory("ticks").subscribe()
      let some = try acme.events.memory("ticks").subscribe("order.*")
      for number in 0..<200 {
        try acme.events.memory("ticks").publish(
          fixture.draft("e\(number)", subject: number % 2 == 0 ? "order.paid" : "noise"))
      }
      for number in 0..<200 { #expect(try await all.next()?.id.rawValue == "e\(number)") }
      for number in 0..<100 { #expect(try await some.next()?.id.rawValue == "e\(2 * number)") }
      // What nobody has subscribed to is gone, and another stream is another one.
      try acme.events.memory("other").publish(fixture.draft("x"))
      let waiting = Task { try await acme.run { try await all.next() } }
      try acme.events.memory("ticks").publish(fixture.draft("last"))
      #expect(try await waiting.value?.id.rawValue == "last")
    }
  }

  @Test func aFullFeedRefusesForAll() async throws {
    let fixture = try EventRuntimeFixture()
    let acme = try fixture.scope("acme")
    try await acme.run {
      let ticks = acme.events.memory("ticks")
      let small = try ticks.subscribe(capacity: 1)
      let large = try ticks.subscribe()
      try ticks.publish(fixture.draft("a"))
      #expect(await outcome { try ticks.publish(fixture.draft("b")) } == .eventBacklogFull)
      #expect(try await small.next()?.id.rawValue == "a")
      try ticks.publish(fixture.draft("c"))
      #expect(try await large.next()?.id.rawValue == "a")
      #expect(try await large.next()?.id.rawValue == "c")
      for capacity in [0, 1_000_001] {
        #expect(await outcome { _ = try ticks.subscribe(capacity: capacity) } == .invalidValue)
      }
      var bad = try fixture.draft("d")
      bad.source = ""
      #expect(await outcome { try ticks.publish(bad) } == .invalidValue)
    }
  }

  /// Row 19: a feed that was made for one tenant gives nothing to a task that works for another, or for none.
  @Test func attack19AFeedServesNobodyButItsTenant() async throws {
    let fixture = try EventRuntimeFixture()
    let (acme, globex) = (try fixture.scope("acme"), try fixture.scope("globex"))
    let feed = try acme.run { try acme.events.memory("ticks").subscribe() }
    let theirs = try globex.run { try globex.events.memory("ticks").subscribe() }
    try acme.run { try acme.events.memory("ticks").publish(fixture.draft("a")) }
    #expect(await outcome { _ = try await feed.next() } == .contextMissing)
    await globex.run { #expect(await outcome { _ = try await feed.next() } == .isolationViolation) }
    #expect(try await acme.run { try await feed.next() }?.id.rawValue == "a")
    // Nothing came to the other tenant's stream of the same name.
    let waiting = Task { try await globex.run { try await theirs.next() } }
    waiting.cancel()
    #expect(try await waiting.value == nil)
    var draft = try fixture.draft("b")
    draft.hints.tenant = acme.tenant.id
    await globex.run { #expect(await outcome { try globex.events.memory("ticks").publish(draft) } == .eventRefused) }
  }

  @Test func whatWaitedIsNotHandedOutAfterASuspension() async throws {
    let fixture = try EventRuntimeFixture()
    let acme = try fixture.scope("acme")
    let feed = try acme.run { try acme.events.memory("ticks").subscribe() }
    try acme.run { try acme.events.memory("ticks").publish(fixture.draft("a")) }
    #expect(fixture.base.see(try fixture.base.administration.suspend(TenantSelector(parsing: "acme"))))
    await acme.run { #expect(await outcome { _ = try await feed.next() } == .contextRefused) }
  }

  @Test func aMoveOrAForeignRegionRefuses() async throws {
    let fixture = try EventRuntimeFixture()
    let acme = try fixture.scope("acme")
    let feed = try acme.run { try acme.events.memory("ticks").subscribe() }
    try acme.run { try acme.events.memory("ticks").publish(fixture.draft("a")) }
    let change = try fixture.base.store.write { writer in
      let before = try writer.requireTenant(TenantSelector(parsing: "acme"))
      var after = before
      after.placementEpoch += 1
      after.version += 1
      try writer.update(after)
      try writer.record(.tenantUpdate, key: "acme", tenant: before.id, before: before, after: after)
      return writer.revision
    }
    #expect(fixture.base.runtime.waitUntil(revision: change, timeout: RuntimeFixture.patience))
    await acme.run { #expect(await outcome { _ = try await feed.next() } == .eventRefused) }
    let elsewhere = try EventRuntimeFixture { $0.region = try? Region(parsing: "us-east-1") }
    let there = try elsewhere.scope("acme")
    await there.run {
      #expect(await outcome { try there.events.memory("ticks").publish(elsewhere.draft("a")) } == .eventRefused)
      #expect(await outcome { _ = try there.events.memory("ticks").subscribe() } == .eventRefused)
    }
  }
}
