// SPDX-License-Identifier: Apache-2.0

extension StoreSchema {
  /// What definitions that are only watched would have refused, by day.
  static let shadowTables: [SchemaDefinition] = [
    .table(
      "quota_shadow", clustered: true,
      """
      tenant TEXT NOT NULL REFERENCES tenant (tenant), quota TEXT NOT NULL, variant TEXT NOT NULL, day INTEGER NOT NULL, \
      checked INTEGER NOT NULL, denied INTEGER NOT NULL, PRIMARY KEY (tenant, quota, variant, day)
      """)
  ]
}
