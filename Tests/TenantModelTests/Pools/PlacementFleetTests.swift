// SPDX-License-Identifier: Apache-2.0

import TenantTestSupport
import Testing

@testable import TenantModel

@Suite struct PlacementFleetTests {
  @Test func anEmptySetOfAllowedRegionsMeansNowhere() throws {
    let fleet = PlacementFleet([PoolOccupancy(pool: try PoolFixtures.pool("shared-eu"))])
    let request = try PoolFixtures.request(allowed: [])
    #expect(fleet.choose(request) == nil)
    #expect(fleet.explain(request).refusal(of: request).code == .residencyViolation)
  }

  @Test func homeRegionComesBeforeABetterFit() throws {
    let fleet = PlacementFleet([
      PoolOccupancy(pool: try PoolFixtures.pool("far", in: "us-east-1", capacity: Capacity(tenants: 1))),
      PoolOccupancy(pool: try PoolFixtures.pool("home")),
    ])
    let site = fleet.choose(try PoolFixtures.request(allowed: ["us-east-1", "eu-west-1"]))
    #expect(site?.pool.rawValue == "home")
  }

  @Test func nobodyTakesADedicatedInstanceWithoutNeed() throws {
    var fleet = PlacementFleet([
      try PoolFixtures.pool("vault", .dedicated, instances: 1),
      PoolOccupancy(pool: try PoolFixtures.pool("shared", capacity: Capacity(tenants: 1))),
    ])
    #expect(try fleet.place(PoolFixtures.request(1)).path == "shared")
    #expect(try fleet.place(PoolFixtures.request(2)).path == "vault/i-001")
    #expect(throws: TenantError.self) { try fleet.place(PoolFixtures.request(3)) }
  }

  @Test func theFullestPlaceThatStillFitsWins() throws {
    let fleet = PlacementFleet([
      PoolOccupancy(
        pool: try PoolFixtures.pool("empty", capacity: Capacity(units: 1_000)), taken: Occupancy(tenants: 1, units: 100)
      ),
      PoolOccupancy(
        pool: try PoolFixtures.pool("half", capacity: Capacity(units: 1_000)), taken: Occupancy(tenants: 1, units: 500)),
      PoolOccupancy(
        pool: try PoolFixtures.pool("full", capacity: Capacity(units: 1_000)), taken: Occupancy(tenants: 1, units: 745)),
    ])
    #expect(fleet.choose(try PoolFixtures.request(units: 5))?.pool.rawValue == "full")
    #expect(fleet.choose(try PoolFixtures.request(units: 6))?.pool.rawValue == "half")
  }

  @Test func noTenantTakesMoreThanItsShare() throws {
    let shared = PlacementFleet([
      PoolOccupancy(pool: try PoolFixtures.pool("shared", capacity: Capacity(units: 100), headroom: 0))
    ])
    #expect(shared.choose(try PoolFixtures.request(units: 40)) != nil)
    #expect(shared.choose(try PoolFixtures.request(units: 41)) == nil)
    let cells = PlacementFleet([
      try PoolFixtures.pool("cells", .pool, instances: 1, instanceCapacity: Capacity(units: 100))
    ])
    #expect(cells.choose(try PoolFixtures.request(units: 40)) != nil)
    let request = try PoolFixtures.request(units: 41)
    #expect(cells.explain(request).assessments[0].obstacle?.filter == .share)
    #expect(cells.explain(request).refusal(of: request).code == .capacityExceeded)
  }

  @Test func drainingPoolsAndInstancesTakeNobody() throws {
    var pool = try PoolFixtures.pool("shared")
    pool.state = .draining
    let request = try PoolFixtures.request()
    let drained = PlacementFleet([PoolOccupancy(pool: pool)])
    #expect(drained.explain(request).refusal(of: request).code == .placementImpossible)
    #expect(drained.explain(request).refusal(of: request).hint?.contains("pool drain shared --undo") == true)
    let cells = PlacementFleet([
      PoolOccupancy(
        pool: try PoolFixtures.pool("cells", .pool),
        instances: [
          InstanceOccupancy(instance: try PoolFixtures.instance("one", of: "cells", state: .draining)),
          InstanceOccupancy(instance: try PoolFixtures.instance("two", of: "cells", state: .retired)),
        ])
    ])
    #expect(cells.explain(request).assessments.map(\.site.path) == ["cells/one"])
    #expect(cells.choose(request) == nil)
  }

  @Test func aPoolThatBindsNeedsAnInstance() throws {
    let fleet = PlacementFleet([PoolOccupancy(pool: try PoolFixtures.pool("cells", .pool))])
    let request = try PoolFixtures.request()
    let decision = fleet.explain(request)
    #expect(decision.choice == nil)
    #expect(decision.assessments[0].obstacle?.detail == "pool has no instance")
    #expect(decision.refusal(of: request).hint?.contains("instance register") == true)
  }

  @Test func theNamedPoolIsTheOnlyOneConsidered() throws {
    let fleet = PlacementFleet([
      PoolOccupancy(pool: try PoolFixtures.pool("one", capacity: Capacity(tenants: 1))),
      PoolOccupancy(pool: try PoolFixtures.pool("two")),
    ])
    #expect(fleet.choose(try PoolFixtures.request(pool: "two"))?.pool.rawValue == "two")
    #expect(fleet.choose(try PoolFixtures.request(pool: "three")) == nil)
    #expect(fleet.explain(try PoolFixtures.request(pool: "one")).assessments.count == 1)
  }

  @Test func refusalsNameTheNearestMissAndTheReasons() throws {
    var fleet = PlacementFleet([
      PoolOccupancy(pool: try PoolFixtures.pool("abroad", in: "us-east-1")),
      PoolOccupancy(pool: try PoolFixtures.pool("full", capacity: Capacity(tenants: 1))),
    ])
    try fleet.reserve(
      PlacementSite(pool: Slug(parsing: "full"), instance: nil, region: .init(parsing: "eu-west-1")), units: 1)
    let request = try PoolFixtures.request()
    let refusal = fleet.explain(request).refusal(of: request)
    #expect(refusal.code == .capacityExceeded)
    #expect(refusal.details["nearest"] == "full")
    #expect(refusal.message.contains("'full': 1 + 1 of 1 tenants"))
    #expect(refusal.message.contains("'abroad': region 'us-east-1', allowed eu-west-1"))
    #expect(PlacementFleet([]).explain(request).refusal(of: request).code == .placementImpossible)
  }

  @Test func releasingGivesTheRoomBack() throws {
    var fleet = PlacementFleet([try PoolFixtures.pool("vault", .dedicated, instances: 1)])
    let site = try fleet.place(PoolFixtures.request(1, units: 5))
    #expect(throws: TenantError.self) { try fleet.place(PoolFixtures.request(2)) }
    #expect(fleet.taken(of: site.pool) == Occupancy(tenants: 1, units: 5))
    try fleet.release(site, units: 5)
    #expect(try fleet.place(PoolFixtures.request(2)) == site)
    #expect(throws: TenantError.self) { try fleet.release(site, units: 2) }
  }
}
