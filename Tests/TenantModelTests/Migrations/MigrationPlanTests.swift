// SPDX-License-Identifier: Apache-2.0

import TenantModel
import Testing

@Suite struct MigrationPlanTests {
  private let home: Placement
  private var occupancies: [PoolOccupancy]

  init() throws {
    let site = PlacementSite(
      pool: try Slug(parsing: "cells"), instance: try Slug(parsing: "one"), region: try Region(parsing: "eu-west-1"))
    home = Placement(tenant: TenantID(bits: 1), site: site, units: 8, epoch: 1, since: PoolFixtures.time)
    occupancies = [
      PoolOccupancy(
        pool: try PoolFixtures.pool("cells", .pool, capacity: Capacity(tenants: 1)),
        taken: Occupancy(tenants: 1, units: 8),
        instances: [
          InstanceOccupancy(
            instance: try PoolFixtures.instance("one", of: "cells"), taken: Occupancy(tenants: 1, units: 8)),
          InstanceOccupancy(instance: try PoolFixtures.instance("two", of: "cells")),
        ]),
      PoolOccupancy(pool: try PoolFixtures.pool("shared")),
      PoolOccupancy(pool: try PoolFixtures.pool("abroad", in: "us-east-1")),
    ]
  }

  private func plan(
    _ pool: String, instance: String? = nil, isolation: IsolationPattern = .shared, from: Placement?,
    change: (inout Tenant) -> Void = { _ in }
  ) throws -> MigrationPlan {
    var tenant = try PoolFixtures.tenant()
    change(&tenant)
    return try MigrationPlan(
      of: tenant, on: PoolFixtures.tier(isolation: isolation), from: from, to: Slug(parsing: pool),
      instance: instance.map { try Slug(parsing: $0) }, in: PlacementFleet(occupancies))
  }

  @Test func anAllowedMoveNamesItsTarget() throws {
    let plan = try plan("shared", from: home)
    #expect(plan.isAllowed)
    #expect(plan.refusal == nil)
    #expect(plan.to?.path == "shared")
    #expect(plan.from == home.site)
    #expect(plan.checks.count == 2 + PlacementFilter.allCases.count)
  }

  @Test func anotherInstanceOfTheSamePoolNeedsNoRoomOfThePool() throws {
    #expect(try plan("cells", instance: "two", from: home).to?.path == "cells/two")
  }

  @Test func eachObstacleIsNamed() throws {
    func refusal(_ plan: MigrationPlan) -> (TenantErrorCode?, String?) {
      #expect(plan.to == nil)
      return (plan.refusal?.code, plan.refusal?.details["check"])
    }
    #expect(refusal(try plan("cells", from: home)) == (.migrationRefused, "target"))
    #expect(refusal(try plan("cells", instance: "one", from: home)) == (.migrationRefused, "target"))
    #expect(refusal(try plan("abroad", from: home)) == (.residencyViolation, "residency"))
    #expect(refusal(try plan("shared", isolation: .dedicated, from: home)) == (.migrationRefused, "isolation"))
    #expect(refusal(try plan("cells", from: nil)) == (.capacityExceeded, "tenants"))
    for state in [TenantState.offboarding, .offboarded] {
      #expect(refusal(try plan("shared", from: home) { $0.state = state }) == (.migrationRefused, "tenant-state"))
    }
  }

  @Test func suspendedTenantsMove() throws {
    #expect(try plan("shared", from: home) { $0.state = .suspended }.isAllowed)
  }

  @Test func aTenantThatIsNotCountedWhereItLivesIsASignOfDamage() throws {
    let ghost = Placement(
      tenant: home.tenant, site: PlacementSite(pool: try Slug(parsing: "shared"), instance: nil, region: home.region),
      units: 8, epoch: 1, since: PoolFixtures.time)
    let error = #expect(throws: TenantError.self) { try plan("cells", from: ghost) }
    #expect(error?.code == .storeCorrupt)
  }

  @Test func theEpochGrowsByOneOrTheMoveIsRefused() throws {
    let plan = try plan("shared", from: home) { $0.placementEpoch = 41 }
    let target = try #require(plan.to)
    let record = try MigrationRecord(id: MigrationID(bits: 1), plan: plan, to: target, at: PoolFixtures.time)
    #expect((record.epochBefore, record.epochAfter) == (41, 42))
    #expect(record.allowedRegions.map(\.rawValue) == ["eu-west-1"])
    let last = try self.plan("shared", from: home) { $0.placementEpoch = .max }
    let error = #expect(throws: TenantError.self) {
      try MigrationRecord(id: MigrationID(bits: 1), plan: last, to: target, at: PoolFixtures.time)
    }
    #expect(error?.code == .overflow)
  }

  @Test func idsHaveOneSpelling() throws {
    let id = MigrationID(bits: .max)
    #expect(id.rawValue == "m_7zzzzzzzzzzzzzzzzzzzzzzzzz")
    #expect(try MigrationID(parsing: id.rawValue) == id)
    for text in [
      "", "m_", "t_7zzzzzzzzzzzzzzzzzzzzzzzzz", "M_7zzzzzzzzzzzzzzzzzzzzzzzzz", "m_8zzzzzzzzzzzzzzzzzzzzzzzzz",
    ] {
      #expect(throws: TenantError.self) { try MigrationID(parsing: text) }
    }
  }
}
