// SPDX-License-Identifier: Apache-2.0

import Crypto
import FoundationEssentials
import TenantModel
import TenantStore

/// A file of a tenant as it is exported: one line, beside those of the rows.
enum ExportedFile {
  /// The kind of the line; no table has this name.
  static let kind = "tenant_file"

  /// How many files an export of a tenant has.
  ///
  /// - Parameters:
  ///   - tenant: The tenant.
  ///   - store: Path of the store.
  /// - Returns: The count, without files that are being written.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/fileUnreadable``.
  static func count(of tenant: Tenant, besideStore store: String) throws -> Int64 {
    Int64(try area(of: tenant, besideStore: store).names().count)
  }

  /// Visits the files of a tenant in the order of their digests.
  ///
  /// - Parameters:
  ///   - tenant: The tenant.
  ///   - store: Path of the store.
  ///   - root: The tenant's key; `nil` visits them as they are stored.
  ///   - visit: Takes each file: opened, its name, length, SHA-256 and content; sealed, its digest and bytes. Bytes are in
  ///     base64 with the alphabet of URLs, as those of values.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/fileUnreadable`` or ``TenantErrorCode/sealRefused``, or what `visit`
  ///   throws.
  static func forEach(
    of tenant: Tenant, besideStore store: String, opening root: TenantRoot?, _ visit: (JSONValue) throws -> Void
  ) throws {
    let area = area(of: tenant, besideStore: store)
    for digest in try area.names() {
      // A service may have deleted it meanwhile.
      guard let bytes = try area.read(digest, atMost: TenantFileArea.maximumStoredBytes) else { continue }
      try visit(.object(root.map { try opened(bytes, digest, with: $0) } ?? sealed(bytes, digest, of: tenant)))
    }
  }

  private static func area(of tenant: Tenant, besideStore store: String) -> TenantFileArea {
    TenantFileArea(besideStore: store, tenant: tenant.id, incarnation: tenant.incarnation)
  }

  private static func opened(_ bytes: [UInt8], _ digest: String, with root: TenantRoot) throws -> [String: JSONValue] {
    let file = try SealedFile(bytes, digest: digest)
    let content = try file.content(with: root)
    return [
      "bytes": JSONValue(Int64(content.count)), "content": .string(Base64URL.text(content)),
      "incarnation": JSONValue(root.owner.incarnation), "name": .string(try file.name(with: root).rawValue),
      "sha256": .string(Hexadecimal.text(SHA256.hash(data: Data(content)))),
      "tenant": .string(root.owner.tenant.rawValue),
    ]
  }

  private static func sealed(_ bytes: [UInt8], _ digest: String, of tenant: Tenant) -> [String: JSONValue] {
    [
      "digest": .string(digest), "incarnation": JSONValue(tenant.incarnation),
      "sealed_content": .string(Base64URL.text(bytes)), "tenant": .string(tenant.id.rawValue),
    ]
  }
}
