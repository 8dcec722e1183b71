// SPDX-License-Identifier: Apache-2.0

import Crypto
import FoundationEssentials
import TenantModel
import TenantStore

/// A database of a tenant as it is exported: one line that tells of it, and as many as it has parts, which are those of a file
/// of SQLite.
///
/// Databases are not sealed, so they are exported as they are, with and without a master key.
enum ExportedDatabase {
  /// The kind of the line that tells of a database; no table has this name.
  static let kind = "tenant_database"
  /// The kind of the line with a part of one.
  static let partKind = "tenant_database_part"
  /// How many bytes a part has, but the last: a multiple of three, so that the base64 of the parts is that of the whole.
  static let partBytes = 786_432

  /// How many databases an export of a tenant has.
  ///
  /// - Parameters:
  ///   - tenant: The tenant.
  ///   - store: Path of the store.
  /// - Returns: The count.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/fileUnreadable``.
  static func count(of tenant: Tenant, besideStore store: String) throws -> Int64 {
    Int64(try area(of: tenant, besideStore: store).contents().databases.count)
  }

  /// Visits the databases of a tenant in the order of their names, each as of one instant.
  ///
  /// - Parameters:
  ///   - tenant: The tenant.
  ///   - store: Path of the store.
  ///   - visit: Takes the kind and the row: of a database its name, length, SHA-256 and how many parts it has; of a part its
  ///     number, from 0, and its content, in base64 with the alphabet of URLs.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/fileUnreadable``, ``TenantErrorCode/sealRefused`` where a file is not that
  ///   of the tenant, another one about the disk, or what `visit` throws.
  static func forEach(
    of tenant: Tenant, besideStore store: String, _ visit: (String, JSONValue) throws -> Void
  ) throws {
    let area = area(of: tenant, besideStore: store)
    for name in try area.contents().databases {
      if let copy = try TenantDatabaseCopy(of: name, in: area) { try forEachRow(of: copy, name, tenant, visit) }
    }
  }

  private static func forEachRow(
    of copy: TenantDatabaseCopy, _ name: TenantFileName, _ tenant: Tenant, _ visit: (String, JSONValue) throws -> Void
  ) throws {
    let parts = stride(from: 0, to: copy.size, by: partBytes)
    var digest = SHA256()
    for start in parts { digest.update(data: Data(copy.bytes(from: start, atMost: partBytes))) }
    let owner: [String: JSONValue] = [
      "incarnation": JSONValue(tenant.incarnation), "name": .string(name.rawValue),
      "tenant": .string(tenant.id.rawValue),
    ]
    var facts = owner
    facts["bytes"] = JSONValue(copy.size)
    facts["parts"] = JSONValue((copy.size + Int64(partBytes) - 1) / Int64(partBytes))
    facts["sha256"] = .string(Hexadecimal.text(digest.finalize()))
    try visit(kind, .object(facts))
    for (number, start) in parts.enumerated() {
      var part = owner
      part["content"] = .string(Base64URL.text(copy.bytes(from: start, atMost: partBytes)))
      part["part"] = JSONValue(Int64(number))
      try visit(partKind, .object(part))
    }
  }

  private static func area(of tenant: Tenant, besideStore store: String) -> TenantDatabaseArea {
    TenantDatabaseArea(besideStore: store, tenant: tenant.id, incarnation: tenant.incarnation)
  }
}
