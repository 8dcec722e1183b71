// SPDX-License-Identifier: Apache-2.0

package import TenantModel

/// A tenant's root key as it is stored.
package struct WrappedRoot: Sendable {
  /// Whose key it is.
  package let owner: SealOwner
  /// The key, wrapped by the master key.
  package let bytes: [UInt8]
}

extension StoreReader {
  /// The wrapped root key of a tenant's incarnation; `nil` where nothing was ever sealed for it, or it was destroyed.
  package func wrappedRoot(of tenant: TenantID, incarnation: Int64) throws -> WrappedRoot? {
    try first(
      "SELECT key_id, wrapped_key FROM tenant_key WHERE tenant = ?1 AND incarnation = ?2",
      [SQLValue(tenant), .integer(incarnation)]
    ) { row in
      WrappedRoot(
        owner: SealOwner(tenant: tenant, incarnation: incarnation, keyID: try row.parsed(0)), bytes: row.blob(1))
    }
  }

  /// The root key of a tenant's incarnation.
  ///
  /// - Parameters:
  ///   - tenant: The tenant.
  ///   - incarnation: Its incarnation.
  ///   - master: What the key is wrapped by.
  /// - Returns: The key; `nil` where there is none.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/masterKeyUnusable``.
  package func root(of tenant: TenantID, incarnation: Int64, with master: MasterKey) throws -> TenantRoot? {
    guard let wrapped = try wrappedRoot(of: tenant, incarnation: incarnation) else { return nil }
    return try TenantRoot(opening: wrapped.bytes, of: wrapped.owner, with: master, issuer: contextIssuer())
  }

  /// Refuses where a tenant is not served any more, or not as a scope knew it, in this transaction.
  ///
  /// - Parameters:
  ///   - standing: What the scope knew.
  ///   - isWriting: Whether something is to be written.
  /// - Throws: As ``TenantStanding/require(_:isWriting:)``.
  package func require(_ standing: TenantStanding, isWriting: Bool) throws {
    try standing.require(tenant(standing.tenant), isWriting: isWriting)
  }
}

extension StoreWriter {
  /// The root key of a tenant's incarnation, made where there is none.
  ///
  /// - Parameters:
  ///   - tenant: The tenant.
  ///   - incarnation: Its incarnation.
  ///   - master: What the key is wrapped by.
  /// - Returns: The key.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/masterKeyUnusable``.
  package func makeRoot(of tenant: TenantID, incarnation: Int64, with master: MasterKey) throws -> TenantRoot {
    if let root = try root(of: tenant, incarnation: incarnation, with: master) { return root }
    let root = TenantRoot(of: tenant, incarnation: incarnation)
    try run(
      "INSERT INTO tenant_key (tenant, incarnation, key_id, wrapped_key, created_at) VALUES (?1, ?2, ?3, ?4, ?5)",
      [
        SQLValue(tenant), .integer(incarnation), SQLValue(root.owner.keyID),
        .blob(try root.wrapped(with: master, issuer: contextIssuer())), SQLValue(change.time),
      ])
    // Nothing of the key but its name.
    try record(.tenantKeyCreate, key: root.owner.keyID.rawValue, tenant: tenant)
    return root
  }
}
