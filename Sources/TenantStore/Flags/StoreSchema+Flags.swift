// SPDX-License-Identifier: Apache-2.0

extension StoreSchema {
  /// A flag is one document with its checksum, so that damage to any part of it is noticed before it is served.
  static let flagTables: [SchemaDefinition] = [
    .table(
      "flag", clustered: true,
      """
      key TEXT PRIMARY KEY, document TEXT NOT NULL, checksum BLOB NOT NULL CHECK (length(checksum) = 32)
      """),
    .table(
      "flag_override", clustered: true,
      """
      tenant TEXT NOT NULL REFERENCES tenant (tenant), flag TEXT NOT NULL, user_id TEXT NOT NULL DEFAULT '',
      variant TEXT NOT NULL, expires_at INTEGER, PRIMARY KEY (tenant, flag, user_id)
      """),
    // For the fleet-wide question who has an override of a flag.
    .index("flag_override_by_flag", unique: false, "flag_override (flag)"),
  ]
}
