// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import TenantStore
import TenantTestSupport
import Testing

@Suite struct PlacementStoreTests {
  private let store: TemporaryStore
  private let administration: Administration

  init() throws {
    store = try TemporaryStore()
    administration = try store.administration()
  }

  /// Tenants with the slugs `tenant-0`, `tenant-1`, …, of all built-in tiers but the dedicated one.
  private final class Rows: TenantRowSource {
    private let count: Int
    private var position = 0
    let progress: (done: Int64, total: Int64?) = (0, nil)

    init(_ count: Int) {
      self.count = count
    }

    func contentDigest() throws -> String { "\(count) rows" }

    func next() throws -> TenantRow? {
      guard position < count else { return nil }
      defer { position += 1 }
      let tier = ["free", "starter", "pro"][position % 3]
      return TenantRow(
        place: InputPlace(source: "rows", line: position + 1),
        values: ["slug": .string("tenant-\(position)"), "tier": .string(tier), "homeRegion": .string("eu-west-1")])
    }
  }

  private func createPool(
    _ name: String, _ pattern: IsolationPattern = .shared, tenants: Int64? = nil, units: Int64? = nil
  ) throws {
    var attributes = PoolAttributes()
    attributes.capacityTenants = tenants.map(CapacityLimit.atMost)
    attributes.capacityUnits = units.map(CapacityLimit.atMost)
    _ = try administration.createPool(
      Slug(parsing: name), pattern: pattern, region: Region(parsing: "eu-west-1"), attributes)
  }

  private func register(_ name: String, in pool: String, units: Int64? = nil) throws {
    var request = InstanceRequest(
      name: try Slug(parsing: name), pool: try Slug(parsing: pool),
      endpoint: try InstanceEndpoint(parsing: "\(name):80"))
    request.capacityUnits = units
    _ = try administration.registerInstance(request)
  }

  @Test func tenThousandPlacementsAddUp() throws {
    try createPool("one", tenants: 3_000)
    try createPool("two", units: 20_000)
    try createPool("cells", .pool)
    for number in 10..<30 { try register("cell-\(number)", in: "cells", units: 4_000) }
    let outcome = try administration.importTenants(Rows(10_000), TenantImportOptions(source: "rows")) { _, _, _ in }
    #expect(outcome.value.created == 10_000)
    let pools = try administration.pools()
    #expect(pools.map(\.taken.tenants).reduce(0, +) == 10_000)
    // A third each of 1, 2 and 8 units, and one more of the first.
    let expectedUnits: Int64 = 3_334 + 3_333 * 2 + 3_333 * 8
    #expect(pools.reduce(0) { $0 + $1.taken.units } == expectedUnits)
    for pool in pools { #expect(pool.pool.usableCapacity.holds(pool.taken)) }
    let cells = try #require(pools.first { $0.pool.name.rawValue == "cells" })
    #expect(cells.instances.map(\.taken.units).reduce(0, +) == cells.taken.units)
    let broken = try Administration.examine(store.path).filter { $0.severity != .ok }
    #expect(broken.isEmpty, "\(broken)")
  }

  @Test func anImportThatKeepsGoingCountsOnlyWhomItPlaced() throws {
    try createPool("small", tenants: 5)
    var options = TenantImportOptions(source: "rows")
    options.keepGoing = true
    let outcome = try administration.importTenants(Rows(8), options) { _, _, _ in }
    #expect(outcome.value.created == 5)
    #expect(outcome.value.failed == 3)
    #expect(try administration.pool(Slug(parsing: "small")).taken.tenants == 5)
    #expect(try Administration.examine(store.path).allSatisfy { $0.severity == .ok })
  }

  @Test func anImportThatDoesNotFitLeavesNothing() throws {
    try createPool("small", tenants: 5)
    #expect(throws: TenantError.self) {
      try administration.importTenants(Rows(8), TenantImportOptions(source: "rows")) { _, _, _ in }
    }
    #expect(try administration.pool(Slug(parsing: "small")).taken == .none)
  }

  @Test func offboardingGivesTheRoomBack() throws {
    try createPool("home", tenants: 1)
    _ = try administration.onboard(.sample("acme"))
    _ = try administration.offboard(TenantSelector(parsing: "acme"), exportTo: nil)
    #expect(try administration.pool(Slug(parsing: "home")).taken == .none)
    _ = try administration.onboard(.sample("globex"))
    #expect(try Administration.examine(store.path).allSatisfy { $0.severity == .ok })
  }

  @Test func changingTheTierChangesTheReservationWhereItFits() throws {
    try createPool("home", units: 100)
    let acme = try TenantSelector(parsing: "acme")
    _ = try administration.onboard(.sample("acme", tier: "free"))
    var changes = TenantChanges()
    changes.tier = try Slug(parsing: "pro")
    _ = try administration.updateTenant(acme, changes)
    #expect(try administration.pool(Slug(parsing: "home")).taken == Occupancy(tenants: 1, units: 8))
    var attributes = PoolAttributes()
    attributes.capacityUnits = .atMost(8)
    _ = try administration.updatePool(Slug(parsing: "home"), attributes)
    var weight = TierAttributes()
    weight.weight = 9
    _ = try administration.createTier(Slug(parsing: "bigger"), weight)
    changes.tier = try Slug(parsing: "bigger")
    let error = #expect(throws: TenantError.self) { try administration.updateTenant(acme, changes) }
    #expect(error?.code == .capacityExceeded)
    #expect(try administration.tenant(acme).tier.rawValue == "pro")
    #expect(try administration.pool(Slug(parsing: "home")).taken.units == 8)
  }

  @Test func theWeightOfATierIsReservedForEachOfItsTenants() throws {
    try createPool("home", units: 20)
    for slug in ["acme", "globex"] { _ = try administration.onboard(.sample(slug, tier: "free")) }
    let free = try Slug(parsing: "free")
    var attributes = TierAttributes()
    attributes.weight = 10
    _ = try administration.updateTier(free, attributes)
    #expect(try administration.pool(Slug(parsing: "home")).taken == Occupancy(tenants: 2, units: 20))
    attributes.weight = 11
    let revision = try store.read { try $0.latestRevision() }
    let error = #expect(throws: TenantError.self) { try administration.updateTier(free, attributes) }
    #expect(error?.code == .capacityExceeded)
    #expect(try administration.tier(free).weight == 10)
    #expect(try store.read { try $0.latestRevision() } == revision)
    let raw = try StateStore(opening: store.path, access: .readWrite)
    try raw.write(Change(actor: "test", time: store.clock.now)) { writer in
      var tier = try writer.requireTier(free)
      tier.weight = 9
      try writer.put(tier)
      try writer.record(.tierUpdate, key: "free")
    }
    #expect(try Administration.examine(store.path).filter { $0.severity == .error }.map(\.check) == ["reservations"])
    attributes.weight = 9
    #expect(try administration.updateTier(free, attributes).hasChanged)
    #expect(try Administration.examine(store.path).allSatisfy { $0.severity == .ok })
  }

  @Test func withoutAPoolNobodyIsOnboardedOrImported() throws {
    let revision = try store.read { try $0.latestRevision() }
    let error = #expect(throws: TenantError.self) { try administration.onboard(.sample("acme")) }
    #expect(error?.code == .placementImpossible)
    #expect(error?.hint?.contains("tenantctl pool create") == true)
    #expect(throws: TenantError.self) {
      try administration.importTenants(Rows(3), TenantImportOptions(source: "rows")) { _, _, _ in }
    }
    #expect(try store.read { try $0.latestRevision() } == revision)
    #expect(throws: TenantError.self) { try administration.tenant(TenantSelector(parsing: "acme")) }
  }

  @Test func aTenantWithoutAPlaceIsMovedToOne() throws {
    try createPool("home")
    _ = try administration.onboard(.sample("acme"))
    let acme = try TenantSelector(parsing: "acme")
    let lost = try administration.placement(of: acme).placement
    try store.write { try $0.delete(lost) }
    let error = #expect(throws: TenantError.self) { try administration.placement(of: acme) }
    #expect(error?.code == .notFound)
    let move = try administration.migrate(acme, to: Slug(parsing: "home")).value
    #expect(move.from == nil)
    #expect(try administration.placement(of: acme).placement.epoch == 2)
    #expect(try administration.pool(Slug(parsing: "home")).taken.tenants == 1)
  }

  @Test func theStoreItselfRefusesAForbiddenRegion() throws {
    try createPool("home")
    let tenant = try administration.onboard(.sample("acme", region: "eu-west-1")).value
    let placement = try administration.placement(of: .id(tenant.id)).placement
    var abroad = tenant
    abroad.allowedRegions = [try Region(parsing: "us-east-1")]
    let error = #expect(throws: TenantError.self) {
      try store.write { try $0.update(placement, replacing: placement, of: abroad) }
    }
    #expect(error?.code == .residencyViolation)
  }
}
