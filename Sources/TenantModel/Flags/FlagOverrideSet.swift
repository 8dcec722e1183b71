// SPDX-License-Identifier: Apache-2.0

/// The overrides of one tenant, ready to be looked up.
public struct FlagOverrideSet: Sendable {
  struct Entry: Sendable {
    var ofTenant: FlagOverride?
    var ofUsers: [String: FlagOverride] = [:]
  }

  private var entries: [FlagKey: Entry] = [:]

  /// No override at all.
  public static let none = FlagOverrideSet()

  private init() {}

  /// Gathers the overrides of a tenant.
  ///
  /// - Parameters:
  ///   - overrides: Overrides in any order; those of other tenants are left out, so that a wrong query cannot hand one
  ///     tenant's variant to another.
  ///   - tenant: The tenant.
  public init(_ overrides: some Sequence<FlagOverride>, of tenant: TenantID) {
    for override in overrides where override.tenant == tenant {
      if let user = override.user {
        entries[override.flag, default: Entry()].ofUsers[user] = override
      } else {
        entries[override.flag, default: Entry()].ofTenant = override
      }
    }
  }

  /// Whether there is none.
  var isEmpty: Bool { entries.isEmpty }

  subscript(flag: FlagKey) -> Entry? {
    entries.isEmpty ? nil : entries[flag]
  }
}
