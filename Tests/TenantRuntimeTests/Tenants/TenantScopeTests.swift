// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import TenantStore
import TenantTestSupport
import Testing

@testable import TenantRuntime

@Suite struct TenantScopeTests {
  @Test func aTenantIsFoundByEachOfItsNames() throws {
    let fixture = try RuntimeFixture()
    var request = try TenantRequest.sample("initech", tier: "pro")
    request.externalIDs = ["billing": "cus_1"]
    let tenant = try fixture.administration.onboard(request).value
    for name in ["initech", "billing:cus_1", tenant.id.rawValue, "initech", "billing:cus_1"] {
      let scope = try fixture.scope(name)
      #expect(scope.tenant == tenant)
      #expect(scope.tier.name.rawValue == "pro")
    }
    #expect(fixture.runtime.status.loadedTenants == 1)
  }

  @Test func anUnknownTenantIsRefused() throws {
    let fixture = try RuntimeFixture()
    #expect(code { _ = try fixture.scope("nobody") } == .tenantNotFound)
    #expect(code { _ = try fixture.scope("billing:cus_1") } == .tenantNotFound)
    #expect(fixture.runtime.status.loadedTenants == 0)
  }

  /// Whoever looks at the status of a runtime sees a code that is documented, whatever failed.
  @Test func aFaultOfAnotherKindIsAnInternalOne() {
    #expect(TenantError(wrapping: TestSupportFault("strange")).code == .internalFault)
    #expect(TenantError(wrapping: TestSupportFault("strange")).message.contains("strange"))
    #expect(TenantError(wrapping: TenantError(.storeBusy, "busy")).code == .storeBusy)
  }

  @Test func aTenantThatIsOnboardedLaterIsFoundAtOnce() throws {
    let fixture = try RuntimeFixture()
    let tenant = try fixture.administration.onboard(.sample("late-comer")).value
    #expect(try fixture.scope("late-comer").tenant == tenant)
  }

  @Test func aSuspendedTenantIsRefusedUntilItIsResumed() throws {
    let fixture = try RuntimeFixture()
    let pinned = try fixture.scope("acme")
    let acme = TenantSelector.id(pinned.tenant.id)
    #expect(fixture.see(try fixture.administration.suspend(acme)))
    #expect(code { _ = try fixture.scope("acme") } == .tenantInactive)
    // A request that had started goes on with what it knew.
    #expect(pinned.tenant.state == .active)
    #expect(try fixture.scope("globex").tenant.state == .active)
    #expect(fixture.see(try fixture.administration.resume(acme)))
    #expect(try fixture.scope("acme").tenant.state == .active)
  }

  @Test func anOffboardedTenantIsRefused() throws {
    let fixture = try RuntimeFixture()
    let acme = TenantSelector.id(try fixture.scope("acme").tenant.id)
    #expect(fixture.see(try fixture.administration.offboard(acme, exportTo: nil)))
    #expect(code { _ = try fixture.scope("acme") } == .tenantInactive)
  }

  @Test func anExternalIDThatMovesNamesItsNewTenant() throws {
    let fixture = try RuntimeFixture()
    func rename(_ slug: String, to value: String?) throws -> Outcome<Tenant> {
      var changes = TenantChanges()
      if let value { changes.externalIDs = ["billing": value] } else { changes.removedExternalIDs = ["billing"] }
      return try fixture.administration.updateTenant(.slug(Slug(parsing: slug)), changes)
    }
    #expect(fixture.see(try rename("acme", to: "cus_1")))
    #expect(try fixture.scope("billing:cus_1").tenant.slug.rawValue == "acme")
    _ = try rename("acme", to: nil)
    #expect(fixture.see(try rename("globex", to: "cus_1")))
    #expect(try fixture.scope("acme").tenant.externalIDs.isEmpty)
    #expect(try fixture.scope("billing:cus_1").tenant.slug.rawValue == "globex")
  }

  @Test func tenantsAreReadWhenTheyAreFirstAskedFor() throws {
    let fixture = try RuntimeFixture()
    try fixture.onboardMany(10_000)
    #expect(fixture.runtime.status.loadedTenants == 0)
    for number in 0..<100 {
      for _ in 0..<3 { #expect(try fixture.scope("many-\(number)").tenant.slug.rawValue == "many-\(number)") }
    }
    #expect(fixture.runtime.status.loadedTenants == 100)
  }

  @Test func memoryStaysWithinItsCapacity() throws {
    let fixture = try RuntimeFixture(tenantCapacity: 20)
    try fixture.onboardMany(100)
    for number in 0..<100 {
      _ = try fixture.scope("many-\(number)")
      #expect(fixture.runtime.status.loadedTenants <= 20)
      // What is asked for all the time stays right, forgotten or not.
      #expect(try fixture.scope("acme").tenant.slug.rawValue == "acme")
    }
  }

  @Test func limitsOfForgottenTenantsAreForgottenUnlessSomebodyHasThem() throws {
    let fixture = try RuntimeFixture(tenantCapacity: 20)
    try fixture.onboardMany(100)
    let rate: QuotaKey = "api.calls"
    let tier = QuotaRequest(
      key: rate, target: .tier(try Slug(parsing: "free")), allowance: try QuotaAllowance(parsing: "2/h"))
    #expect(fixture.see(try fixture.administration.setQuota(tier)))
    let kept = try fixture.scope("many-0").quotas.handle(rate)
    #expect(kept.admit().isAllowed)
    weak let limits = try fixture.scope("many-0").limits
    weak let forgotten = try fixture.scope("many-1").limits
    for number in 1..<100 { #expect(try fixture.scope("many-\(number)").quotas.admit(rate, cost: 2).isAllowed) }
    let engine = kept.control.engine
    engine.sweep()
    #expect(engine.all.count <= 21)
    #expect(forgotten == nil && limits != nil)
    // What was used is in the shared file, and a handle that was kept follows the tier.
    #expect(try !fixture.scope("many-1").quotas.admit(rate).isAllowed)
    #expect(kept.admit().isAllowed && !kept.admit().isAllowed)
    let raised = QuotaRequest(key: rate, target: tier.target, allowance: try QuotaAllowance(parsing: "3/h"))
    #expect(fixture.see(try fixture.administration.setQuota(raised)))
    #expect(kept.admit().isAllowed && !kept.admit().isAllowed)
  }
}

extension RuntimeFixture {
  /// Onboards tenants `many-0`, `many-1`, … in one transaction.
  fileprivate func onboardMany(_ count: Int) throws {
    try store.write { writer in
      for number in 0..<count {
        let request = try TenantRequest.sample("many-\(number)")
        let tenant = Tenant(
          id: TenantID(bits: store.randomBits()), slug: request.slug, name: request.slug.rawValue, tier: request.tier,
          homeRegion: request.homeRegion, createdAt: writer.change.time)
        try writer.insert(tenant)
        try writer.record(.tenantOnboard, key: tenant.slug.rawValue, tenant: tenant.id, after: tenant)
      }
    }
    #expect(runtime.waitUntil(revision: try store.read { try $0.latestRevision() }, timeout: Self.patience))
  }
}
