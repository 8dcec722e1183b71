// SPDX-License-Identifier: Apache-2.0

package import TenantModel

extension StoreWriter {
  /// Adds or replaces a pool; its pattern and region stay.
  package func put(_ pool: Pool) throws {
    try run(
      """
      INSERT INTO pool (name, pattern, region, capacity_tenants, capacity_units, headroom_percent, weight, state, labels,
        created_at, updated_at, version)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
      ON CONFLICT (name) DO UPDATE SET capacity_tenants = excluded.capacity_tenants,
        capacity_units = excluded.capacity_units, headroom_percent = excluded.headroom_percent,
        weight = excluded.weight, state = excluded.state, labels = excluded.labels, updated_at = excluded.updated_at,
        version = excluded.version
      """,
      [
        SQLValue(pool.name), .text(pool.pattern.rawValue), SQLValue(pool.region), SQLValue(pool.capacity.tenants),
        SQLValue(pool.capacity.units), .integer(pool.headroomPercent), .integer(pool.weight),
        .text(pool.state.rawValue), .text(TextMap.text(pool.labels)), SQLValue(pool.createdAt),
        SQLValue(pool.updatedAt), .integer(pool.version),
      ])
    try beginOccupancy(of: pool.name, instance: "")
  }

  /// Adds or replaces an instance.
  package func put(_ instance: Instance) throws {
    try run(
      """
      INSERT INTO instance (pool, name, endpoint, zone, weight, capacity_tenants, capacity_units, state, created_at,
        updated_at, version)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
      ON CONFLICT (pool, name) DO UPDATE SET endpoint = excluded.endpoint, zone = excluded.zone,
        weight = excluded.weight, capacity_tenants = excluded.capacity_tenants,
        capacity_units = excluded.capacity_units, state = excluded.state, updated_at = excluded.updated_at,
        version = excluded.version
      """,
      [
        SQLValue(instance.pool), SQLValue(instance.name), SQLValue(instance.endpoint), SQLValue(instance.zone),
        .integer(instance.weight), SQLValue(instance.capacity.tenants), SQLValue(instance.capacity.units),
        .text(instance.state.rawValue), SQLValue(instance.createdAt), SQLValue(instance.updatedAt),
        .integer(instance.version),
      ])
    try beginOccupancy(of: instance.pool, instance: instance.name.rawValue)
  }

  /// Removes a pool that nobody lives in, and the records of its instances.
  package func deletePool(_ name: Slug) throws {
    for table in ["pool_occupancy", "instance"] { try run("DELETE FROM \(table) WHERE pool = ?1", [SQLValue(name)]) }
    try run("DELETE FROM pool WHERE name = ?1", [SQLValue(name)])
  }

  private func beginOccupancy(of pool: Slug, instance: String) throws {
    try run(
      """
      INSERT INTO pool_occupancy (pool, instance, tenants, units) VALUES (?1, ?2, 0, 0)
      ON CONFLICT (pool, instance) DO NOTHING
      """, [SQLValue(pool), .text(instance)])
  }
}
