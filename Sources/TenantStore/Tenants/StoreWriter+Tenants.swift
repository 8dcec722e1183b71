// SPDX-License-Identifier: Apache-2.0

package import TenantModel

extension StoreWriter {
  /// Adds a tenant.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/tenantSlugTaken`` or ``TenantErrorCode/tenantExternalIDTaken`` where
  ///   another tenant, even one long gone, has the name.
  package func insert(_ tenant: Tenant) throws {
    let inserted = try run(
      """
      INSERT INTO tenant (tenant, slug, name, tier, home_region, allowed_regions, labels, contact, time_zone,
        billing_anchor_day, state, incarnation, lifecycle_epoch, placement_epoch, created_at, updated_at, version,
        tier_changed_at)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)
      ON CONFLICT (slug) DO NOTHING
      """, parameters(of: tenant))
    guard inserted == 1 else {
      throw TenantError(
        .tenantSlugTaken, "slug '\(tenant.slug)' is taken", hint: "a slug is never reused; choose another",
        details: ["slug": tenant.slug.rawValue])
    }
    try insertExternalIDs(of: tenant)
  }

  /// Replaces the record of a tenant; the slug stays.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/tenantExternalIDTaken`` where another tenant has one of the names.
  package func update(_ tenant: Tenant) throws {
    try run(
      """
      UPDATE tenant SET name = ?3, tier = ?4, home_region = ?5, allowed_regions = ?6, labels = ?7, contact = ?8,
        time_zone = ?9, billing_anchor_day = ?10, state = ?11, incarnation = ?12, lifecycle_epoch = ?13,
        placement_epoch = ?14, created_at = ?15, updated_at = ?16, version = ?17, tier_changed_at = ?18
      WHERE tenant = ?1 AND slug = ?2
      """, parameters(of: tenant))
    try run("DELETE FROM tenant_external_id WHERE tenant = ?1", [SQLValue(tenant.id)])
    try insertExternalIDs(of: tenant)
  }

  private func parameters(of tenant: Tenant) -> [SQLValue] {
    [
      SQLValue(tenant.id), SQLValue(tenant.slug), .text(tenant.name), SQLValue(tenant.tier),
      SQLValue(tenant.homeRegion), .text(TextList.text(tenant.allowedRegions.map(\.rawValue))),
      .text(TextMap.text(tenant.labels)), SQLValue(tenant.contact), .text(tenant.timeZone),
      .integer(Int64(tenant.billingAnchorDay)), .text(tenant.state.rawValue), .integer(tenant.incarnation),
      .integer(tenant.lifecycleEpoch), .integer(tenant.placementEpoch), SQLValue(tenant.createdAt),
      SQLValue(tenant.updatedAt), .integer(tenant.version), SQLValue(tenant.tierChangedAt),
    ]
  }

  private func insertExternalIDs(of tenant: Tenant) throws {
    for (kind, value) in tenant.externalIDs.sorted(by: { $0.key < $1.key }) {
      let inserted = try run(
        """
        INSERT INTO tenant_external_id (tenant, kind, value) VALUES (?1, ?2, ?3) ON CONFLICT (kind, value) DO NOTHING
        """, [SQLValue(tenant.id), .text(kind), .text(value)])
      guard inserted == 1 else {
        throw TenantError(
          .tenantExternalIDTaken, "external id '\(kind):\(value)' belongs to another tenant",
          hint: "run 'tenantctl tenant show \(kind):\(value)'", details: ["externalID": "\(kind):\(value)"])
      }
    }
  }
}
