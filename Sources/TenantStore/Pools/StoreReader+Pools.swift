// SPDX-License-Identifier: Apache-2.0

package import TenantModel

extension StoreReader {
  private static let poolColumns = """
    pool.name, pool.pattern, pool.region, pool.capacity_tenants, pool.capacity_units, pool.headroom_percent,
    pool.weight, pool.state, pool.labels, pool.created_at, pool.updated_at, pool.version
    """
  private static let instanceColumns = """
    instance.pool, instance.name, instance.endpoint, instance.zone, instance.weight, instance.capacity_tenants,
    instance.capacity_units, instance.state, instance.created_at, instance.updated_at, instance.version
    """

  /// Every pool with what is in it, by name.
  package func poolOccupancies() throws -> [PoolOccupancy] {
    let instances = Dictionary(grouping: try instanceOccupancies()) { $0.instance.pool }
    return try rows(
      """
      SELECT \(Self.poolColumns), taken.tenants, taken.units FROM pool
      LEFT JOIN pool_occupancy AS taken ON taken.pool = pool.name AND taken.instance = '' ORDER BY pool.name
      """
    ) { row in
      let pool = try pool(row)
      return PoolOccupancy(
        pool: pool, taken: Occupancy(tenants: row.integer(12), units: row.integer(13)),
        instances: instances[pool.name] ?? [])
    }
  }

  /// A pool with what is in it, or `nil`.
  package func poolOccupancy(_ name: Slug) throws -> PoolOccupancy? {
    let found: (Pool, Occupancy)? = try first(
      """
      SELECT \(Self.poolColumns), taken.tenants, taken.units FROM pool
      LEFT JOIN pool_occupancy AS taken ON taken.pool = pool.name AND taken.instance = '' WHERE pool.name = ?1
      """, [SQLValue(name)]
    ) { (try pool($0), Occupancy(tenants: $0.integer(12), units: $0.integer(13))) }
    guard let (pool, taken) = found else { return nil }
    return PoolOccupancy(pool: pool, taken: taken, instances: try instanceOccupancies(in: name))
  }

  /// A pool with what is in it.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/poolNotFound`` where there is none of that name.
  package func requirePool(_ name: Slug) throws -> PoolOccupancy {
    guard let pool = try poolOccupancy(name) else {
      throw TenantError(
        .poolNotFound, "pool '\(name)' not found", hint: "run 'tenantctl pool list' to see the existing ones",
        details: ["id": name.rawValue])
    }
    return pool
  }

  /// Instances with what is on them, by pool and name.
  package func instanceOccupancies(in pool: Slug? = nil) throws -> [InstanceOccupancy] {
    try rows(
      """
      SELECT \(Self.instanceColumns), taken.tenants, taken.units FROM instance
      LEFT JOIN pool_occupancy AS taken ON taken.pool = instance.pool AND taken.instance = instance.name
      \(pool == nil ? "" : "WHERE instance.pool = ?1") ORDER BY instance.pool, instance.name
      """, pool.map { [SQLValue($0)] } ?? []
    ) { row in
      InstanceOccupancy(
        instance: try instance(row), taken: Occupancy(tenants: row.integer(11), units: row.integer(12)))
    }
  }

  private func pool(_ row: SQLRow) throws -> Pool {
    var pool = Pool(
      name: try row.parsed(0), pattern: try row.choice(1), region: try row.parsed(2), createdAt: row.timestamp(9))
    pool.capacity = Capacity(tenants: row.optionalInteger(3), units: row.optionalInteger(4))
    pool.headroomPercent = row.integer(5)
    pool.weight = row.integer(6)
    pool.state = try row.choice(7)
    pool.labels = try TextMap.value(row.text(8))
    pool.updatedAt = row.timestamp(10)
    pool.version = row.integer(11)
    return pool
  }

  private func instance(_ row: SQLRow) throws -> Instance {
    var instance = Instance(
      name: try row.parsed(1), pool: try row.parsed(0), endpoint: try row.parsed(2), createdAt: row.timestamp(8))
    instance.zone = row.isNull(3) ? nil : try row.parsed(3)
    instance.weight = row.integer(4)
    instance.capacity = Capacity(tenants: row.optionalInteger(5), units: row.optionalInteger(6))
    instance.state = try row.choice(7)
    instance.updatedAt = row.timestamp(9)
    instance.version = row.integer(10)
    return instance
  }
}
