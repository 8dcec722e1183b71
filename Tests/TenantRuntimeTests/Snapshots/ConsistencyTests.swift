// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantRuntime
import TenantStore
import TenantTestSupport
import Testing

@Suite struct ConsistencyTests {
  /// A writer changes a tier and a tenant in one transaction, again and again; readers must see both or neither.
  @Test func noReaderSeesAMixOfTwoRevisions() async throws {
    let fixture = try RuntimeFixture(pollMilliseconds: 1, tenantCapacity: 2)
    let runtime = fixture.runtime
    let acme = try TenantSelector(parsing: "acme")
    let path = fixture.store.path
    let time = fixture.store.clock.now
    let rounds = 300
    let last = try await withThrowingTaskGroup(of: Int64?.self) { group in
      group.addTask { try Self.write(rounds, to: path, at: time) }
      for name in ["acme", "globex"] {
        group.addTask {
          let selector = try TenantSelector(parsing: name)
          var newest: Int64 = 0
          while newest < Int64(rounds) {
            let scope = try runtime.scope(of: selector)
            await Task.yield()
            guard let weight = Int64(scope.tier.summary) else { continue }
            if selector == acme {
              try #require(scope.tenant.name == scope.tier.summary)
            }
            try #require(weight >= newest)
            newest = weight
          }
          return nil
        }
      }
      return try await group.reduce(into: 0) { $0 = max($0, $1 ?? 0) }
    }
    #expect(runtime.waitUntil(revision: last, timeout: RuntimeFixture.patience))
    #expect(try runtime.scope(of: acme).tenant.name == String(rounds))
  }

  private static func write(_ rounds: Int, to path: String, at time: Timestamp) throws -> Int64 {
    let store = try StateStore(opening: path, access: .readWriteReplayable)
    var revision: Int64 = 0
    for round in 1...rounds {
      revision = try store.write(Change(actor: "test@host", time: time)) { writer in
        var tier = try writer.requireTier(Slug(parsing: "free"))
        tier.summary = String(round)
        try writer.put(tier)
        try writer.record(.tierUpdate, key: tier.name.rawValue, after: tier)
        var tenant = try writer.requireTenant(TenantSelector(parsing: "acme"))
        tenant.name = String(round)
        try writer.update(tenant)
        try writer.record(.tenantUpdate, key: tenant.slug.rawValue, tenant: tenant.id, after: tenant)
        return writer.revision
      }
    }
    return revision
  }
}
