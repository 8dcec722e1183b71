// SPDX-License-Identifier: Apache-2.0

import Logging
import ServiceLifecycle
import TenantAdmin
import TenantModel
import TenantRuntime
import TenantTestSupport
import Testing

/// A runtime as a service sees its life: opened from a task, run in a group, and closed.
@Suite struct ServiceTests {
  @Test func namesStandInTheCodeAsTheyAreWritten() throws {
    let names: (QuotaKey, FlagKey) = ("api.requests", "checkout.new-form")
    #expect(try names == (QuotaKey(parsing: "api.requests"), FlagKey(parsing: "checkout.new-form")))
  }

  @Test func aRuntimeIsOpenedWithoutHoldingATask() async throws {
    let fixture = try RuntimeFixture()
    let runtime = try await EnforcementRuntime(store: .path(fixture.store.path))
    #expect(try runtime.scope(of: TenantSelector(parsing: "acme")).tenant.slug.rawValue == "acme")
    await #expect(throws: TenantError.self) { try await EnforcementRuntime(store: .path("/nowhere/state.db")) }
  }

  @Test func aClosedRuntimeHasReturnedWhatItHeldAndFindsNobody() throws {
    let fixture = try QuotaFixture()
    let key: QuotaKey = "reports"
    try fixture.set(key, "100/month")
    let scope = try fixture.first.scope("acme")
    while !scope.quotas.admit(key).isAllowed {}
    fixture.first.runtime.close()
    fixture.first.runtime.close()
    #expect(code { _ = try fixture.first.scope("acme") } == .runtimeClosed)
    // One is used and nothing is out, so the other service can have all the rest.
    #expect(try fixture.quotas(of: fixture.second).peek(key, cost: 99).isAllowed)
    #expect(try !fixture.quotas(of: fixture.second).peek(key, cost: 100).isAllowed)
  }

  @Test(.timeLimit(.minutes(5))) func aGroupOfServicesEndsTheRuntime() async throws {
    let fixture = try RuntimeFixture()
    let runtime = fixture.runtime
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      let group = ServiceGroup(services: [runtime], logger: Logger(label: "test"))
      tasks.addTask { try await group.run() }
      await group.triggerGracefulShutdown()
      try await tasks.waitForAll()
    }
    #expect(code { _ = try fixture.scope("acme") } == .runtimeClosed)
  }
}
