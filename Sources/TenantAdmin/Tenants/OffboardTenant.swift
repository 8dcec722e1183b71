// SPDX-License-Identifier: Apache-2.0

import Glibc
package import TenantModel
import TenantStore

/// How a tenant is to end.
package struct OffboardingRequest {
  /// Where the export goes; `nil` exports nothing.
  package var exportPath: String?
  /// Where the evidence of the erasure goes; `nil` writes none.
  package var evidencePath: String?
  /// What opens the key that signs the evidence.
  package var master: MasterKeyFile?
  /// Whether existing files are replaced.
  package var replacing = false
  /// What is to be done about the hold on the tenant's data.
  package var hold = HoldChange.keep
  /// Called after each step, for whoever shows how far it is; what it throws ends the operation there.
  package var observe: (OffboardingStep) throws -> Void = { _ in }

  /// Creates a request that exports nothing and writes no evidence.
  package init() {}
}

/// What is to be done about what keeps a tenant's data from being destroyed.
package enum HoldChange: Equatable {
  /// Nothing.
  case keep
  /// Nothing may be destroyed before an instant.
  case until(Timestamp)
  /// Nothing may be destroyed until the hold is lifted.
  case untilLifted
  /// The hold is lifted.
  case lift
}

/// How far an offboarding is; each step is complete on the disk when it is reported.
package enum OffboardingStep: String, CaseIterable {
  /// The tenant is not served any more, and all contexts and scopes of it are void.
  case begun
  /// Everything was exported, if that was asked for.
  case exported
  /// Nothing is known that keeps the data from being destroyed; it is asked once more where that cannot change any more.
  case released
  /// The rows and the root key are gone, and the tombstone is there; it says how many files there were.
  case rowsRemoved
  /// The files beside the store are gone.
  case filesRemoved
  /// No byte of the wrapped key is in the store's file or its log.
  case scrubbed
  /// What was done is attested in the store.
  case attested
  /// The evidence is written, if that was asked for.
  case written
}

/// What the end of a tenant left behind.
package struct TenantOffboarding: Codable, Equatable, Sendable {
  /// The tombstone.
  package let tenant: Tenant
  /// Rows of the tenant that were removed.
  package let removedRows: Int64
  /// What was exported before, if that was asked for.
  package let manifest: TenantExportManifest?
  /// What is attested of the erasure; `nil` where it was only rehearsed, or is held back.
  package var statement: ErasureStatement?
  /// What keeps the data from being destroyed; `nil` where they were.
  package var hold: ErasureHold?
}

extension Administration {
  /// Ends a tenant: stops serving it, exports what the store holds of it, destroys that, and leaves a tombstone.
  ///
  /// Each step is a transaction of its own and can be repeated: a tenant that is offboarding already goes on from where it
  /// stopped, and so does one whose erasure was interrupted. The journal keeps who did what, when and why, because it is
  /// the evidence, and says no more what the tenant was like.
  ///
  /// - Parameters:
  ///   - selector: Which tenant.
  ///   - exportPath: Where the export goes; `nil` exports nothing.
  ///   - replacing: Whether existing export files are replaced.
  /// - Returns: The tombstone, and what was exported and removed.
  /// - Throws: As ``offboard(_:_:)``.
  package func offboard(
    _ selector: TenantSelector, exportTo exportPath: String?, replacing: Bool = false
  ) throws -> Outcome<TenantOffboarding> {
    var request = OffboardingRequest()
    request.exportPath = exportPath
    request.replacing = replacing
    return try offboard(selector, request)
  }

  /// Ends a tenant as asked.
  ///
  /// - Parameters:
  ///   - selector: Which tenant.
  ///   - request: How.
  /// - Returns: The tombstone, and what was exported and removed; where a hold is in force, the tenant, which stays
  ///   `offboarding`.
  /// - Throws: ``TenantError`` where the tenant is unknown or gone, or a step fails; the tenant stays `offboarding` then.
  package func offboard(
    _ selector: TenantSelector, _ request: OffboardingRequest
  ) throws -> Outcome<TenantOffboarding> {
    let identity = [selector.text, request.exportPath ?? "", request.evidencePath ?? "", "\(request.hold)"]
    if let recorded: Outcome<TenantOffboarding> = try recordedResult("tenant.offboard", request: identity) {
      // Who recorded the result may have been killed before the evidence was written.
      if let path = request.evidencePath, access(path, F_OK) != 0 { try writeEvidence(recorded, request) }
      return recorded
    }
    // A file or key that cannot be written or read must be known before the tenant stops being served.
    try requireWritable(request)
    if session.isDryRun { return try rehearseOffboarding(selector, identity, request.hold) }
    let found = try store.read { try $0.requireTenant(selector) }
    if found.state == .offboarded {
      return try completeErasure(of: found, request, identity, manifest: nil, traces: nil)
    }
    let begun = try store.write(plainChange) { try $0.beginOffboarding(selector, request.hold) }
    try request.observe(.begun)
    let manifest = try request.exportPath.map {
      // The journal tells of it with the end of the tenant; a row of its own would be one that the export does not have.
      try export(.id(begun.id), to: $0, replacing: request.replacing, with: request.master) { _ in }
    }
    try request.observe(.exported)
    if let hold = try store.read({ try $0.erasureHold(of: begun.id) }), hold.isInForce(at: session.now()) {
      return try change("tenant.offboard", request: identity) { _ in
        TenantOffboarding(tenant: begun, removedRows: 0, manifest: manifest, hold: hold)
      }
    }
    let wrappedKey = try store.read { try $0.wrappedRoot(of: begun.id, incarnation: begun.incarnation)?.bytes }
    try request.observe(.released)
    let (tombstone, _, texts) = try store.write(plainChange) { writer in
      if let manifest { try writer.requireUnchanged(begun, since: manifest, besideStore: store.path) }
      return try writer.finishOffboarding(begun.id, besideStore: store.path)
    }
    try request.observe(.rowsRemoved)
    return try completeErasure(
      of: tombstone, request, identity, manifest: manifest, traces: ErasureTraces(wrappedKey: wrappedKey, texts: texts))
  }

  private func rehearseOffboarding(
    _ selector: TenantSelector, _ identity: [String], _ hold: HoldChange
  ) throws -> Outcome<TenantOffboarding> {
    try change("tenant.offboard", request: identity) { writer in
      let begun = try writer.beginOffboarding(selector, hold)
      if let hold = try writer.erasureHold(of: begun.id), hold.isInForce(at: writer.change.time) {
        return TenantOffboarding(tenant: begun, removedRows: 0, manifest: nil, hold: hold)
      }
      let (tombstone, removed, _) = try writer.finishOffboarding(begun.id, besideStore: store.path)
      return TenantOffboarding(tenant: tombstone, removedRows: removed, manifest: nil)
    }
  }
}

extension StoreWriter {
  fileprivate func beginOffboarding(_ selector: TenantSelector, _ hold: HoldChange) throws -> Tenant {
    let before = try requireTenant(selector)
    var after = before
    if before.state != .offboarding {
      try after.transition(to: .offboarding)
      try save(&after, replacing: before, as: .tenantOffboard)
    }
    switch hold {
    case .keep: break
    case .until(let instant): try set(ErasureHold(until: instant, since: change.time), of: after)
    case .untilLifted: try set(ErasureHold(until: nil, since: change.time), of: after)
    case .lift: try set(nil, of: after)
    }
    return after
  }

  /// Refuses to remove what came after the export.
  fileprivate func requireUnchanged(
    _ tenant: Tenant, since manifest: TenantExportManifest, besideStore store: String
  ) throws {
    var rows = manifest.rows
    let exported = rows.removeValue(forKey: ExportedFile.kind) ?? 0
    let files = try ExportedFile.count(of: tenant, besideStore: store)
    let copied = rows.removeValue(forKey: ExportedDatabase.kind) ?? 0
    let databases = try ExportedDatabase.count(of: tenant, besideStore: store)
    rows[ExportedDatabase.partKind] = nil
    guard try rowCounts(of: tenant.id) != rows || files != exported || databases != copied else { return }
    throw TenantError(
      .inUse, "tenant '\(tenant.slug)' was changed while it was exported; nothing was removed",
      hint: "run the command again with --force, which replaces the export",
      details: ["tenant": tenant.slug.rawValue])
  }

  /// - Parameters:
  ///   - id: Which tenant.
  ///   - store: Path of the store; the files beside it are counted. They are removed once this is on the disk: nobody can
  ///     open them any more then, and the count is not lost with whoever removes them.
  /// - Returns: The tombstone, how many rows were removed, and what the journal said of the tenant.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/tenantHeld``, or from the store.
  fileprivate func finishOffboarding(
    _ id: TenantID, besideStore store: String
  ) throws -> (tombstone: Tenant, removedRows: Int64, texts: Set<String>) {
    let before = try requireTenant(.id(id))
    // Somebody may have said so while the export was written.
    if let hold = try erasureHold(of: id), hold.isInForce(at: change.time) { throw hold.refusal(of: before) }
    let known = before.anonymous
    var after = known
    try after.transition(to: .offboarded)
    let places = try places(of: id)
    // Before its row goes with all others, because the pool counts the room.
    try releasePlacement(of: before)
    let files = try TenantFolder.count(of: id, incarnation: before.incarnation, besideStore: store)
    let (facts, texts) = try erase(after, files: files, places: places)
    try save(&after, replacing: known, as: .tenantOffboard)
    return (after, facts.rows.values.reduce(0, +), texts)
  }
}

extension ErasureHold {
  fileprivate func refusal(of tenant: Tenant) -> TenantError {
    TenantError(
      .tenantHeld, "the data of tenant '\(tenant.slug)' may not be destroyed \(until.map { "before \($0)" } ?? "yet")",
      hint: "lift the hold with --release-hold, or wait until it ends", details: ["tenant": tenant.slug.rawValue])
  }
}
