// SPDX-License-Identifier: Apache-2.0

package import TenantModel
import TenantStore

/// What an operator says about a tier; `nil` means the default, or leaves a thing as it is.
package struct TierAttributes: Codable, Equatable, Sendable {
  package var summary: String?
  package var weight: Int64?
  package var isolation: IsolationPattern?
  package var entitlements: [String]?
  package var addedEntitlements: [String] = []
  package var removedEntitlements: [String] = []

  /// Creates attributes that say nothing.
  package init() {}

  func apply(to tier: inout Tier) throws {
    if let summary { tier.summary = summary }
    if let weight { tier.weight = weight }
    if let isolation { tier.isolation = isolation }
    var names = Set(entitlements ?? tier.entitlements)
    names.formUnion(addedEntitlements)
    names.subtract(removedEntitlements)
    tier.entitlements = names.sorted()
    try tier.validate()
  }
}

extension Administration {
  /// Creates a tier.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/alreadyExists`` where there is one of that name, unless `ifNotExists`.
  package func createTier(
    _ name: Slug, _ attributes: TierAttributes, ifNotExists: Bool = false
  ) throws -> Outcome<Tier> {
    try change("tier.create", request: TierRequest(name: name, attributes: attributes, ifVersion: nil)) { writer in
      if let existing = try writer.tier(name) {
        var asked = existing
        try attributes.apply(to: &asked)
        if ifNotExists, asked == existing { return existing }
        throw TenantError(
          .alreadyExists, "tier '\(name)' exists already\(asked == existing ? "" : " and is not what is asked for")",
          hint: asked == existing
            ? "use --if-not-exists to accept that" : "use 'tenantctl tier update' to change it",
          details: ["id": name.rawValue])
      }
      var tier = Tier(name: name, createdAt: writer.change.time)
      try attributes.apply(to: &tier)
      try writer.put(tier)
      try writer.record(.tierCreate, key: name.rawValue, after: tier)
      return tier
    }
  }

  /// Changes a tier; the quotas of its tenants and the units that they reserve follow at once.
  ///
  /// - Throws: ``TenantError`` where the tier is unknown or has another version, a value breaks a rule, or a tenant has no
  ///   room to grow to the tier's new weight.
  package func updateTier(
    _ name: Slug, _ attributes: TierAttributes, ifVersion: Int64? = nil
  ) throws -> Outcome<Tier> {
    try change("tier.update", request: TierRequest(name: name, attributes: attributes, ifVersion: ifVersion)) {
      writer in
      let before = try writer.requireTier(name)
      try ObjectVersion.require(ifVersion, found: before.version, of: "tier '\(name)'")
      var after = before
      try attributes.apply(to: &after)
      // A weight that is given again mends reservations that do not have it.
      guard after != before || attributes.weight != nil else { return before }
      try writer.refitPlacements(to: after)
      guard after != before else { return before }
      if after.isolation.strictness > before.isolation.strictness { try writer.requireIsolation(of: after) }
      after.version = try ObjectVersion.next(before.version)
      after.updatedAt = writer.change.time
      try writer.put(after)
      try writer.record(.tierUpdate, key: name.rawValue, before: before, after: after)
      return after
    }
  }

  /// Deletes a tier that no tenant is of, the tombstones of former tenants included.
  ///
  /// - Parameters:
  ///   - name: The tier.
  ///   - ifExists: Whether an unknown tier counts as deleted.
  ///   - ifVersion: The version the operator has seen.
  /// - Returns: The tier as it was, or `nil` where there was none.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/inUse`` where tenants are of it or flags name it.
  package func deleteTier(
    _ name: Slug, ifExists: Bool = false, ifVersion: Int64? = nil
  ) throws -> Outcome<Tier?> {
    try change("tier.delete", request: TierRequest(name: name, attributes: nil, ifVersion: ifVersion)) { writer in
      if ifExists, try writer.tier(name) == nil { return nil }
      let tier = try writer.requireTier(name)
      try ObjectVersion.require(ifVersion, found: tier.version, of: "tier '\(name)'")
      let count = try writer.tenantCount(ofTier: name)
      guard count == 0 else {
        throw TenantError(
          .inUse, "tier '\(name)' is used by \(count) \(count == 1 ? "tenant" : "tenants")",
          hint: "move them with 'tenantctl tenant update --tier', see 'tenantctl tenant list --tier \(name)'",
          details: ["id": name.rawValue, "tenants": String(count)])
      }
      try writer.requireNoFlag(entitling: name)
      if let rehearsing = try writer.tiers().first(where: { $0.shadow?.as == name }) {
        throw TenantError(
          .inUse, "tier '\(name)' is the shadow of tier '\(rehearsing.name)'",
          hint: "end that with 'tenantctl tier shadow \(rehearsing.name) --off'", details: ["id": name.rawValue])
      }
      try Self.removeQuotas(ofTier: name, from: writer)
      try writer.deleteTier(name)
      try writer.record(.tierDelete, key: name.rawValue, before: tier)
      return tier
    }
  }
}

private struct TierRequest: Encodable {
  let name: Slug
  let attributes: TierAttributes?
  let ifVersion: Int64?
}
