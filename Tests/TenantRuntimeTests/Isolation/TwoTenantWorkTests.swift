// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

@testable import TenantRuntime

/// Work that needs two tenants; that it cannot mix them up is tried in `Tests/CompileFail`.
@Suite struct TwoTenantWorkTests {
  private let fixture: DataFixture

  init() throws {
    fixture = try DataFixture()
  }

  /// Copies a count, and says whose scope was bound where.
  private struct CountValues: TwoTenantWork {
    func run<First, Second>(
      _ first: TenantSection<First>, _ second: TenantSection<Second>
    ) async throws -> [String] {
      let found = try await first.run { scope in
        try scope.values.set("a", to: [1])
        return try TenantScope.current.tenant.slug.rawValue
      }
      let again = try await first.run(with: found) { scope, slug in "\(slug) \(try scope.values.get("a")?.bytes ?? [])"
      }
      let other = try await second.run { scope in
        "\(try TenantScope.current.tenant.slug) \(try scope.values.get("a")?.bytes ?? [])"
      }
      return [again.disclosed(), other.disclosed()]
    }
  }

  private struct Nested: TwoTenantWork {
    func run<First, Second>(
      _ first: TenantSection<First>, _ second: TenantSection<Second>
    ) async throws -> Int {
      try await first.run { _ in try await second.run { _ in 1 }.disclosed() }.disclosed()
    }
  }

  @Test func eachPartIsBoundToItsTenant() async throws {
    let (acme, globex) = (try fixture.base.scope("acme"), try fixture.base.scope("globex"))
    #expect(try await acme.run(with: globex, CountValues()) == ["acme [1]", "globex []"])
    #expect(TenantScope.bound == nil)
  }

  @Test func attack01ThePartOfOneIsNoPlaceForTheOther() async throws {
    let (acme, globex) = (try fixture.base.scope("acme"), try fixture.base.scope("globex"))
    let fault = await #expect(throws: TenantError.self) { try await acme.run(with: globex, Nested()) }
    #expect(fault?.code == .isolationViolation)
    // Nor is that of a third.
    let inside = await #expect(throws: TenantError.self) {
      try await acme.run { try await globex.run(with: globex, CountValues()) }
    }
    #expect(inside?.code == .isolationViolation)
  }
}
