// SPDX-License-Identifier: Apache-2.0

package import TenantModel
import TenantStore

/// An override together with the slug of its tenant, as an operator wants to see it.
package struct NamedFlagOverride: Codable, Equatable, Sendable {
  /// The tenant's slug.
  package let slug: Slug
  /// The override.
  package let override: FlagOverride
}

extension Administration {
  /// Fixes the variant of a flag for a tenant, or for one user of it; an override that is there already is replaced.
  ///
  /// - Parameters:
  ///   - key: The flag.
  ///   - selector: The tenant.
  ///   - user: The user's identifier; `nil` for the whole tenant.
  ///   - variant: The variant.
  ///   - expiresAt: First instant at which the override no longer holds; it must lie ahead.
  /// - Returns: The override.
  /// - Throws: ``TenantError`` where the flag, the variant or the tenant is unknown, or the tenant has left.
  package func overrideFlag(
    _ key: FlagKey, of selector: TenantSelector, user: String? = nil, to variant: VariantName,
    until expiresAt: Timestamp? = nil
  ) throws -> Outcome<NamedFlagOverride> {
    let request = OverrideRequest(
      flag: key, tenant: selector.text, user: user, variant: variant, expiresAt: expiresAt)
    return try change("flag.override", request: request) { writer in
      try writer.requireFlag(key).require(variant, by: "the override")
      let tenant = try writer.requireTenant(selector)
      try tenant.requirePresent()
      if let expiresAt, expiresAt <= writer.change.time {
        throw TenantError(
          .invalidValue, "the override would expire at '\(expiresAt)', which is past",
          hint: "give a time that lies ahead, or clear the override with --clear", details: ["value": "\(expiresAt)"])
      }
      let after = try FlagOverride(tenant: tenant.id, flag: key, user: user, variant: variant, expiresAt: expiresAt)
      let before = try writer.flagOverride(of: key, tenant: tenant.id, user: user)
      if before != after {
        try writer.put(after)
        try writer.record(.flagOverride, key: key.rawValue, tenant: tenant.id, before: before, after: after)
      }
      return NamedFlagOverride(slug: tenant.slug, override: after)
    }
  }

  /// Clears the override of a flag for a tenant, or for one user of it.
  ///
  /// - Parameters:
  ///   - key: The flag.
  ///   - selector: The tenant.
  ///   - user: The user's identifier; `nil` for the override of the whole tenant.
  /// - Returns: The override as it was, or `nil` where there was none.
  /// - Throws: ``TenantError`` where the flag or the tenant is unknown.
  package func clearOverride(
    of key: FlagKey, of selector: TenantSelector, user: String? = nil
  ) throws -> Outcome<NamedFlagOverride?> {
    let request = OverrideRequest(flag: key, tenant: selector.text, user: user, variant: nil, expiresAt: nil)
    return try change("flag.override.clear", request: request) { writer in
      _ = try writer.requireFlag(key)
      let tenant = try writer.requireTenant(selector)
      guard let before = try writer.flagOverride(of: key, tenant: tenant.id, user: user) else { return nil }
      try writer.delete(before)
      try writer.record(.flagOverride, key: key.rawValue, tenant: tenant.id, before: before)
      return NamedFlagOverride(slug: tenant.slug, override: before)
    }
  }
}

private struct OverrideRequest: Encodable {
  let flag: FlagKey
  let tenant: String
  let user: String?
  let variant: VariantName?
  let expiresAt: Timestamp?
}
