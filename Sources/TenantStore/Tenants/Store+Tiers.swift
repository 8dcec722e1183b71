// SPDX-License-Identifier: Apache-2.0

package import TenantModel

extension StoreReader {
  /// All tiers, by name.
  package func tiers() throws -> [Tier] {
    try rows("SELECT \(Self.tierColumns) FROM tier ORDER BY name") { try tier($0) }
  }

  /// The tier with the given name, or `nil`.
  package func tier(_ name: Slug) throws -> Tier? {
    try first("SELECT \(Self.tierColumns) FROM tier WHERE name = ?1", [SQLValue(name)]) { try tier($0) }
  }

  /// The tier with the given name.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/tierNotFound`` where there is none.
  package func requireTier(_ name: Slug) throws -> Tier {
    guard let tier = try tier(name) else {
      throw TenantError(
        .tierNotFound, "tier '\(name)' not found", hint: "run 'tenantctl tier list' to see the existing ones",
        details: ["id": name.rawValue])
    }
    return tier
  }

  private static let tierColumns = """
    name, summary, weight, isolation, entitlements, created_at, updated_at, version, shadow_tier, shadow_share
    """

  private func tier(_ row: SQLRow) throws -> Tier {
    var tier = Tier(
      name: try row.parsed(0), summary: row.text(1), weight: row.integer(2), isolation: try row.choice(3),
      entitlements: TextList.values(row.text(4)), createdAt: row.timestamp(5))
    tier.updatedAt = row.timestamp(6)
    tier.version = row.integer(7)
    if !row.isNull(8) { tier.shadow = TierShadow(as: try row.parsed(8), share: Int(row.integer(9))) }
    return tier
  }
}

extension StoreWriter {
  /// Adds or replaces a tier.
  package func put(_ tier: Tier) throws {
    try run(
      """
      INSERT INTO tier (name, summary, weight, isolation, entitlements, created_at, updated_at, version, shadow_tier,
        shadow_share)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
      ON CONFLICT (name) DO UPDATE SET summary = excluded.summary, weight = excluded.weight,
        isolation = excluded.isolation, entitlements = excluded.entitlements, updated_at = excluded.updated_at,
        version = excluded.version, shadow_tier = excluded.shadow_tier, shadow_share = excluded.shadow_share
      """,
      [
        SQLValue(tier.name), .text(tier.summary), .integer(tier.weight), .text(tier.isolation.rawValue),
        .text(TextList.text(tier.entitlements)), SQLValue(tier.createdAt), SQLValue(tier.updatedAt),
        .integer(tier.version), SQLValue(tier.shadow?.as), SQLValue(tier.shadow.map { Int64($0.share) }),
      ])
  }

  /// Removes a tier that no tenant is of.
  package func deleteTier(_ name: Slug) throws {
    try run("DELETE FROM tier WHERE name = ?1", [SQLValue(name)])
  }
}
