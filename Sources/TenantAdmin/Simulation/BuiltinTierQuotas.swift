// SPDX-License-Identifier: Apache-2.0

import TenantModel

extension Administration {
  /// The definitions that a new store gives its tiers, for what is tried out before there is one.
  ///
  /// - Returns: The definitions, from the smallest tier to the greatest.
  /// - Throws: Nothing in practice: all of it is written into the program.
  package static func builtinTierQuotas() throws -> [OwnedQuota] {
    try BuiltinQuotas.assignments(createdAt: Timestamp(seconds: 0)).map { OwnedQuota($0, tenant: nil) }
  }
}
