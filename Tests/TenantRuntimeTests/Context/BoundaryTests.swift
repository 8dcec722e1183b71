// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import TenantTestSupport
import Testing

@testable import TenantRuntime

@Suite struct BoundaryTests {
  private let fixture: RuntimeFixture

  init() throws { fixture = try RuntimeFixture() }

  private func count(_ violation: IsolationViolation) -> Int64 { fixture.runtime.status.violations[violation] }

  private func reason(_ body: () throws -> Void) -> String? {
    do {
      try body()
      return nil
    } catch {
      return (error as? TenantError)?.details["reason"] ?? "\(error)"
    }
  }

  @Test func thereIsNoDefaultTenant() throws {
    #expect(code { _ = try TenantScope.current } == .contextMissing)
    let scope = try fixture.scope("acme")
    #expect(code { try scope.requireBound() } == .contextMissing)
    #expect(count(.unbound) == 1)
  }

  @Test func whatBelongsToABoundTenantIsItsAlone() throws {
    let (acme, globex) = (try fixture.scope("acme"), try fixture.scope("globex"))
    try acme.run {
      #expect(try TenantScope.current.tenant.id == acme.tenant.id)
      try acme.requireBound()
      #expect(code { try globex.requireBound() } == .isolationViolation)
      try globex.run {
        try globex.requireBound()
        #expect(reason { try acme.requireBound() } == "other-tenant")
      }
      try acme.requireBound()
    }
    #expect(count(.otherTenant) == 2 && fixture.runtime.status.violations.total == 2)
  }

  @Test func aViolationNamesNoTenant() throws {
    let (acme, globex) = (try fixture.scope("acme"), try fixture.scope("globex"))
    for violation in IsolationViolation.allCases {
      let error = violation.error
      #expect(error.message.contains(violation.meaning) && error.hint == violation.advice)
    }
    let fault = #expect(throws: TenantError.self) { try acme.run { try globex.requireBound() } }
    let text = try String(describing: #require(fault))
    for tenant in [acme.tenant, globex.tenant] {
      #expect(!text.contains(tenant.id.rawValue) && !text.contains(tenant.slug.rawValue))
    }
  }

  @Test func attack18WorkInFlightEndsWithASuspension() async throws {
    let scope = try fixture.scope("acme")
    let acme = TenantSelector.id(scope.tenant.id)
    let (gate, opener) = AsyncStream<Void>.makeStream()
    // Outlives the body of `run`, and still has its scope.
    let late = scope.run {
      Task {
        for await _ in gate { break }
        #expect(try TenantScope.current.tenant.id == scope.tenant.id)
        try scope.requireBound()
      }
    }
    #expect(fixture.see(try fixture.administration.suspend(acme)))
    opener.finish()
    let fault = await #expect(throws: TenantError.self) { try await late.value }
    #expect(fault?.code == .contextRefused && fault?.details["reason"] == "stale-lifecycle")
    // A resumption brings nothing back that began before the suspension.
    #expect(fixture.see(try fixture.administration.resume(acme)))
    #expect(reason { try scope.run { try scope.requireBound() } } == "stale-lifecycle")
    let renewed = try fixture.scope("acme")
    try renewed.run { try renewed.requireBound() }
    #expect(fixture.see(try fixture.administration.offboard(acme, exportTo: nil)))
    #expect(reason { try renewed.run { try renewed.requireBound() } } == "stale-lifecycle")
    #expect(count(.staleLifecycle) == 3)
  }

  @Test func otherChangesEndNothing() throws {
    let scope = try fixture.scope("acme")
    var changes = TenantChanges()
    changes.name = "Acme & Sons"
    #expect(fixture.see(try fixture.administration.updateTenant(.id(scope.tenant.id), changes)))
    #expect(!scope.record.isNewest)
    for _ in 0..<2 { try scope.run { try scope.requireBound() } }
    #expect(fixture.runtime.status.violations.total == 0)
  }

  /// A tenant that left the memory is not told of changes; so it is looked up.
  @Test func aTenantThatLeftTheMemoryIsLookedUp() throws {
    let fixture = try RuntimeFixture(tenantCapacity: 2)
    let scopes = try ["acme", "globex"].map(fixture.scope)
    _ = try fixture.administration.onboard(.sample("initech"))
    _ = try fixture.scope("initech")
    for scope in scopes { try scope.run { try scope.requireBound() } }
    _ = try fixture.scope("initech")
    #expect(fixture.see(try fixture.administration.suspend(.id(scopes[0].tenant.id))))
    #expect(reason { try scopes[0].run { try scopes[0].requireBound() } } == "stale-lifecycle")
    try scopes[1].run { try scopes[1].requireBound() }
  }

  /// Two records of one revision are the newest alike until the tenant changes.
  @Test func aTenantFoundByTwoNamesIsToldOfChanges() throws {
    let byID = try fixture.runtime.scope(of: fixture.scope("acme").tenant.id)
    fixture.runtime.refresh()
    let bySlug = try fixture.scope("acme")
    #expect(fixture.see(try fixture.administration.suspend(.id(byID.tenant.id))))
    for scope in [byID, bySlug] {
      #expect(reason { try scope.run { try scope.requireBound() } } == "stale-lifecycle")
    }
  }

  @Test func aClosedRuntimeServesNothing() throws {
    let scope = try fixture.scope("acme")
    fixture.runtime.close()
    #expect(code { try scope.run { try scope.requireBound() } } == .runtimeClosed)
  }
}
