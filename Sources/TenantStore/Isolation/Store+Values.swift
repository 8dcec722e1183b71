// SPDX-License-Identifier: Apache-2.0

package import TenantModel

/// A value of a tenant as it is stored.
package struct SealedValue: Sendable {
  /// Keyed digest of the name, 32 bytes.
  package let digest: [UInt8]
  /// The number that the value was given, from 1; no other value of the tenant ever has it.
  package let version: Int64
  /// When it was sealed, in periods.
  package let period: SealPeriod
  /// Where it was sealed.
  package let region: Region
  /// The name, sealed.
  package let name: [UInt8]
  /// The value, sealed.
  package let value: [UInt8]
  /// When it was written.
  package let updatedAt: Timestamp

  /// Describes a stored value.
  package init(
    digest: [UInt8], version: Int64, period: SealPeriod, region: Region, name: [UInt8], value: [UInt8],
    updatedAt: Timestamp
  ) {
    self.digest = digest
    self.version = version
    self.period = period
    self.region = region
    self.name = name
    self.value = value
    self.updatedAt = updatedAt
  }

  /// What the sealed name is bound to.
  package var nameItem: SealItem { item(.names) }
  /// What the sealed value is bound to.
  package var valueItem: SealItem { item(.values) }

  private func item(_ purpose: SealPurpose) -> SealItem {
    SealItem(
      purpose: purpose, stream: "values", period: period, region: region, item: Hexadecimal.text(digest),
      sequence: version)
  }
}

extension StoreReader {
  private static let valueColumns = "digest, version, period, region, sealed_name, sealed_value, updated_at"

  /// A value by the digest of its name; `nil` where there is none.
  package func sealedValue(_ digest: [UInt8], of owner: SealOwner) throws -> SealedValue? {
    try first(
      "SELECT \(Self.valueColumns) FROM tenant_value WHERE tenant = ?1 AND incarnation = ?2 AND digest = ?3",
      [SQLValue(owner.tenant), .integer(owner.incarnation), .blob(digest)], sealedValue)
  }

  /// Visits the values of a tenant's incarnation in the order of their digests, which is none of the names.
  ///
  /// - Parameters:
  ///   - owner: Whose values.
  ///   - digest: Begins behind this digest; an empty one begins at the start.
  ///   - visit: Returns whether to go on.
  /// - Throws: ``TenantError`` from the store, or what `visit` throws.
  package func forEachSealedValue(
    of owner: SealOwner, after digest: [UInt8] = [], _ visit: (SealedValue) throws -> Bool
  ) throws {
    try forEachSealedValue(ofTenant: owner.tenant, incarnation: owner.incarnation, after: digest, visit)
  }

  /// Visits the values of a tenant's incarnation, also where its key is gone, as ``forEachSealedValue(of:after:_:)`` does.
  package func forEachSealedValue(
    ofTenant tenant: TenantID, incarnation: Int64, after digest: [UInt8] = [], _ visit: (SealedValue) throws -> Bool
  ) throws {
    let statement = try bound(
      """
      SELECT \(Self.valueColumns) FROM tenant_value WHERE tenant = ?1 AND incarnation = ?2 AND digest > ?3
      ORDER BY digest
      """, [SQLValue(tenant), .integer(incarnation), .blob(digest)])
    defer { statement.reset() }
    while try statement.step() {
      if try !visit(sealedValue(SQLRow(statement))) { return }
    }
  }

  /// How many keys and sealed values a tenant has, each of which is read once, as far as that goes without a key.
  func sealedObjects(of tenant: Tenant) throws -> Int {
    guard let wrapped = try wrappedRoot(of: tenant.id, incarnation: tenant.incarnation) else { return 0 }
    var count = 1
    try forEachSealedValue(of: wrapped.owner) { _ in
      count += 1
      return true
    }
    return count
  }

  private func sealedValue(_ row: SQLRow) throws -> SealedValue {
    SealedValue(
      digest: row.blob(0), version: row.integer(1), period: SealPeriod(rawValue: row.integer(2)),
      region: try row.parsed(3), name: row.blob(4), value: row.blob(5), updatedAt: row.timestamp(6))
  }
}

extension StoreWriter {
  /// The number of the next value of a tenant's incarnation.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/overflow`` where there is none any more; the old one is kept.
  package func nextValueVersion(of owner: SealOwner) throws -> Int64 {
    let key: [SQLValue] = [SQLValue(owner.tenant), .integer(owner.incarnation)]
    let last = try first("SELECT last FROM tenant_value_sequence WHERE tenant = ?1 AND incarnation = ?2", key) {
      $0.integer(0)
    }
    let (next, overflow) = (last ?? 0).addingReportingOverflow(1)
    guard !overflow else { throw TenantError(.overflow, "the versions of the tenant's values cannot grow any more") }
    try run(
      """
      INSERT INTO tenant_value_sequence (tenant, incarnation, last) VALUES (?1, ?2, ?3)
      ON CONFLICT (tenant, incarnation) DO UPDATE SET last = excluded.last
      """, key + [.integer(next)])
    return next
  }

  /// Adds or replaces a value.
  package func put(_ value: SealedValue, of owner: SealOwner) throws {
    try run(
      """
      INSERT INTO tenant_value (tenant, incarnation, digest, version, period, region, sealed_name, sealed_value, updated_at)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
      ON CONFLICT (tenant, incarnation, digest) DO UPDATE SET version = excluded.version, period = excluded.period,
        region = excluded.region, sealed_name = excluded.sealed_name, sealed_value = excluded.sealed_value,
        updated_at = excluded.updated_at
      """,
      [
        SQLValue(owner.tenant), .integer(owner.incarnation), .blob(value.digest), .integer(value.version),
        .integer(value.period.rawValue), SQLValue(value.region), .blob(value.name), .blob(value.value),
        SQLValue(value.updatedAt),
      ])
  }

  /// Removes a value.
  ///
  /// - Returns: Whether there was one.
  package func deleteValue(_ digest: [UInt8], of owner: SealOwner) throws -> Bool {
    try run(
      "DELETE FROM tenant_value WHERE tenant = ?1 AND incarnation = ?2 AND digest = ?3",
      [SQLValue(owner.tenant), .integer(owner.incarnation), .blob(digest)]) == 1
  }
}
