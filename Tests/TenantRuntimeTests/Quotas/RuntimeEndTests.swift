// SPDX-License-Identifier: Apache-2.0

import TenantModel
import Testing

@testable import TenantRuntime

/// What is left of a runtime that was closed.
@Suite struct RuntimeEndTests {
  @Test func aScopeOutlivesItsRuntimeAndNothingOutlivesTheScope() throws {
    weak var engine: QuotaEngine?
    weak var limits: TenantLimits?
    do {
      let fixture = try QuotaFixture()
      let (used, unused) = (try QuotaKey(parsing: "api.calls"), try QuotaKey(parsing: "exports"))
      for key in [used, unused] { try fixture.set(key, "2/h") }
      let scope = try scope(of: fixture.first.another(), used)
      // The runtime is gone; what was defined when it was closed goes on to hold.
      #expect(scope.quotas.served(5, used) == 1)
      #expect(scope.quotas.served(5, unused) == 2)
      limits = scope.limits
      engine = scope.quotas.control(used).engine
      #expect(engine != nil && limits != nil)
    }
    #expect(engine == nil && limits == nil)
  }

  private func scope(of runtime: EnforcementRuntime, _ key: QuotaKey) throws -> TenantScope {
    let scope = try runtime.scope(of: TenantSelector(parsing: "acme"))
    #expect(scope.quotas.admit(key).isAllowed)
    return scope
  }
}
