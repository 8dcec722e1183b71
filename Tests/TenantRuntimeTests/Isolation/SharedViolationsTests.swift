// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

@testable import TenantRuntime

/// What the runtimes of a host refuse is counted for all of them together.
@Suite struct SharedViolationsTests {
  private let fixture: DataFixture

  init() throws { fixture = try DataFixture() }

  private func refuse(_ runtime: EnforcementRuntime) throws {
    let scope = try runtime.scope(of: TenantSelector(parsing: "acme"))
    #expect(throws: TenantError.self) { try scope.values.get("a") }
  }

  private func counts() throws -> IsolationCounts? {
    try EnforcementRuntime.refusals(store: .path(fixture.base.store.path), at: fixture.base.store.clock.now)?.counts
  }

  /// The words are part of the format: none may be missing, or be used twice.
  @Test func eachKindHasItsWord() {
    #expect(SharedViolations.order.count == IsolationViolation.allCases.count)
    #expect(Set(SharedViolations.order) == Set(IsolationViolation.allCases))
  }

  @Test func severalRuntimesCountTogetherAndOutliveThemselves() throws {
    let (first, second) = (fixture.base.runtime, try fixture.base.another())
    try refuse(first)
    try refuse(second)
    try refuse(second)
    second.close()
    #expect(try counts()?[.unbound] == 2)
    // Whatever a sign of life told is not told again.
    first.followFile()
    #expect(try counts()?[.unbound] == 3)
    try refuse(first)
    first.followFile()
    first.close()
    #expect(try counts()?[.unbound] == 4)
    #expect(try counts()?[.otherTenant] == 0)
  }

  @Test func whereNoRuntimeWasNothingWasCounted() throws {
    let store = try TemporaryStore()
    #expect(try EnforcementRuntime.refusals(store: .path(store.path), at: store.clock.now) == nil)
  }
}
