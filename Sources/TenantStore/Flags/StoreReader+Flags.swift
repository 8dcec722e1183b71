// SPDX-License-Identifier: Apache-2.0

import Crypto
import FoundationEssentials
package import TenantModel

extension StoreReader {
  /// All flags, ascending by key.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/storeCorrupt`` where a document is not what was written.
  package func flags() throws -> [FeatureFlag] {
    try rows("SELECT key, document, checksum FROM flag ORDER BY key") { try flag($0) }
  }

  /// All flags, checked against each other and ready to be evaluated.
  package func flagSet() throws -> FlagSet {
    try FlagSet(flags())
  }

  /// Keys of all flags, ascending.
  package func flagKeys() throws -> [String] {
    try rows("SELECT key FROM flag ORDER BY key") { $0.text(0) }
  }

  /// The flag with the given key, or `nil`.
  package func flag(_ key: FlagKey) throws -> FeatureFlag? {
    try first("SELECT key, document, checksum FROM flag WHERE key = ?1", [SQLValue(key)]) { try flag($0) }
  }

  /// The flag with the given key.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/flagNotFound`` where there is none.
  package func requireFlag(_ key: FlagKey) throws -> FeatureFlag {
    guard let flag = try flag(key) else {
      throw TenantError(
        .flagNotFound, "flag '\(key)' not found", hint: "run 'tenantctl flag list' to see the existing ones",
        details: ["id": key.rawValue])
    }
    return flag
  }

  /// The overrides of one tenant, by flag and user, the expired ones included.
  package func flagOverrides(of tenant: TenantID) throws -> [FlagOverride] {
    try rows(
      "SELECT \(Self.overrideColumns) FROM flag_override WHERE tenant = ?1 ORDER BY flag, user_id", [SQLValue(tenant)]
    ) { try flagOverride($0) }
  }

  /// The overrides of a flag across all tenants, by tenant and user: a report about the fleet.
  package func flagOverrides(of flag: FlagKey) throws -> [FlagOverride] {
    try rows(
      "SELECT \(Self.overrideColumns) FROM flag_override WHERE flag = ?1 ORDER BY tenant, user_id", [SQLValue(flag)]
    ) { try flagOverride($0) }
  }

  /// All overrides, by tenant, flag and user: a report about the fleet.
  package func flagOverrides() throws -> [FlagOverride] {
    try rows("SELECT \(Self.overrideColumns) FROM flag_override ORDER BY tenant, flag, user_id") {
      try flagOverride($0)
    }
  }

  /// The override of a flag for a tenant, or for one of its users, or `nil`.
  package func flagOverride(of flag: FlagKey, tenant: TenantID, user: String?) throws -> FlagOverride? {
    try first(
      "SELECT \(Self.overrideColumns) FROM flag_override WHERE tenant = ?1 AND flag = ?2 AND user_id = ?3",
      [SQLValue(tenant), SQLValue(flag), .text(user ?? "")]
    ) { try flagOverride($0) }
  }

  private static let overrideColumns = "tenant, flag, user_id, variant, expires_at"

  private func flagOverride(_ row: SQLRow) throws -> FlagOverride {
    let user = row.text(2)
    return try FlagOverride(
      tenant: row.parsed(0), flag: row.parsed(1), user: user.isEmpty ? nil : user, variant: row.parsed(3),
      expiresAt: row.optionalTimestamp(4))
  }

  private func flag(_ row: SQLRow) throws -> FeatureFlag {
    try FlagRow(key: row.text(0), document: row.text(1), checksum: row.blob(2)).flag()
  }
}

/// A flag as its table holds it.
struct FlagRow {
  let key: String
  let document: String
  let checksum: [UInt8]

  init(key: String, document: String, checksum: [UInt8]) {
    self.key = key
    self.document = document
    self.checksum = checksum
  }

  init(_ flag: FeatureFlag) {
    key = flag.key.rawValue
    document = flag.document.description
    checksum = Self.digest(document)
  }

  /// The flag, if the document is what was written.
  func flag() throws -> FeatureFlag {
    guard checksum == Self.digest(document) else { throw damaged("does not have its checksum") }
    let flag: FeatureFlag
    do {
      flag = try FeatureFlag(document: JSONValue(parsing: document))
    } catch let error as TenantError {
      throw damaged("cannot be read: \(error.message)")
    }
    guard flag.key.rawValue == key else { throw damaged("is that of flag '\(flag.key)'") }
    return flag
  }

  private func damaged(_ what: String) -> TenantError {
    TenantError(
      .storeCorrupt, "the document of flag '\(key)' \(what)",
      hint: "run 'tenantctl doctor'; 'tenantctl flag history \(key)' shows the last good document",
      details: ["flag": key])
  }

  private static func digest(_ document: String) -> [UInt8] {
    Array(SHA256.hash(data: Data(document.utf8)))
  }
}
