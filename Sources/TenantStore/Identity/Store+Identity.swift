// SPDX-License-Identifier: Apache-2.0

package import TenantModel

extension StoreReader {
  /// All identity providers, ascending by name.
  package func identityIssuers() throws -> [IdentityIssuer] {
    try rows("SELECT issuer, keys FROM identity_issuer ORDER BY issuer") { row in
      guard let keys = try? IdentityKeySet(document: row.text(1)) else {
        throw StoredValueFault.unreadable(row.text(0), as: "key set of an identity provider")
      }
      return IdentityIssuer(issuer: try row.parsed(0), keys: keys)
    }
  }

  /// All that binds claims to tenants: first what names tenants itself.
  package func identityMaps() throws -> [IdentityMap] {
    let rules = try rows(
      "SELECT issuer, audience, claim, kind, external_kind FROM identity_rule ORDER BY 1, 2, 3, 4, 5"
    ) { row in
      let target: IdentityTarget =
        switch row.text(3) {
        case "id": .tenantID
        case "slug": .slug
        default: .external(kind: row.text(4))
        }
      return IdentityMap(
        issuer: try row.parsed(0), audience: try row.parsed(1), claim: try row.parsed(2), target: target)
    }
    let bindings = try rows(
      "SELECT issuer, audience, claim, value, tenant FROM identity_binding ORDER BY 1, 2, 3, 4"
    ) { row in
      IdentityMap(
        issuer: try row.parsed(0), audience: try row.parsed(1), claim: try row.parsed(2),
        target: .binding(value: try row.parsed(3), tenant: try row.parsed(4)))
    }
    return rules + bindings
  }

  /// Everything that decides to whom an identity token leads.
  package func identityDirectory() throws -> IdentityDirectory {
    IdentityDirectory(issuers: try identityIssuers(), maps: try identityMaps())
  }
}

extension StoreWriter {
  /// Makes the keys of an identity provider known, or replaces them.
  package func put(_ issuer: IdentityIssuer) throws {
    try run(
      """
      INSERT INTO identity_issuer (issuer, keys, updated_at) VALUES (?1, ?2, ?3)
      ON CONFLICT (issuer) DO UPDATE SET keys = excluded.keys, updated_at = excluded.updated_at
      """, [SQLValue(issuer.issuer), .text(issuer.keys.document), SQLValue(change.time)])
  }

  /// Forgets an identity provider.
  package func deleteIdentityIssuer(_ issuer: IdentityName) throws {
    try run("DELETE FROM identity_issuer WHERE issuer = ?1", [SQLValue(issuer)])
  }

  /// Adds a map.
  package func insert(_ map: IdentityMap) throws {
    let (kind, external) = map.target.columns
    if case .binding(let value, let tenant) = map.target {
      try run(
        "INSERT INTO identity_binding (tenant, issuer, audience, claim, value) VALUES (?1, ?2, ?3, ?4, ?5)",
        [SQLValue(tenant), SQLValue(map.issuer), SQLValue(map.audience), SQLValue(map.claim), SQLValue(value)])
    } else {
      try run(
        "INSERT INTO identity_rule (issuer, audience, claim, kind, external_kind) VALUES (?1, ?2, ?3, ?4, ?5)",
        [SQLValue(map.issuer), SQLValue(map.audience), SQLValue(map.claim), .text(kind), .text(external)])
    }
  }

  /// Removes a map.
  package func delete(_ map: IdentityMap) throws {
    let (kind, external) = map.target.columns
    if case .binding(let value, let tenant) = map.target {
      try run(
        """
        DELETE FROM identity_binding WHERE tenant = ?1 AND issuer = ?2 AND audience = ?3 AND claim = ?4 AND value = ?5
        """, [SQLValue(tenant), SQLValue(map.issuer), SQLValue(map.audience), SQLValue(map.claim), SQLValue(value)])
    } else {
      try run(
        """
        DELETE FROM identity_rule
        WHERE issuer = ?1 AND audience = ?2 AND claim = ?3 AND kind = ?4 AND external_kind = ?5
        """, [SQLValue(map.issuer), SQLValue(map.audience), SQLValue(map.claim), .text(kind), .text(external)])
    }
  }
}

extension IdentityTarget {
  /// How the table of claims that name tenants spells the target; nothing where a value stands for the tenant.
  fileprivate var columns: (kind: String, external: String) {
    switch self {
    case .binding: ("", "")
    case .tenantID: ("id", "")
    case .slug: ("slug", "")
    case .external(let kind): ("external", kind)
    }
  }
}
