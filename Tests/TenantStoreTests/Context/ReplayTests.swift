// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import TenantTestSupport
import Testing

@testable import TenantStore

@Suite struct ReplayTests {
  private let store: TemporaryStore
  private let tenants: [Tenant]

  init() throws {
    store = try TemporaryStore()
    try store.addSharedPool()
    let administration = try store.administration()
    tenants = try ["acme", "globex"].map { try administration.onboard(.sample($0)).value }
  }

  private func claims(_ transaction: UInt128, tenant: Int = 0, audience: String = "prod.example/a") throws
    -> ContextClaims
  {
    ContextClaims(
      issuer: try ContextIssuer(parsing: "aa"), tenant: try ContextTenant(tenants[tenant]),
      audience: try ContextAudience(parsing: audience), subject: try ContextPrincipal(parsing: "u"),
      purposes: [try ContextPurpose(parsing: "p")], transaction: ContextTransaction(bits: transaction),
      issuedAt: store.clock.now.microseconds / 1_000_000)
  }

  private func reason(_ claims: ContextClaims) throws -> String? {
    do {
      try store.write { try $0.useUp(claims) }
      return nil
    } catch let fault as TenantError where fault.code == .contextRefused {
      return fault.details["reason"]
    }
  }

  @Test func aTransactionIsUsedOncePerAudienceAndTenant() throws {
    #expect(try reason(claims(1)) == nil)
    #expect(try reason(claims(1)) == "replayed")
    #expect(try reason(claims(2)) == nil)
    #expect(try reason(claims(1, audience: "prod.example/b")) == nil)
    // The mutant of a key without tenant: one tenant must not use up what is another's.
    #expect(try reason(claims(1, tenant: 1)) == nil)
    #expect(try reason(claims(1, tenant: 1)) == "replayed")
  }

  @Test func itIsRememberedUntilNobodyAcceptsItAnyMore() throws {
    let first = try claims(1)
    #expect(try reason(first) == nil)
    // Ten seconds after its end even a clock that is as far behind as may be has come to its end.
    store.clock.advance(seconds: 69)
    #expect(try reason(first) == "replayed")
    store.clock.advance(seconds: 1)
    #expect(try reason(claims(2)) == nil)
    #expect(try store.read { try $0.rowCounts(of: tenants[0].id)["context_replay"] } == 1)
  }

  @Test func anEffectThatFailsUsesNothingUp() throws {
    let claims = try claims(1)
    #expect(throws: TenantError.self) {
      try store.write { writer in
        try writer.useUp(claims)
        throw TenantError(.inUse, "the effect failed")
      }
    }
    #expect(try reason(claims) == nil)
  }

  @Test func aFullCacheRefusesAndForgetsNothing() throws {
    let capacity = UInt128(StoreWriter.replayCapacity)
    #expect(try reason(claims(0)) == nil)
    // The rest as one statement, because ten thousand take long without optimisation.
    try store.write { writer in
      try writer.run(
        """
        INSERT INTO context_replay (tenant, audience, txn, kept_until)
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?1)
        SELECT tenant, audience, printf('%032x', i), kept_until FROM n, context_replay
        """, [.integer(StoreWriter.replayCapacity)])
    }
    #expect(try reason(claims(capacity)) == "replay-cache-full")
    #expect(try reason(claims(0)) == "replayed")
    // It is full for this tenant only.
    #expect(try reason(claims(capacity, tenant: 1)) == nil)
    store.clock.advance(seconds: 70)
    #expect(try reason(claims(capacity)) == nil)
  }

  /// Row 26: what is of a tenant goes with it.
  @Test func anOffboardedTenantLeavesNothing() throws {
    #expect(try reason(claims(1)) == nil)
    _ = try store.administration().offboard(.id(tenants[0].id), exportTo: nil)
    #expect(try store.read { try $0.rowCounts(of: tenants[0].id)["context_replay"] } == nil)
  }
}
