// SPDX-License-Identifier: Apache-2.0

package import TenantModel
import TenantStore

extension Administration {
  /// Creates a flag; without variants a boolean one gets `on` and `off`, and it is off unless the definition says otherwise.
  ///
  /// - Parameters:
  ///   - key: Name of the new flag.
  ///   - kind: Type of its values.
  ///   - definition: Everything else.
  ///   - ifNotExists: Whether a flag of that name that exists already is accepted as it is.
  /// - Returns: The flag.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/alreadyExists`` where there is one of that name; where the definition
  ///   breaks a rule, what ``FlagSet/init(_:)`` throws; ``TenantErrorCode/tierNotFound`` where it names an unknown tier.
  package func createFlag(
    _ key: FlagKey, kind: FlagKind, _ definition: FlagChanges, ifNotExists: Bool = false
  ) throws -> Outcome<FeatureFlag> {
    let request = FlagCreation(key: key, kind: kind, definition: definition, ifNotExists: ifNotExists)
    return try change("flag.create", request: request) { writer in
      if let existing = try writer.flag(key) {
        if ifNotExists { return existing }
        throw TenantError(
          .alreadyExists, "flag '\(key)' exists already",
          hint: "use --if-not-exists to accept that, or 'tenantctl flag update' to change it",
          details: ["id": key.rawValue])
      }
      var flag = try Self.blank(key, kind: kind, definition, createdAt: writer.change.time)
      try definition.apply(to: &flag)
      try writer.requireConsistent(flag, replacing: nil)
      try writer.put(flag)
      try writer.record(.flagCreate, key: key.rawValue, after: flag.document)
      return flag
    }
  }

  /// A flag with nothing but the names that the definition is applied to.
  private static func blank(
    _ key: FlagKey, kind: FlagKind, _ definition: FlagChanges, createdAt: Timestamp
  ) throws -> FeatureFlag {
    if kind == .boolean, definition.variants.isEmpty { return FeatureFlag(boolean: key, createdAt: createdAt) }
    guard let defaultVariant = definition.defaultVariant, let offVariant = definition.offVariant else {
      throw TenantError(
        .invalidValue, "flag '\(key)' needs variants, a default and an off variant",
        hint: "give them like --variant blue=#00f --variant red=#f00 --default-variant blue --off-variant red",
        details: ["flag": key.rawValue])
    }
    return FeatureFlag(
      key: key, kind: kind, variants: [], defaultVariant: defaultVariant, offVariant: offVariant, createdAt: createdAt)
  }
}

extension StoreWriter {
  /// Checks a flag that is about to be stored against all the others and against the tiers, as far as it differs.
  ///
  /// What has not changed is not looked up again: neither damage to another flag nor a tier that has gone may keep an
  /// operator from throwing the kill switch.
  func requireConsistent(_ flag: FeatureFlag, replacing before: FeatureFlag?) throws {
    if flag.prerequisites != before?.prerequisites || flag.variants.map(\.name) != before?.variants.map(\.name) {
      _ = try FlagSet(flags().filter { $0.key != flag.key } + [flag])
    }
    for tier in flag.entitledTiers where before?.entitledTiers.contains(tier) != true { _ = try requireTier(tier) }
  }
}

private struct FlagCreation: Encodable {
  let key: FlagKey
  let kind: FlagKind
  let definition: FlagChanges
  let ifNotExists: Bool
}
