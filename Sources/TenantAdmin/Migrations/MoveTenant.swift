// SPDX-License-Identifier: Apache-2.0

package import TenantModel
import TenantStore

extension Administration {
  /// Says what a move would do and what stands in its way, without doing anything.
  ///
  /// - Parameters:
  ///   - selector: Which tenant.
  ///   - pool: Where to.
  ///   - instance: The instance it is to be bound to; `nil` lets placement choose.
  /// - Returns: The plan, whether it is allowed or not.
  /// - Throws: ``TenantError`` where the tenant, the pool or the instance is unknown.
  package func planMigration(of selector: TenantSelector, to pool: Slug, instance: Slug? = nil) throws -> MigrationPlan
  {
    try store.read { try $0.migrationPlan(of: $0.requireTenant(selector), to: pool, instance: instance) }
  }

  /// Moves a tenant without data of its own to another place, as one transaction: the plan is made again within it.
  ///
  /// - Parameters:
  ///   - selector: Which tenant.
  ///   - pool: Where to.
  ///   - instance: The instance it is to be bound to; `nil` lets placement choose.
  /// - Returns: The record of the move.
  /// - Throws: ``TenantError`` naming the first check that stands in the way; nothing is changed then.
  package func migrate(
    _ selector: TenantSelector, to pool: Slug, instance: Slug? = nil
  ) throws -> Outcome<MigrationRecord> {
    let request = MigrationRequest(tenant: selector.text, pool: pool, instance: instance)
    return try change("migration.start", request: request) { writer in
      let before = try writer.requireTenant(selector)
      let plan = try writer.migrationPlan(of: before, to: pool, instance: instance)
      if let refusal = plan.refusal { throw refusal }
      guard let target = plan.to else { throw TenantError(.internalFault, "a move without obstacle has no target") }
      let record = try MigrationRecord(
        id: MigrationID(bits: session.randomBits()), plan: plan, to: target, at: writer.change.time)
      var after = before
      after.placementEpoch = record.epochAfter
      try writer.save(&after, replacing: before, as: .tenantMove)
      try writer.move(after, by: record)
      try writer.insert(record)
      try writer.record(.migrationComplete, key: record.id.rawValue, tenant: before.id, after: record)
      return record
    }
  }

  /// Visits moves, newest first.
  ///
  /// - Parameters:
  ///   - selector: Whose moves; `nil` means everybody's.
  ///   - visit: What to do with each; returns whether to go on.
  /// - Throws: ``TenantError`` where the tenant is unknown, or what `visit` throws.
  package func forEachMigration(
    of selector: TenantSelector? = nil, _ visit: (MigrationRecord) throws -> Bool
  ) throws {
    try store.read { reader in
      try reader.forEachMigration(of: selector.map { try reader.requireTenant($0).id }, visit)
    }
  }

  /// A move.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/migrationNotFound`` where there is none with that id.
  package func migration(_ id: MigrationID) throws -> MigrationRecord {
    try store.read { try $0.requireMigration(id) }
  }
}

private struct MigrationRequest: Encodable {
  let tenant: String
  let pool: Slug
  let instance: Slug?
}

extension StoreReader {
  fileprivate func migrationPlan(of tenant: Tenant, to pool: Slug, instance: Slug?) throws -> MigrationPlan {
    let target = try requirePool(pool)
    if let instance { _ = try target.requireInstance(instance) }
    return try MigrationPlan(
      of: tenant, on: requireTier(tenant.tier), from: placement(of: tenant.id), to: pool, instance: instance,
      in: PlacementFleet(poolOccupancies()))
  }
}

extension StoreWriter {
  fileprivate func move(_ tenant: Tenant, by record: MigrationRecord) throws {
    let before = try placement(of: tenant.id)
    let after = Placement(
      tenant: tenant.id, site: record.to, units: record.units, epoch: record.epochAfter, since: change.time)
    if let before {
      try update(after, replacing: before, of: tenant)
    } else {
      try insert(after, of: tenant)
    }
    try self.record(
      before == nil ? .placementAssign : .placementMove, key: tenant.slug.rawValue, tenant: tenant.id, before: before,
      after: after)
  }
}
