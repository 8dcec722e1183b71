// SPDX-License-Identifier: Apache-2.0

package import TenantModel
import TenantStore

extension Administration {
  /// Begins, changes or ends the rehearsal of another tier's quotas by a share of a tier's tenants.
  ///
  /// - Parameters:
  ///   - name: The tier whose tenants are judged.
  ///   - shadow: The other tier and the share; `nil` ends the rehearsal.
  ///   - ifVersion: The version the operator has seen.
  /// - Returns: The tier as it is now.
  /// - Throws: ``TenantError`` where one of the tiers is unknown, they are the same, the share is not 1 to 100 percent, or
  ///   the tier has another version.
  package func setTierShadow(
    _ name: Slug, _ shadow: TierShadow?, ifVersion: Int64? = nil
  ) throws -> Outcome<Tier> {
    try change("tier.shadow", request: TierShadowRequest(name: name, shadow: shadow, ifVersion: ifVersion)) { writer in
      let before = try writer.requireTier(name)
      try ObjectVersion.require(ifVersion, found: before.version, of: "tier '\(name)'")
      var after = before
      after.shadow = shadow
      guard after != before else { return before }
      try after.validate()
      if let shadow { _ = try writer.requireTier(shadow.as) }
      after.version = try ObjectVersion.next(before.version)
      after.updatedAt = writer.change.time
      try writer.put(after)
      try writer.record(.tierUpdate, key: name.rawValue, before: before, after: after)
      return after
    }
  }
}

private struct TierShadowRequest: Encodable {
  let name: Slug
  let shadow: TierShadow?
  let ifVersion: Int64?
}
