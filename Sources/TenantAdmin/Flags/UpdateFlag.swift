// SPDX-License-Identifier: Apache-2.0

package import TenantModel
import TenantStore

extension Administration {
  /// Changes a flag: its definition, its state or its rollout.
  ///
  /// - Parameters:
  ///   - key: The flag.
  ///   - changes: What is to be different.
  ///   - ifVersion: The version the operator has seen; another one is refused.
  /// - Returns: The flag as it is now.
  /// - Throws: ``TenantError`` where the flag is unknown or has another version, the result breaks a rule, or an override
  ///   still names a variant that is to be removed.
  package func updateFlag(
    _ key: FlagKey, _ changes: FlagChanges, ifVersion: Int64? = nil
  ) throws -> Outcome<FeatureFlag> {
    try change("flag.update", request: FlagUpdate(key: key, changes: changes, ifVersion: ifVersion)) { writer in
      let before = try writer.requireFlag(key)
      try ObjectVersion.require(ifVersion, found: before.version, of: "flag '\(key)'")
      var after = before
      try changes.apply(to: &after)
      guard after != before else { return before }
      try writer.requireConsistent(after, replacing: before)
      if !changes.removedVariants.isEmpty { try writer.requireNoOverride(of: key, with: changes.removedVariants) }
      after.version = try ObjectVersion.next(before.version)
      after.updatedAt = writer.change.time
      try writer.put(after)
      try writer.record(.flagUpdate, key: key.rawValue, before: before.document, after: after.document)
      return after
    }
  }
}

extension StoreWriter {
  fileprivate func requireNoOverride(of key: FlagKey, with variants: [VariantName]) throws {
    let users = try flagOverrides(of: key).filter { variants.contains($0.variant) }
    guard let first = users.first else { return }
    throw TenantError(
      .inUse,
      "variant '\(first.variant)' of flag '\(key)' is used by \(users.count) override\(users.count == 1 ? "" : "s")",
      hint: "clear them first, see 'tenantctl flag overrides \(key)'",
      details: ["flag": key.rawValue, "variant": first.variant.rawValue, "overrides": String(users.count)])
  }
}

private struct FlagUpdate: Encodable {
  let key: FlagKey
  let changes: FlagChanges
  let ifVersion: Int64?
}

extension StoreWriter {
  /// Refuses to let a tier go that flags are for: a flag must not lose its last tier and so become one for all.
  func requireNoFlag(entitling tier: Slug) throws {
    let keys = try flags().filter { $0.entitledTiers.contains(tier) }.map(\.key)
    guard !keys.isEmpty else { return }
    throw TenantError(
      .inUse, "tier '\(tier)' is named by flag \(keys.map { "'\($0)'" }.joined(separator: ", "))",
      hint: "change that with 'tenantctl flag update --entitled-tier' or '--all-tiers'",
      details: ["id": tier.rawValue, "flags": keys.map(\.rawValue).joined(separator: ",")])
  }
}
