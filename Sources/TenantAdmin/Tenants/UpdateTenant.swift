// SPDX-License-Identifier: Apache-2.0

package import TenantModel
import TenantStore

/// What an operator wants changed of a tenant; `nil` leaves a thing as it is.
package struct TenantChanges: Codable, Equatable, Sendable {
  package var name: String?
  package var tier: Slug?
  /// When quotas that the new tier lowers hold; `nil` means as their definitions say.
  package var decrease: QuotaDecreaseTiming?
  package var homeRegion: Region?
  package var allowedRegions: [Region]?
  package var labels: [String: String] = [:]
  package var removedLabels: [String] = []
  /// An empty text removes the contact.
  package var contact: String?
  package var externalIDs: [String: String] = [:]
  package var removedExternalIDs: [String] = []
  package var timeZone: String?
  package var billingAnchorDay: Int?

  /// Creates changes that change nothing.
  package init() {}

  func apply(to tenant: inout Tenant) throws {
    if let name { tenant.name = name }
    if let tier { tenant.tier = tier }
    if let homeRegion { tenant.homeRegion = homeRegion }
    if let allowedRegions { tenant.allowedRegions = Array(Set(allowedRegions)).sorted() }
    for label in removedLabels { tenant.labels[label] = nil }
    tenant.labels.merge(labels) { _, new in new }
    if let contact { tenant.contact = contact.isEmpty ? nil : contact }
    for kind in removedExternalIDs { tenant.externalIDs[kind] = nil }
    tenant.externalIDs.merge(externalIDs) { _, new in new }
    if let timeZone { tenant.timeZone = timeZone }
    if let billingAnchorDay { tenant.billingAnchorDay = billingAnchorDay }
    try tenant.validate()
  }
}

extension Administration {
  /// Changes attributes of a tenant.
  ///
  /// - Parameters:
  ///   - selector: Which tenant.
  ///   - changes: What is to be different.
  ///   - ifVersion: The version the operator has seen; another one is refused.
  /// - Returns: The tenant as it is now.
  /// - Throws: ``TenantError`` where the tenant is unknown, has left, or has another version, or a value breaks a rule.
  package func updateTenant(
    _ selector: TenantSelector, _ changes: TenantChanges, ifVersion: Int64? = nil
  ) throws -> Outcome<Tenant> {
    try change("tenant.update", request: TenantUpdateRequest(selector, changes, ifVersion)) { writer in
      let before = try writer.requireTenant(selector)
      try before.requirePresent()
      try ObjectVersion.require(ifVersion, found: before.version, of: "tenant '\(before.slug)'")
      var after = before
      try changes.apply(to: &after)
      guard after != before else { return before }
      if after.tier != before.tier { after.tierChangedAt = writer.change.time }
      let tier = try writer.requireTier(after.tier)
      if after.timeZone != before.timeZone { _ = try session.timeZones.zone(named: after.timeZone) }
      if after.tier != before.tier {
        try rememberQuotas(of: before, movedTo: tier.name, changes.decrease, writer)
      }
      try writer.save(&after, replacing: before, as: .tenantUpdate)
      if after.tier != before.tier || after.allowedRegions != before.allowedRegions {
        try writer.refitPlacement(of: after, on: tier)
      }
      return after
    }
  }
}

private struct TenantUpdateRequest: Encodable {
  let tenant: String
  let changes: TenantChanges
  let ifVersion: Int64?

  init(_ tenant: TenantSelector, _ changes: TenantChanges, _ ifVersion: Int64?) {
    self.tenant = tenant.text
    self.changes = changes
    self.ifVersion = ifVersion
  }
}

/// Optimistic concurrency: what `--if-version` asks for.
package enum ObjectVersion {
  /// Refuses a change that was prepared from another version.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/versionMismatch``.
  package static func require(_ expected: Int64?, found: Int64, of name: String) throws {
    guard let expected, expected != found else { return }
    throw TenantError(
      .versionMismatch, "\(name) has version \(found), not \(expected)",
      hint: "look at it again, then repeat the change with --if-version \(found)",
      details: ["expected": String(expected), "found": String(found)])
  }

  /// The version after one more change.
  package static func next(_ version: Int64) throws -> Int64 {
    let (next, overflow) = version.addingReportingOverflow(1)
    guard !overflow else { throw TenantError(.overflow, "version \(version) cannot grow any more") }
    return next
  }
}

extension Tenant {
  /// Refuses to change what is left of a tenant that has gone.
  func requirePresent() throws {
    guard state.isPresent else {
      throw TenantError(
        .tenantIllegalTransition, "tenant '\(slug)' has left and cannot be changed any more",
        hint: "onboard a new tenant under another slug", details: ["tenant": slug.rawValue, "state": state.rawValue])
    }
  }
}

extension StoreWriter {
  /// Stores a changed tenant with its new version, and journals the change.
  func save(_ tenant: inout Tenant, replacing before: Tenant, as kind: JournalKind) throws {
    tenant.version = try ObjectVersion.next(before.version)
    tenant.updatedAt = change.time
    try update(tenant)
    try record(kind, key: tenant.slug.rawValue, tenant: tenant.id, before: before, after: tenant)
  }
}
