// SPDX-License-Identifier: Apache-2.0

package import TenantModel

/// A tenant as ingest needs to know it.
package struct UsageTenant: Equatable, Sendable {
  /// Machine identifier.
  package let id: TenantID
  /// Where the tenant stands in its life.
  package let state: TenantState
}

/// Finds tenants by the references of an input, and remembers them for as long as nothing in the store has changed.
package final class UsageTenantDirectory {
  private let rule: TenantReferenceRule
  private var known: [String: UsageTenant] = [:]
  private var kinds: [String] = []
  private var revision: Int64 = -1
  /// References are forgotten beyond this number, so that memory stays flat however many tenants an input names.
  private static let limit = 100_000

  /// Creates a directory.
  ///
  /// - Parameter rule: What the references are.
  package init(rule: TenantReferenceRule) {
    self.rule = rule
  }

  /// Forgets what an earlier revision of the store said.
  ///
  /// A tenant that leaves between two batches must not be counted any more, and every such change has a revision.
  func refresh(_ writer: StoreWriter) throws {
    guard writer.revision != revision || known.count > Self.limit else { return }
    known.removeAll(keepingCapacity: true)
    kinds = rule == .id || rule == .slug ? [] : try writer.externalIDKinds()
    revision = writer.revision
  }

  /// Finds a tenant that is there, in a view of the store that does not change.
  ///
  /// - Parameters:
  ///   - reference: What names it.
  ///   - reader: The view; the same in every call.
  /// - Returns: The tenant; `nil` where there is none, or it has left.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/tenantNotFound`` where the reference names several.
  package func presentTenant(_ reference: String, in reader: StoreReader) throws -> UsageTenant? {
    if kinds.isEmpty { kinds = try reader.externalIDKinds() }
    return try find(reference, reader).flatMap { $0.state.isPresent ? $0 : nil }
  }

  /// Finds a tenant whose usage may be counted.
  ///
  /// Suspended tenants are counted: what they used before, and what their service still costs, is theirs. So are those on their way
  /// out, whose last usage arrives late. Those that have left are not: their data is gone.
  func tenant(_ reference: String, _ reader: StoreReader) throws -> UsageTenant {
    if let tenant = known[reference] { return tenant }
    guard let tenant = try find(reference, reader) else {
      throw TenantError(
        .tenantNotFound, "tenant '\(reference.prefix(80))' not found",
        hint: "onboard it first, or say with --tenant-by what the references are", details: ["id": reference])
    }
    guard tenant.state.isPresent else {
      throw TenantError(
        .tenantNotFound, "tenant '\(reference.prefix(80))' has left", hint: "its usage is not counted any more",
        details: ["id": reference])
    }
    known[reference] = tenant
    return tenant
  }

  private func find(_ reference: String, _ reader: StoreReader) throws -> UsageTenant? {
    switch rule {
    case .id: return try reader.usageTenant(where: "tenant = ?1", [.text(reference)])
    case .slug: return try reader.usageTenant(where: "slug = ?1", [.text(reference)])
    case .external(.some(let kind)): return try reader.usageTenant(kind: kind, value: reference)
    case .external(nil): return try findByExternalID(reference, reader)
    case .any:
      if let tenant = try reader.usageTenant(where: "tenant = ?1", [.text(reference)]) { return tenant }
      if let tenant = try reader.usageTenant(where: "slug = ?1", [.text(reference)]) { return tenant }
      if let tenant = try findByExternalID(reference, reader) { return tenant }
      guard let colon = reference.firstIndex(of: ":") else { return nil }
      return try reader.usageTenant(
        kind: String(reference[..<colon]), value: String(reference[reference.index(after: colon)...]))
    }
  }

  private func findByExternalID(_ value: String, _ reader: StoreReader) throws -> UsageTenant? {
    // Kind by kind, because the directory is ordered by kind: a handful of searches instead of a scan.
    var found: (tenant: UsageTenant, kind: String)?
    for kind in kinds {
      guard let tenant = try reader.usageTenant(kind: kind, value: value) else { continue }
      if let found, found.tenant != tenant {
        throw TenantError(
          .tenantNotFound, "'\(value.prefix(80))' names one tenant as \(found.kind) and another as \(kind)",
          hint: "say which with --tenant-by external:\(found.kind)", details: ["reference": value])
      }
      found = (tenant, kind)
    }
    return found?.tenant
  }
}

extension StoreReader {
  /// Every kind of external id that some tenant has.
  func externalIDKinds() throws -> [String] {
    var kinds: [String] = []
    while let next = try first(
      "SELECT kind FROM tenant_external_id WHERE kind > ?1 ORDER BY kind LIMIT 1", [.text(kinds.last ?? "")],
      { $0.text(0) })
    {
      kinds.append(next)
    }
    return kinds
  }

  fileprivate func usageTenant(where condition: String, _ parameters: [SQLValue]) throws -> UsageTenant? {
    try first("SELECT tenant, state FROM tenant WHERE \(condition)", parameters) {
      UsageTenant(id: try $0.parsed(0), state: try $0.choice(1))
    }
  }

  fileprivate func usageTenant(kind: String, value: String) throws -> UsageTenant? {
    try first(
      """
      SELECT t.tenant, t.state FROM tenant_external_id e JOIN tenant t ON t.tenant = e.tenant
      WHERE e.kind = ?1 AND e.value = ?2
      """, [.text(kind), .text(value)]
    ) { UsageTenant(id: try $0.parsed(0), state: try $0.choice(1)) }
  }
}
