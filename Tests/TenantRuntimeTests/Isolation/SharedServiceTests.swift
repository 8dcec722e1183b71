// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantStore
import TenantTestSupport
import Testing

@testable import TenantRuntime

/// Two tenants that use everything of one runtime at once, and requests that end in the middle.
@Suite struct SharedServiceTests {
  private let fixture: EventRuntimeFixture
  private let acme: TenantScope
  private let globex: TenantScope

  init() throws {
    fixture = try EventRuntimeFixture()
    (acme, globex) = (try fixture.scope("acme"), try fixture.scope("globex"))
  }

  /// Row 20: whatever two tenants share, neither finds anything of the other in it; the thread sanitizer runs this, too.
  @Test func attack20TwoTenantsAtOnceFindNothingOfEachOther() async throws {
    let file = try TenantFileName(parsing: "k")
    try await withThrowingTaskGroup(of: Void.self) { group in
      for worker in 0..<8 {
        let scope = worker.isMultiple(of: 2) ? acme : globex
        let mine = Array(scope.tenant.slug.rawValue.utf8)
        let key = TenantCacheKey<[UInt8]>("k\(worker / 2)")
        group.addTask {
          try await scope.run {
            for round in 0..<12 {
              let bytes = mine + Array("-\(worker)-\(round)".utf8)
              try scope.values.set("k", to: bytes)
              try scope.files.write(bytes, to: file)
              let cached = try await scope.cache.value(key, for: .seconds(60)) {
                await Task.yield()
                return bytes
              }
              try await scope.events.stream("orders").publish(EventDraft(type: "t", subject: "a", data: bytes))
              let found = [cached, try scope.values.get("k")?.bytes, try scope.files.read(file)]
              for bytes in found { #expect(bytes?.starts(with: mine) == true) }
              #expect(try TenantScope.current.tenant.id == scope.tenant.id)
              if round.isMultiple(of: 3) { try scope.cache.remove(key) }
            }
          }
        }
      }
      try await group.waitForAll()
    }
    for scope in [acme, globex] {
      let place = scope.eventPlace
      let sealed = try await scope.run {
        try await scope.change { writer, keyring in
          let sealing = try keyring.sealing(at: place, writer)
          var data: [[UInt8]] = []
          try writer.forEachEvent(in: "orders", of: place.tenant, after: 0, limit: .max) {
            data.append(try $0.opened(by: sealing).data)
          }
          return data
        }
      }
      let mine = Array(scope.tenant.slug.rawValue.utf8)
      #expect(sealed.count == 48 && sealed.allSatisfy { $0.starts(with: mine) })
    }
    #expect(fixture.base.runtime.status.violations.total == 0)
  }

  /// Row 14: where a request is cancelled, at whichever await, what it waited for is handed to nobody else.
  @Test func attack14WhatACancelledRequestWaitedForIsNobodyElses() async throws {
    let feeds = try [acme, globex].map { scope in try scope.run { try scope.events.memory("ticks").subscribe() } }
    let (acme, globex) = (acme, globex)
    for round in 0..<60 {
      let key = TenantCacheKey<String>("k\(round)")
      let (mine, others) = (try fixture.draft("acme-\(round)"), try fixture.draft("globex-\(round)"))
      let request = Task {
        try await acme.run {
          try await acme.events.stream("orders").publish(mine)
          _ = try await acme.cache.value(key, for: .seconds(60)) { () -> String? in
            await Task.yield()
            return "acme-\(round)"
          }
          // Nothing comes: it waits until it is cancelled.
          return try await feeds[0].next()
        }
      }
      for _ in 0..<round * 3 { await Task.yield() }
      request.cancel()
      // The next request, of another tenant, on whatever the cancelled one was using.
      try await globex.run {
        let receipt = try await globex.events.stream("orders").publish(others)
        #expect(receipt.id.rawValue == "globex-\(round)" && receipt.sequence == Int64(round + 1))
        #expect(try await globex.cache.value(key, for: .seconds(60)) { "globex-\(round)" } == "globex-\(round)")
        try globex.events.memory("ticks").publish(others)
        #expect(try await feeds[1].next()?.id.rawValue == "globex-\(round)")
      }
      #expect(try await request.value == nil)
      // And the next one of the same tenant: what comes now is for it, and not for the one that has gone.
      try await acme.run {
        try acme.events.memory("ticks").publish(mine)
        #expect(try await feeds[0].next()?.id.rawValue == "acme-\(round)")
      }
    }
    #expect(fixture.base.runtime.status.violations.total == 0)
  }
}
