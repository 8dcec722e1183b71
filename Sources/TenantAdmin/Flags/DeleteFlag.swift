// SPDX-License-Identifier: Apache-2.0

package import TenantModel
import TenantStore

extension Administration {
  /// Deletes a flag that no other flag needs, and every override of it.
  ///
  /// - Parameters:
  ///   - key: The flag.
  ///   - ifExists: Whether an unknown flag counts as deleted.
  ///   - ifVersion: The version the operator has seen; another one is refused.
  /// - Returns: The flag as it was, or `nil` where there was none.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/inUse`` where other flags name it as a prerequisite.
  package func deleteFlag(
    _ key: FlagKey, ifExists: Bool = false, ifVersion: Int64? = nil
  ) throws -> Outcome<FeatureFlag?> {
    try change("flag.delete", request: FlagDeletion(key: key, ifExists: ifExists, ifVersion: ifVersion)) { writer in
      if ifExists, try writer.flag(key) == nil { return nil }
      let flag = try writer.requireFlag(key)
      try ObjectVersion.require(ifVersion, found: flag.version, of: "flag '\(key)'")
      try writer.flagSet().requireDeletable(key)
      for override in try writer.flagOverrides(of: key) {
        try writer.delete(override)
        try writer.record(.flagOverride, key: key.rawValue, tenant: override.tenant, before: override)
      }
      try writer.deleteFlag(key)
      try writer.record(.flagDelete, key: key.rawValue, before: flag.document)
      return flag
    }
  }
}

private struct FlagDeletion: Encodable {
  let key: FlagKey
  let ifExists: Bool
  let ifVersion: Int64?
}
