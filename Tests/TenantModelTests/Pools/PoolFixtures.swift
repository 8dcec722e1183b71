// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport

/// Pools, instances and requests for tests in which the details do not matter.
enum PoolFixtures {
  static let time = Timestamp(seconds: 1_795_435_200)
  static let regions = ["eu-west-1", "eu-central-1", "us-east-1"]

  static func region(_ name: String) throws -> Region { try Region(parsing: name) }

  static func pool(
    _ name: String, _ pattern: IsolationPattern = .shared, in region: String = "eu-west-1",
    capacity: Capacity = Capacity(), headroom: Int64 = 25
  ) throws -> Pool {
    var pool = Pool(
      name: try Slug(parsing: name), pattern: pattern, region: try Region(parsing: region), createdAt: time)
    pool.capacity = capacity
    pool.headroomPercent = headroom
    return pool
  }

  static func instance(
    _ name: String, of pool: String, capacity: Capacity = Capacity(), state: InstanceState = .ready
  ) throws -> Instance {
    var instance = Instance(
      name: try Slug(parsing: name), pool: try Slug(parsing: pool),
      endpoint: try InstanceEndpoint(parsing: "\(name).internal:443"), createdAt: time)
    instance.capacity = capacity
    instance.state = state
    return instance
  }

  /// A pool with instances named `i-001`, `i-002`, ….
  static func pool(
    _ name: String, _ pattern: IsolationPattern, instances: Int, capacity: Capacity = Capacity(),
    instanceCapacity: Capacity = Capacity(), headroom: Int64 = 25
  ) throws -> PoolOccupancy {
    PoolOccupancy(
      pool: try pool(name, pattern, capacity: capacity, headroom: headroom),
      instances: try (1...instances).map { number in
        let digits = String(number)
        let padded = "i-" + String(repeating: "0", count: max(0, 3 - digits.count)) + digits
        return InstanceOccupancy(instance: try instance(padded, of: name, capacity: instanceCapacity))
      })
  }

  static func request(
    _ bits: UInt128 = 1, units: Int64 = 1, isolation: IsolationPattern = .shared, home: String = "eu-west-1",
    allowed: [String]? = nil, pool: String? = nil
  ) throws -> PlacementRequest {
    PlacementRequest(
      tenant: TenantID(bits: bits), units: units, isolation: isolation, homeRegion: try Region(parsing: home),
      allowedRegions: try (allowed ?? [home]).map { try Region(parsing: $0) },
      pool: try pool.map { try Slug(parsing: $0) })
  }

  static func random(_ generator: inout SeededGenerator) -> UInt128 {
    UInt128(generator.next()) << 64 | UInt128(generator.next())
  }

  static func tenant(_ slug: String = "acme", bits: UInt128 = 1, home: String = "eu-west-1") throws -> Tenant {
    Tenant(
      id: TenantID(bits: bits), slug: try Slug(parsing: slug), name: slug, tier: try Slug(parsing: "pro"),
      homeRegion: try Region(parsing: home), createdAt: time)
  }

  static func tier(weight: Int64 = 8, isolation: IsolationPattern = .shared) throws -> Tier {
    Tier(name: try Slug(parsing: "pro"), weight: weight, isolation: isolation, createdAt: time)
  }
}
