// SPDX-License-Identifier: Apache-2.0

import TenantTestSupport
import Testing

@testable import TenantModel

/// Random fleets that fill up, against a second way to find the places that would do.
@Suite struct PlacementOracleTests {
  /// A place that meets every condition, found without the code under test.
  private struct Place {
    let path: String
    let isHome: Bool
    let excess: Int
    let residual: Double
  }

  @Test(arguments: 1...60)
  func everyDecisionIsAmongTheRightPlacesAndBreaksNoLimit(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let occupancies = try Self.randomFleet(&generator)
    var fleet = PlacementFleet(occupancies)
    var residents: [String: [Int64]] = [:]
    for _ in 0..<60 {
      let request = try Self.randomRequest(&generator)
      let places = Self.places(for: request, in: occupancies, residents)
      let choice = fleet.choose(request)
      let shuffled = try PlacementFleet(occupancies.shuffled(using: &generator)).copy(residents: residents)
      #expect(shuffled.choose(request) == choice)
      #expect(fleet.explain(request).choice == choice)
      guard let choice else {
        #expect(places.isEmpty)
        continue
      }
      let chosen = try #require(places.first { $0.path == choice.path }, "\(choice.path) does not do")
      // The best class, by the definition: home before abroad, then the least strict pattern that does.
      let home = places.contains { $0.isHome }
      #expect(chosen.isHome == home)
      let candidates = places.filter { $0.isHome == home }
      #expect(chosen.excess == candidates.map(\.excess).min())
      let rivals = candidates.filter { $0.excess == chosen.excess }
      if rivals.count <= PlacementFleet.shortlistLength {
        let least = rivals.map(\.residual).min() ?? 0
        #expect(chosen.residual <= least + 1e-6)
      }
      try fleet.reserve(choice, units: request.units)
      residents[choice.path, default: []].append(request.units)
    }
    Self.requireLimits(occupancies, residents)
  }

  @Test(arguments: 1...20)
  func explanationsRankEveryEligiblePlaceAndNameEveryObstacle(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let fleet = PlacementFleet(try Self.randomFleet(&generator))
    for _ in 0..<10 {
      let decision = fleet.explain(try Self.randomRequest(&generator))
      let eligible = decision.assessments.filter { $0.verdict != .refused }
      #expect(eligible.map(\.rank) == Array(1..<(eligible.count + 1)))
      #expect(decision.assessments.filter { $0.verdict == .chosen }.map(\.site) == (decision.choice.map { [$0] } ?? []))
      for assessment in decision.assessments {
        #expect((assessment.obstacle == nil) == (assessment.verdict != .refused))
        #expect(assessment.checks.map(\.filter) == PlacementFilter.allCases)
      }
    }
  }

  private static func requireLimits(_ occupancies: [PoolOccupancy], _ residents: [String: [Int64]]) {
    for occupancy in occupancies {
      let pool = occupancy.pool
      let all = residents.filter { $0.key == pool.name.rawValue || $0.key.hasPrefix("\(pool.name)/") }
      let units = all.values.flatMap { $0 }
      if let limit = pool.capacity.tenants { #expect(units.count <= limit) }
      if let limit = pool.capacity.units { #expect(units.reduce(0, +) * 100 <= limit * (100 - pool.headroomPercent)) }
      for (path, units) in all {
        if pool.pattern == .dedicated { #expect(units.count == 1, "\(path)") }
        guard let instance = occupancy.instances.first(where: { $0.instance.path == path })?.instance else { continue }
        if let limit = instance.capacity.tenants { #expect(units.count <= limit) }
        if let limit = instance.capacity.units {
          #expect(units.reduce(0, +) * 100 <= limit * (100 - pool.headroomPercent))
        }
      }
    }
  }

  private static func places(
    for request: PlacementRequest, in occupancies: [PoolOccupancy], _ residents: [String: [Int64]]
  ) -> [Place] {
    let order: [IsolationPattern] = [.shared, .pool, .dedicated]
    var places: [Place] = []
    for occupancy in occupancies {
      let pool = occupancy.pool
      let excess = (order.firstIndex(of: pool.pattern) ?? 0) - (order.firstIndex(of: request.isolation) ?? 0)
      let inPool = residents.filter { $0.key == pool.name.rawValue || $0.key.hasPrefix("\(pool.name)/") }
        .values.flatMap { $0 }
      let usable = pool.capacity.units.map { Double($0) * Double(100 - pool.headroomPercent) / 100 }
      guard excess >= 0, pool.state == .accepting, Set(request.allowedRegions).contains(pool.region),
        Double(inPool.count) < pool.capacity.tenants.map(Double.init) ?? .infinity,
        Double(inPool.reduce(0, +) + request.units) <= usable?.rounded(.down) ?? .infinity
      else { continue }
      let isHome = pool.region == request.homeRegion
      if pool.pattern == .shared {
        guard Double(request.units) <= pool.capacity.units.map({ (Double($0) * 0.4).rounded(.down) }) ?? .infinity
        else {
          continue
        }
        let residual = residual(pool.capacity.tenants, usable, inPool, request.units)
        places.append(Place(path: pool.name.rawValue, isHome: isHome, excess: excess, residual: residual))
        continue
      }
      for instance in occupancy.instances.map(\.instance) where instance.state == .ready {
        let here = residents[instance.path] ?? []
        let room = instance.capacity.units.map {
          (Double($0) * Double(100 - pool.headroomPercent) / 100).rounded(.down)
        }
        let share = instance.capacity.units.map { (Double($0) * 0.4).rounded(.down) } ?? .infinity
        guard pool.pattern != .dedicated || here.isEmpty,
          Double(here.count) < instance.capacity.tenants.map(Double.init) ?? .infinity,
          Double(here.reduce(0, +) + request.units) <= room ?? .infinity,
          pool.pattern == .dedicated || Double(request.units) <= share
        else { continue }
        let residual =
          instance.capacity.isUnlimited
          ? residual(pool.capacity.tenants, usable, inPool, request.units)
          : residual(instance.capacity.tenants, room, here, request.units)
        places.append(Place(path: instance.path, isHome: isHome, excess: excess, residual: residual))
      }
    }
    return places
  }

  private static func residual(_ tenants: Int64?, _ units: Double?, _ here: [Int64], _ demand: Int64) -> Double {
    let ofTenants = tenants.map { Double($0 - Int64(here.count) - 1) / Double($0) }
    let ofUnits = units.map { (($0.rounded(.down)) - Double(here.reduce(0, +) + demand)) / $0.rounded(.down) }
    return [ofTenants, ofUnits].compactMap { $0 }.max() ?? 2
  }

  private static func randomFleet(_ generator: inout SeededGenerator) throws -> [PoolOccupancy] {
    try (0..<Int.random(in: 1...6, using: &generator)).map { number in
      let pattern = IsolationPattern.allCases.randomElement(using: &generator) ?? .shared
      var pool = try PoolFixtures.pool(
        "pool-\(number)", pattern, in: PoolFixtures.regions.randomElement(using: &generator) ?? "eu-west-1",
        capacity: randomCapacity(&generator), headroom: Int64.random(in: 0...50, using: &generator))
      if Int.random(in: 0..<8, using: &generator) == 0 { pool.state = .draining }
      pool.weight = Int64.random(in: 1...1_000, using: &generator)
      let instances = try (0..<Int.random(in: 0...5, using: &generator)).map { index in
        let state =
          [InstanceState.ready, .ready, .ready, .draining, .retired].randomElement(using: &generator) ?? .ready
        return InstanceOccupancy(
          instance: try PoolFixtures.instance(
            "i-\(index)", of: "pool-\(number)", capacity: pattern == .pool ? randomCapacity(&generator) : Capacity(),
            state: state))
      }
      return PoolOccupancy(pool: pool, instances: instances.shuffled(using: &generator))
    }
  }

  private static func randomCapacity(_ generator: inout SeededGenerator) -> Capacity {
    Capacity(
      tenants: Bool.random(using: &generator) ? Int64.random(in: 1...12, using: &generator) : nil,
      units: Bool.random(using: &generator) ? Int64.random(in: 1...120, using: &generator) : nil)
  }

  private static func randomRequest(_ generator: inout SeededGenerator) throws -> PlacementRequest {
    let allowed = PoolFixtures.regions.filter { _ in Int.random(in: 0..<4, using: &generator) > 0 }
    return try PoolFixtures.request(
      PoolFixtures.random(&generator), units: [1, 2, 8, 40].randomElement(using: &generator) ?? 1,
      isolation: [.shared, .shared, .pool, .dedicated].randomElement(using: &generator) ?? .shared,
      home: PoolFixtures.regions.randomElement(using: &generator) ?? "eu-west-1", allowed: allowed)
  }
}

extension PlacementFleet {
  /// The same fleet with tenants in it.
  fileprivate func copy(residents: [String: [Int64]]) throws -> PlacementFleet {
    var copy = self
    for site in sites {
      for units in residents[site.path.path] ?? [] { try copy.reserve(site.path, units: units) }
    }
    return copy
  }
}
