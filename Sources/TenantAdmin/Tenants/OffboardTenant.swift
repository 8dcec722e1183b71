// SPDX-License-Identifier: Apache-2.0

package import TenantModel
import TenantStore

/// What the end of a tenant left behind.
package struct TenantOffboarding: Codable, Equatable, Sendable {
  /// The tombstone.
  package let tenant: Tenant
  /// Rows of the tenant that were removed.
  package let removedRows: Int64
  /// What was exported before, if that was asked for.
  package let manifest: TenantExportManifest?
}

extension Administration {
  /// Ends a tenant: stops serving it, exports what the store holds of it, removes that, and leaves a tombstone.
  ///
  /// Each step is a transaction of its own and can be repeated: a tenant that is offboarding already goes on from where it
  /// stopped. The journal keeps the tenant's history, because it is the evidence.
  ///
  /// - Parameters:
  ///   - selector: Which tenant.
  ///   - exportPath: Where the export goes; `nil` exports nothing.
  ///   - replacing: Whether existing export files are replaced.
  /// - Returns: The tombstone, and what was exported and removed.
  /// - Throws: ``TenantError`` where the tenant is unknown or gone, or the export fails; the tenant stays `offboarding` then.
  package func offboard(
    _ selector: TenantSelector, exportTo exportPath: String?, replacing: Bool = false
  ) throws -> Outcome<TenantOffboarding> {
    let request = [selector.text, exportPath ?? ""]
    if let recorded: Outcome<TenantOffboarding> = try recordedResult("tenant.offboard", request: request) {
      return recorded
    }
    // A path that cannot be written must be known before the tenant stops being served.
    if let exportPath { try requireExportable(to: exportPath, replacing: replacing) }
    if session.isDryRun { return try rehearseOffboarding(selector, request) }
    let begun = try store.write(plainChange) { try $0.beginOffboarding(selector) }
    let manifest = try exportPath.map { try export(.id(begun.id), to: $0, replacing: replacing) }
    return try change("tenant.offboard", request: request) { writer in
      if let manifest { try writer.requireUnchanged(begun, since: manifest) }
      let (tombstone, removed) = try writer.finishOffboarding(begun.id)
      return TenantOffboarding(tenant: tombstone, removedRows: removed, manifest: manifest)
    }
  }

  private func rehearseOffboarding(
    _ selector: TenantSelector, _ request: [String]
  ) throws -> Outcome<TenantOffboarding> {
    try change("tenant.offboard", request: request) { writer in
      let begun = try writer.beginOffboarding(selector)
      let (tombstone, removed) = try writer.finishOffboarding(begun.id)
      return TenantOffboarding(tenant: tombstone, removedRows: removed, manifest: nil)
    }
  }
}

extension StoreWriter {
  fileprivate func beginOffboarding(_ selector: TenantSelector) throws -> Tenant {
    let before = try requireTenant(selector)
    if before.state == .offboarding { return before }
    var after = before
    try after.transition(to: .offboarding)
    try save(&after, replacing: before, as: .tenantOffboard)
    return after
  }

  /// Refuses to remove what came after the export.
  fileprivate func requireUnchanged(_ tenant: Tenant, since manifest: TenantExportManifest) throws {
    guard try rowCounts(of: tenant.id) != manifest.rows else { return }
    throw TenantError(
      .inUse, "tenant '\(tenant.slug)' was changed while it was exported; nothing was removed",
      hint: "run the command again with --force, which replaces the export",
      details: ["tenant": tenant.slug.rawValue])
  }

  fileprivate func finishOffboarding(_ id: TenantID) throws -> (tombstone: Tenant, removedRows: Int64) {
    let before = try requireTenant(.id(id))
    var after = before
    try after.transition(to: .offboarded)
    after.name = after.slug.rawValue
    after.contact = nil
    after.labels = [:]
    after.externalIDs = [:]
    // Before its row goes with all others, because the pool counts the room.
    try releasePlacement(of: before)
    let removed = try purgeRows(of: id)
    try save(&after, replacing: before, as: .tenantOffboard)
    return (after, removed)
  }
}
