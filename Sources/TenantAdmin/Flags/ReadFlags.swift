// SPDX-License-Identifier: Apache-2.0

package import TenantModel
import TenantStore

/// What a flag serves a tenant, and from what it was decided.
package struct FlagDecision: Equatable, Sendable {
  /// The flag.
  package let flag: FlagKey
  /// The tenant's slug.
  package let tenant: Slug
  /// The user, if one was named.
  package let user: String?
  /// The instant for which it was decided.
  package let instant: Timestamp
  /// Revision of the store from which it was decided.
  package let revision: Int64
  /// What is served, and why.
  package let evaluation: FlagEvaluation
}

/// One change of a flag or of an override of it.
package struct FlagChange: Equatable, Sendable {
  /// The journal's entry.
  package let entry: JournalEntry
  /// Slug of the tenant whose override changed; `nil` where the flag itself did.
  package let slug: Slug?
}

extension Administration {
  /// All flags, by key.
  package func flags() throws -> [FeatureFlag] {
    try store.read { try $0.flags() }
  }

  /// Keys of all flags.
  package func flagKeys() throws -> [String] {
    try store.read { try $0.flagKeys() }
  }

  /// The flag with the given key.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/flagNotFound`` where there is none.
  package func flag(_ key: FlagKey) throws -> FeatureFlag {
    try store.read { try $0.requireFlag(key) }
  }

  /// Overrides of a flag, of a tenant, of both, or all of them.
  ///
  /// - Throws: ``TenantError`` where the flag or the tenant is unknown.
  package func flagOverrides(of key: FlagKey? = nil, tenant selector: TenantSelector? = nil) throws
    -> [NamedFlagOverride]
  {
    try store.read { reader in
      if let key { _ = try reader.requireFlag(key) }
      if let selector {
        let tenant = try reader.requireTenant(selector)
        return try reader.flagOverrides(of: tenant.id).filter { key == nil || $0.flag == key }
          .map { NamedFlagOverride(slug: tenant.slug, override: $0) }
      }
      return try (key.map { try reader.flagOverrides(of: $0) } ?? reader.flagOverrides()).map { override in
        NamedFlagOverride(slug: try reader.requireTenant(.id(override.tenant)).slug, override: override)
      }
    }
  }

  /// Evaluates a flag for a tenant, on one snapshot of the store.
  ///
  /// - Parameters:
  ///   - key: The flag.
  ///   - selector: The tenant.
  ///   - user: The user's identifier.
  ///   - userAttributes: The user's attributes.
  ///   - context: What a caller would pass along.
  ///   - instant: When; now where it is `nil`.
  ///   - isExplained: Whether to record each step.
  /// - Returns: What is served, and why.
  /// - Throws: ``TenantError`` where the flag or the tenant is unknown.
  package func evaluateFlag(
    _ key: FlagKey, for selector: TenantSelector, user: String? = nil,
    userAttributes: [String: FlagAttributeValue] = [:], context: [String: FlagAttributeValue] = [:],
    at instant: Timestamp? = nil, isExplained: Bool = false
  ) throws -> FlagDecision {
    if let user { try FlagOverride.validate(user: user) }
    let instant = instant ?? session.now()
    return try store.read { reader in
      _ = try reader.requireFlag(key)
      let tenant = try reader.requireTenant(selector)
      let request = FlagRequest(tenant: tenant, user: user, userAttributes: userAttributes, context: context)
      let overrides = FlagOverrideSet(try reader.flagOverrides(of: tenant.id), of: tenant.id)
      guard
        let evaluation = FlagEvaluator.evaluate(
          key, in: try reader.flagSet(), overrides: overrides, for: request, at: instant, isExplained: isExplained)
      else { throw TenantError(.internalFault, "flag '\(key)' is stored but not part of the set of flags") }
      return FlagDecision(
        flag: key, tenant: tenant.slug, user: user, instant: instant, revision: try reader.latestRevision(),
        evaluation: evaluation)
    }
  }

  /// Visits the changes of a flag, its overrides included; the visit returns whether to go on.
  ///
  /// A flag that is gone still has its history.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/flagNotFound`` where there never was such a flag.
  package func forEachChange(
    of key: FlagKey, newestFirst: Bool = true, _ visit: (FlagChange) throws -> Bool
  ) throws {
    try store.read { reader in
      var filter = JournalFilter()
      filter.kind = "flag"
      filter.key = key.rawValue
      filter.newestFirst = newestFirst
      var isKnown = false
      try reader.forEachJournalEntry(filter) { entry in
        isKnown = true
        return try visit(FlagChange(entry: entry, slug: entry.tenant.flatMap { try reader.tenant($0)?.slug }))
      }
      if !isKnown { _ = try reader.requireFlag(key) }
    }
  }
}
