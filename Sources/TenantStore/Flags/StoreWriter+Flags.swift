// SPDX-License-Identifier: Apache-2.0

package import TenantModel

extension StoreWriter {
  /// Adds or replaces a flag.
  package func put(_ flag: FeatureFlag) throws {
    let row = FlagRow(flag)
    try run(
      """
      INSERT INTO flag (key, document, checksum) VALUES (?1, ?2, ?3)
      ON CONFLICT (key) DO UPDATE SET document = excluded.document, checksum = excluded.checksum
      """, [.text(row.key), .text(row.document), .blob(row.checksum)])
  }

  /// Removes a flag; its overrides must be gone.
  package func deleteFlag(_ key: FlagKey) throws {
    try run("DELETE FROM flag WHERE key = ?1", [SQLValue(key)])
  }

  /// Adds or replaces an override.
  package func put(_ override: FlagOverride) throws {
    try run(
      """
      INSERT INTO flag_override (tenant, flag, user_id, variant, expires_at) VALUES (?1, ?2, ?3, ?4, ?5)
      ON CONFLICT (tenant, flag, user_id) DO UPDATE SET variant = excluded.variant, expires_at = excluded.expires_at
      """,
      [
        SQLValue(override.tenant), SQLValue(override.flag), .text(override.user ?? ""), SQLValue(override.variant),
        SQLValue(override.expiresAt),
      ])
  }

  /// Removes an override.
  package func delete(_ override: FlagOverride) throws {
    try run(
      "DELETE FROM flag_override WHERE tenant = ?1 AND flag = ?2 AND user_id = ?3",
      [SQLValue(override.tenant), SQLValue(override.flag), .text(override.user ?? "")])
  }
}
