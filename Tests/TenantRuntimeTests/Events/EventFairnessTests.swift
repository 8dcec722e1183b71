// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import TenantStore
import TenantTestSupport
import Testing

@testable import TenantRuntime

@Suite struct EventFairnessTests {
  /// A tenant with a hundred times the events of another: the other's are served within the turns that its weight allows,
  /// counted in events and not in time.
  @Test func attack39AFloodDelaysNobodyBeyondItsTurn() async throws {
    let fixture = try EventRuntimeFixture()
    for slug in ["acme", "globex"] { try await fixture.subscribe(slug) }
    let flood = try (0..<500).map { try fixture.draft("f\($0)") }
    let acme = try fixture.scope("acme")
    try await acme.run { _ = try await acme.events.stream("orders").publish(flood) }
    for number in 0..<5 { try await fixture.publish("globex", fixture.draft("q\(number)")) }
    let order = Collected<String>()
    var options = EventConsumerOptions()
    options.concurrency = 8
    options.perTenant = 4
    let consumer = try fixture.base.runtime.consumer(of: "reader", options: options) { _ in
      order.append(try TenantScope.current.tenant.slug.rawValue)
    }
    while try await consumer.runOnce() > 0 {}
    #expect(order.all.count == 505)
    // Four of each come in a round, however many wait.
    let last = try #require(order.all.lastIndex(of: "globex"))
    #expect(last < 16)
  }

  @Test func aFailedChangeLeavesTheOthersOfItsTransaction() async throws {
    let fixture = try EventRuntimeFixture()
    let acme = try fixture.scope("acme")
    let outcomes = await withTaskGroup(of: Bool.self) { group in
      for number in 0..<40 {
        group.addTask {
          await acme.run {
            await outcome {
              try await acme.events.transaction { transaction in
                var draft = EventDraft(type: "t", subject: "a", data: [])
                draft.id = try EventID(parsing: "e\(number)")
                try transaction.publish([draft], to: "orders")
                if number % 2 == 1 { throw TenantError(.inUse, "no") }
              }
            } == nil
          }
        }
      }
      return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
    }
    #expect(outcomes == 20)
    var found: Set<Int> = []
    try fixture.base.store.read {
      try $0.forEachEvent(in: "orders", of: acme.tenant.id, after: 0, limit: .max) {
        found.insert(Int($0.envelope.id.rawValue.dropFirst()) ?? -1)
      }
    }
    #expect(found == Set((0..<20).map { 2 * $0 }))
  }
}
