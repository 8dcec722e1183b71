// SPDX-License-Identifier: Apache-2.0

extension StoreSchema {
  static let identityTables: [SchemaDefinition] = [
    .table(
      "identity_issuer", clustered: true,
      "issuer TEXT PRIMARY KEY, keys TEXT NOT NULL, updated_at INTEGER NOT NULL"),
    // Claims that name the tenant themselves.
    .table(
      "identity_rule", clustered: true,
      """
      issuer TEXT NOT NULL REFERENCES identity_issuer (issuer), audience TEXT NOT NULL, claim TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('id', 'slug', 'external')), external_kind TEXT NOT NULL,
      PRIMARY KEY (issuer, audience, claim, kind, external_kind),
      CHECK ((kind = 'external') = (external_kind <> ''))
      """),
    // Values of claims that stand for a tenant.
    .table(
      "identity_binding", clustered: true,
      """
      tenant TEXT NOT NULL REFERENCES tenant (tenant), issuer TEXT NOT NULL REFERENCES identity_issuer (issuer),
      audience TEXT NOT NULL, claim TEXT NOT NULL, value TEXT NOT NULL,
      PRIMARY KEY (tenant, issuer, audience, claim, value)
      """),
    // Whose a value is must be decided across tenants.
    .index("directory_by_identity", unique: true, "identity_binding (issuer, audience, claim, value)"),
  ]
}
