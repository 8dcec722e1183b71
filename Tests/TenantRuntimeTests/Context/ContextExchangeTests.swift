// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantAdmin
import TenantModel
import TenantTestSupport
import Testing

@testable import TenantRuntime

/// A service exchanges the context that it was called with, and never edits it.
@Suite struct ContextExchangeTests {
  private let fixture: DataFixture
  private let arrival: ContextArrival
  private let billing: ContextUse

  init() throws {
    fixture = try DataFixture()
    arrival = try ContextArrival(fixture.base)
    billing = ContextUse(audience: try ContextAudience(parsing: "prod.example/billing"))
  }

  private func exchange(
    _ scope: TenantScope, _ change: (inout ContextAttenuation) throws -> Void = { _ in }
  ) throws -> ContextToken {
    var attenuation = ContextAttenuation(audience: billing.audience)
    try change(&attenuation)
    return try scope.run { try scope.exchanged(for: attenuation) }
  }

  @Test func whatIsExchangedIsNarrowerAndOfTheSameChainOfCalls() throws {
    let old = try arrival.token(hops: 2)
    let scope = try arrival.scope(of: old)
    let token = try exchange(scope) { attenuation in
      attenuation.purposes = [try ContextPurpose(parsing: "orders.read")]
      attenuation.lifeSeconds = 10
    }
    // Another service, which knows it by the keys of the store alone.
    let another = try fixture.base.another()
    let next = try another.scope(verifying: token.text, for: billing)
    let (before, after) = (old.claims, try #require(next.context))
    #expect(after.transaction == before.transaction && after.subject == before.subject)
    #expect(after.tenant == before.tenant && after.incarnation == before.incarnation)
    #expect(after.lifecycleEpoch == before.lifecycleEpoch && after.placementEpoch == before.placementEpoch)
    #expect(after.hops == 1 && after.purposes.map(\.rawValue) == ["orders.read"])
    #expect(after.expiresAt == after.issuedAt + 10 && after.expiresAt <= before.expiresAt)
    #expect(throws: TenantError.self) { try another.scope(verifying: token.text, for: arrival.use) }
    // It can be carried on, in the place of the one that is for this service alone.
    var sent: [CarriedField] = []
    try scope.run { try scope.inject(token, into: &sent, using: FieldCarrier()) }
    #expect(sent.map(\.value) == [token.text])
    // The chain ends where its hops do.
    let last = try next.run { try next.exchanged(for: ContextAttenuation(audience: arrival.use.audience)) }
    let end = try another.scope(verifying: last.text, for: arrival.use)
    #expect(end.context?.hops == 0)
    #expect(
      refusal { try end.run { try end.exchanged(for: ContextAttenuation(audience: billing.audience)) } }
        == "context.refused:no-hops-left")
  }

  @Test func nothingIsExchangedForMore() throws {
    let scope = try arrival.scope(of: arrival.token())
    #expect(
      refusal {
        try exchange(scope) { $0.purposes = [try ContextPurpose(parsing: "orders.delete")] }
      } == "context.refused:wider-scope")
    #expect(refusal { try exchange(scope) { $0.purposes = [] } } == "context.refused:wider-scope")
    #expect(refusal { try exchange(scope) { $0.lifeSeconds = 301 } } == "context.refused:too-long-lived")
    let long = try exchange(scope) { $0.lifeSeconds = 300 }
    #expect(long.claims.expiresAt == scope.context?.expiresAt)
    #expect(refusal { try exchange(arrival.scope(of: arrival.token(hops: 0))) } == "context.refused:no-hops-left")
    #expect(refusal { try exchange(fixture.base.scope("acme")) } == "context.refused:ended-context")
  }

  @Test func aContextIsExchangedInItsOwnScopeOnly() throws {
    let scope = try arrival.scope(of: arrival.token())
    let attenuation = ContextAttenuation(audience: billing.audience)
    #expect(refusal { try scope.exchanged(for: attenuation) } == "context.missing:unbound")
    #expect(
      refusal { try fixture.run("globex") { _ in try scope.exchanged(for: attenuation) } }
        == "isolation.violation:other-tenant")
  }

  /// Row 22: neither a service that has heard of a suspension exchanges, nor one that has not.
  @Test(arguments: [true, false]) func attack22NothingIsExchangedAfterASuspension(isHeard: Bool) throws {
    let scope = try arrival.scope(of: arrival.token())
    let suspended = try fixture.base.administration.suspend(.id(scope.tenant.id))
    if isHeard { #expect(fixture.base.see(suspended)) }
    #expect(refusal { try exchange(scope) } == "context.refused:stale-lifecycle")
    let resumed = try fixture.base.administration.resume(.id(scope.tenant.id))
    if isHeard { #expect(fixture.base.see(resumed)) }
    #expect(refusal { try exchange(scope) } == "context.refused:stale-lifecycle")
  }

  /// A key that was revoked takes everything with it that it signed, before the service has heard of it.
  @Test func nothingIsExchangedThatARevokedKeySigned() throws {
    let scope = try arrival.scope(of: arrival.token())
    let active = try #require(fixture.base.administration.contextKeys().active)
    _ = try fixture.base.administration.revokeKey(active.id, with: arrival.master)
    #expect(refusal { try exchange(scope) } == "context.refused:revoked-key")
  }

  /// A service that may not read the master key verifies, and issues nothing.
  @Test func withoutTheMasterKeyNothingIsExchanged() throws {
    let another = try fixture.base.another { $0.masterKeyFile = "/nonexistent/master-key" }
    let scope = try another.scope(verifying: arrival.token().text, for: arrival.use)
    #expect(refusal { try exchange(scope) } == "key.master_unusable")
    let other = try arrival.scope(of: arrival.token())
    #expect(unlink(arrival.master.path) == 0)
    #expect(
      refusal { try exchange(other) } == "key.master_unusable")
  }
}
