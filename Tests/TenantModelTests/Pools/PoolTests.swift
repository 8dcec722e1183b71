// SPDX-License-Identifier: Apache-2.0

import TenantModel
import Testing

@Suite struct PoolTests {
  @Test func valuesOutOfRangeAreRefused() throws {
    let mutations: [(String, (inout Pool) -> Void)] = [
      ("tenants", { $0.capacity.tenants = 0 }), ("tenants", { $0.capacity.tenants = 1_000_000_001 }),
      ("units", { $0.capacity.units = 0 }), ("units", { $0.capacity.units = 1_000_000_000_001 }),
      ("headroom", { $0.headroomPercent = 91 }), ("headroom", { $0.headroomPercent = -1 }),
      ("weight", { $0.weight = 0 }), ("weight", { $0.weight = 1_001 }), ("label", { $0.labels = ["Bad Key": "x"] }),
    ]
    try PoolFixtures.pool("shared").validate()
    for (word, mutate) in mutations {
      var pool = try PoolFixtures.pool("shared")
      mutate(&pool)
      let error = #expect(throws: TenantError.self) { try pool.validate() }
      #expect(error?.code == .invalidValue)
      #expect(error?.message.contains(word) == true, "\(error?.message ?? "")")
    }
  }

  @Test func onlyInstancesOfPoolPatternHaveACapacity() throws {
    let instance = try PoolFixtures.instance("one", of: "cells", capacity: Capacity(units: 5))
    try instance.validate(in: .pool)
    #expect(throws: TenantError.self) { try instance.validate(in: .shared) }
    #expect(throws: TenantError.self) { try instance.validate(in: .dedicated) }
  }

  @Test(arguments: [
    "db-1.internal:5432", "https://app.example", "https://app.example:8443/path", "[::1]:80", "grpc://[fe80::1]/",
    "a:1",
  ])
  func endpointsAreRead(text: String) throws {
    #expect(try InstanceEndpoint(parsing: text).rawValue == text)
  }

  @Test(arguments: [
    "", "host", ":80", "host:", "host:0", "host:65536", "host:080000", "https://", "https://user:secret@host/",
    "://host",
    "host:80 ", "höst:80", "h\u{0}st:80", "[::1", "[]:80", "[host]:80", "9p://host", "host:-1", "host:+1", "a/b:80",
  ])
  func otherTextsAreNoEndpoints(text: String) {
    #expect(throws: TenantError.self) { try InstanceEndpoint(parsing: text) }
  }

  @Test func headroomIsRoundedAgainstTheTenant() {
    #expect(Capacity(tenants: 3, units: 10).keeping(headroomPercent: 25) == Capacity(tenants: 3, units: 7))
    #expect(Capacity(units: 1_000_000_000_000).keeping(headroomPercent: 1).units == 990_000_000_000)
    #expect(Capacity(units: 1).keeping(headroomPercent: 90).units == 0)
  }

  @Test func residualIsTheLargestOfTheLimitedDimensions() {
    #expect(Capacity().largestResidual(of: .none, adding: 1) == nil)
    let both = Capacity(tenants: 10, units: 100)
    #expect(both.largestResidual(of: Occupancy(tenants: 4, units: 10), adding: 10) == 800_000)
    #expect(both.largestResidual(of: Occupancy(tenants: 1, units: 80), adding: 10) == 800_000)
    #expect(Capacity(units: 0).largestResidual(of: .none, adding: 1) == 0)
  }

  @Test func occupancyNeverWrapsAndNeverGoesBelowNothing() throws {
    var occupancy = Occupancy(tenants: 1, units: .max - 1)
    try occupancy.reserve(units: 1)
    #expect(throws: TenantError.self) { try occupancy.reserve(units: 1) }
    #expect(occupancy == Occupancy(tenants: 2, units: .max))
    var few = Occupancy(tenants: 1, units: 3)
    #expect(throws: TenantError.self) { try few.release(units: 4) }
    #expect(few == Occupancy(tenants: 1, units: 3))
    try few.release(units: 3)
    #expect(throws: TenantError.self) { try few.release(units: 0) }
  }
}
