// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import TenantStore
import TenantTestSupport
import Testing

@testable import TenantRuntime

/// Values that are written in the transaction of events: what was done and what is told of it are there together or not at all.
@Suite struct EventValueTests {
  private struct Stop: Error {}

  private let fixture: EventRuntimeFixture

  init() throws {
    fixture = try EventRuntimeFixture()
  }

  private func value(_ name: String, of slug: String = "acme") throws -> TenantValue? {
    let scope = try fixture.scope(slug)
    return try scope.run { try scope.values.get(name) }
  }

  private func events() throws -> Int64 {
    try fixture.base.store.read { reader in
      try reader.eventStream("orders", of: fixture.scope("acme").tenant.id)?.lastSequence ?? 0
    }
  }

  @Test func aValueAndItsEventAreThereTogether() async throws {
    let scope = try fixture.scope("acme")
    let draft = try fixture.draft("e")
    let version = try await scope.run {
      try await scope.events.transaction { transaction in
        #expect(try transaction.value("order") == nil)
        let version = try transaction.setValue("order", to: [1, 2], if: .absent)
        #expect(try transaction.value("order")?.bytes == [1, 2])
        try transaction.publish([draft], to: "orders")
        return version
      }
    }
    #expect(try value("order")?.bytes == [1, 2] && value("order")?.version == version)
    #expect(try value("order", of: "globex") == nil)
    #expect(try events() == 1)
  }

  @Test func nothingIsLeftOfATransactionThatFails() async throws {
    let scope = try fixture.scope("acme")
    let draft = try fixture.draft("e")
    _ = try scope.run { try scope.values.set("order", to: [7]) }
    await #expect(throws: Stop.self) {
      try await scope.run {
        try await scope.events.transaction { transaction in
          try transaction.setValue("order", to: [8])
          try transaction.setValue("other", to: [9])
          try transaction.publish([draft], to: "orders")
          throw Stop()
        }
      }
    }
    #expect(try value("order")?.bytes == [7] && value("other") == nil)
    #expect(try events() == 0)
  }

  @Test func aConditionThatDoesNotHoldChangesNothing() async throws {
    let scope = try fixture.scope("acme")
    let version = try scope.run { try scope.values.set("order", to: [7]) }
    try await scope.run {
      try await scope.events.transaction { transaction in
        #expect(code { try transaction.setValue("order", to: [8], if: .absent) } == .versionMismatch)
        #expect(code { try transaction.deleteValue("order", if: .version(version + 1)) } == .versionMismatch)
        #expect(code { try transaction.setValue("", to: [8]) } == .invalidValue)
        let long = [UInt8](repeating: 0, count: TenantValues.maximumValueBytes + 1)
        #expect(code { try transaction.setValue("order", to: long) } == .invalidValue)
        // Whoever goes on after a refusal goes on as if it had not been tried.
        try transaction.setValue("next", to: [1])
      }
    }
    #expect(try value("order")?.bytes == [7] && value("next")?.version == version + 1)
    let isDeleted = try await scope.run {
      try await scope.events.transaction { try $0.deleteValue("order", if: .version(version)) }
    }
    #expect(try isDeleted && value("order") == nil)
    #expect(try await scope.run { try await scope.events.transaction { try $0.deleteValue("order") } } == false)
  }

  /// An event that is handed out twice has its effect once, because the effect and its end are one transaction.
  @Test func anEffectHappensOnceForAnEvent() async throws {
    try await fixture.subscribe("acme")
    try await fixture.publish("acme", fixture.draft("e"))
    let codes = Collected<TenantErrorCode?>()
    let consumer = try fixture.base.runtime.consumer(of: "reader") { delivery in
      for _ in 0..<2 {
        do {
          try await delivery.finish { transaction in
            let count = try transaction.value("count")?.bytes.first ?? 0
            try transaction.setValue("count", to: [count + 1])
          }
          codes.append(nil)
        } catch {
          codes.append((error as? TenantError)?.code)
        }
      }
    }
    #expect(try await consumer.runOnce() == 1)
    #expect(codes.all == [nil, .eventRefused])
    #expect(try value("count")?.bytes == [1])
    #expect(try await consumer.runOnce() == 0)
  }

  /// A tenant that is suspended between the decision and the write has nothing written, whatever the scope knew.
  @Test func whatIsBegunForATenantThatIsSuspendedIsRefused() async throws {
    let scope = try fixture.scope("acme")
    _ = try fixture.base.administration.suspend(.id(scope.tenant.id))
    await #expect(throws: TenantError.self) {
      try await scope.run { try await scope.events.transaction { try $0.setValue("order", to: [1]) } }
    }
    _ = try fixture.base.administration.resume(.id(scope.tenant.id))
    fixture.base.runtime.refresh()
    #expect(try value("order") == nil)
  }
}
