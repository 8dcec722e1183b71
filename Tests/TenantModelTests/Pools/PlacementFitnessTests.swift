// SPDX-License-Identifier: Apache-2.0

import TenantModel
import Testing

@Suite struct PlacementFitnessTests {
  private func placement(units: Int64, instance: String? = nil) throws -> Placement {
    Placement(
      tenant: TenantID(bits: 1),
      site: PlacementSite(
        pool: try Slug(parsing: "home"), instance: try instance.map { try Slug(parsing: $0) },
        region: try Region(parsing: "eu-west-1")), units: units, epoch: 1, since: PoolFixtures.time)
  }

  private func occupancy(taken units: Int64, pattern: IsolationPattern = .shared) throws -> PoolOccupancy {
    PoolOccupancy(
      pool: try PoolFixtures.pool("home", pattern, capacity: Capacity(units: 100)),
      taken: Occupancy(tenants: 3, units: units))
  }

  @Test func growthMayUseTheHeadroomButNoMore() throws {
    let placement = try placement(units: 8)
    try placement.requireFitness(
      of: PoolFixtures.tenant(), on: PoolFixtures.tier(weight: 20), in: occupancy(taken: 88))
    let error = #expect(throws: TenantError.self) {
      try placement.requireFitness(
        of: PoolFixtures.tenant(), on: PoolFixtures.tier(weight: 21), in: occupancy(taken: 88))
    }
    #expect(error?.code == .capacityExceeded)
    #expect(error?.message == "pool 'home' has no room for 13 more units of tenant 'acme' (88 of 100 taken)")
  }

  @Test func growthOnAnInstanceIsBoundByTheInstance() throws {
    let occupancy = PoolOccupancy(
      pool: try PoolFixtures.pool("home", .pool), taken: Occupancy(tenants: 1, units: 8),
      instances: [
        InstanceOccupancy(
          instance: try PoolFixtures.instance("one", of: "home", capacity: Capacity(units: 10)),
          taken: Occupancy(tenants: 1, units: 8))
      ])
    let placement = try placement(units: 8, instance: "one")
    try placement.requireFitness(of: PoolFixtures.tenant(), on: PoolFixtures.tier(weight: 10), in: occupancy)
    let error = #expect(throws: TenantError.self) {
      try placement.requireFitness(of: PoolFixtures.tenant(), on: PoolFixtures.tier(weight: 11), in: occupancy)
    }
    #expect(error?.message.contains("instance 'home/one'") == true)
  }

  @Test func aPlaceInAForbiddenRegionOrOfLessIsolationIsUnfit() throws {
    let placement = try placement(units: 8)
    let abroad = try PoolFixtures.tenant(home: "us-east-1")
    let residency = #expect(throws: TenantError.self) {
      try placement.requireFitness(of: abroad, on: PoolFixtures.tier(), in: occupancy(taken: 8))
    }
    #expect(residency?.code == .residencyViolation)
    let isolation = #expect(throws: TenantError.self) {
      try placement.requireFitness(
        of: PoolFixtures.tenant(), on: PoolFixtures.tier(isolation: .dedicated), in: occupancy(taken: 8))
    }
    #expect(isolation?.code == .placementImpossible)
    #expect(isolation?.hint?.contains("migration start acme") == true)
  }
}
