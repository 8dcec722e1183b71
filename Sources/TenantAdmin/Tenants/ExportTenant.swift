// SPDX-License-Identifier: Apache-2.0

import Crypto
import FoundationEssentials
package import TenantModel
import TenantStore

/// What an export holds, so that anybody can check that it is whole and unchanged.
package struct TenantExportManifest: Codable, Equatable, Sendable {
  /// Name of the format.
  package let format: String
  /// The exported tenant.
  package let tenant: TenantID
  /// Its slug.
  package let slug: Slug
  /// When it was exported.
  package let exportedAt: Timestamp
  /// Revision of the store at that instant.
  package let revision: Int64
  /// Name of the data file, without its folder.
  package let file: String
  /// Size of the data file.
  package let bytes: Int64
  /// Lines of the data file.
  package let lines: Int64
  /// SHA-256 of the data file, hexadecimal.
  package let sha256: String
  /// Lines by kind of row.
  package let rows: [String: Int64]
}

extension Administration {
  /// Writes everything the store holds of a tenant as of one instant: a line of JSON a row, and a manifest beside it.
  ///
  /// Both files appear under their names only when they are complete and on the disk, and the journal was told of them; only
  /// their owner can read them.
  ///
  /// - Parameters:
  ///   - selector: Which tenant.
  ///   - path: Path of the data file; the manifest is beside it, with `.manifest.json` added.
  ///   - replacing: Whether existing files are replaced.
  ///   - master: What opens the tenant's values; `nil` exports them sealed. Databases are not sealed.
  /// - Returns: The manifest.
  /// - Throws: ``TenantError`` where the tenant is unknown or a file cannot be written; then no file appears.
  package func export(
    _ selector: TenantSelector, to path: String, replacing: Bool = false, with master: MasterKeyFile? = nil
  ) throws -> TenantExportManifest {
    try export(selector, to: path, replacing: replacing, with: master) { manifest in
      try recordDisclosure(
        .tenantExport, key: manifest.slug.rawValue, of: manifest.tenant, after: manifest)
    }
  }

  /// As ``export(_:to:replacing:with:)``, and says so elsewhere than in the journal: `announce` takes the manifest of what is
  /// about to appear.
  func export(
    _ selector: TenantSelector, to path: String, replacing: Bool, with master: MasterKeyFile?,
    _ announce: (TenantExportManifest) throws -> Void
  ) throws -> TenantExportManifest {
    let (data, manifestFile) = try exportFiles(path, replacing: replacing)
    var digest = SHA256()
    var rows: [String: Int64] = [:]
    let (tenant, revision) = try exportRows(of: selector, with: master) { table, line in
      rows[table, default: 0] += 1
      digest.update(data: Data(line))
      try data.write(line)
    }
    let manifest = TenantExportManifest(
      format: "tenantctl-tenant-export-1", tenant: tenant.id, slug: tenant.slug, exportedAt: session.now(),
      revision: revision, file: path.split(separator: "/").last.map(String.init) ?? path, bytes: data.size,
      lines: rows.values.reduce(0, +), sha256: Hexadecimal.text(digest.finalize()), rows: rows)
    try manifestFile.write(Array((CanonicalJSON.text(of: manifest) + "\n").utf8))
    try announce(manifest)
    try data.publish()
    try manifestFile.publish()
    return manifest
  }

  /// Checks that an export can be written, and leaves nothing.
  func requireExportable(to path: String, replacing: Bool) throws {
    _ = try exportFiles(path, replacing: replacing)
  }

  private func exportFiles(_ path: String, replacing: Bool) throws -> (data: NewFile, manifest: NewFile) {
    let data = try NewFile(path, replacing: replacing, store: store.path)
    return (data, try NewFile(path + ".manifest.json", replacing: replacing, store: store.path))
  }

  /// As ``exportRows(of:with:_:)``, after the journal was told of it: for lines that are given away one by one.
  package func giveRows(
    of selector: TenantSelector, with master: MasterKeyFile?, _ visit: ([UInt8]) throws -> Void
  ) throws {
    let tenant = try store.read { try $0.requireTenant(selector) }
    try recordDisclosure(.tenantExport, key: tenant.slug.rawValue, of: tenant.id)
    _ = try exportRows(of: .id(tenant.id), with: master) { _, line in try visit(line) }
  }

  /// Visits everything the store holds of a tenant, the files and databases beside it too, as lines of JSON.
  ///
  /// - Parameters:
  ///   - selector: Which tenant.
  ///   - master: What opens the tenant's values, read only where there are any; `nil` visits them sealed.
  ///   - visit: Takes the kind of row and the line with its line feed.
  /// - Returns: The tenant, and the revision at which it was read.
  /// - Throws: ``TenantError`` where the tenant is unknown, or what `visit` throws.
  package func exportRows(
    of selector: TenantSelector, with master: MasterKeyFile? = nil, _ visit: (String, [UInt8]) throws -> Void
  ) throws -> (tenant: Tenant, revision: Int64) {
    try store.read { reader in
      let tenant = try reader.requireTenant(selector)
      let hasKey = try reader.wrappedRoot(of: tenant.id, incarnation: tenant.incarnation) != nil
      let root = try hasKey ? master.flatMap { try reader.root(of: tenant, with: $0) } : nil
      func emit(_ kind: String, _ row: JSONValue) throws {
        let line = JSONValue.object(["kind": .string(kind), "row": row]).description + "\n"
        try visit(kind, Array(line.utf8))
      }
      try reader.forEachRow(of: tenant.id, opening: root, emit)
      try ExportedFile.forEach(of: tenant, besideStore: store.path, opening: root) { try emit(ExportedFile.kind, $0) }
      try ExportedDatabase.forEach(of: tenant, besideStore: store.path, emit)
      return (tenant, try reader.latestRevision())
    }
  }
}
