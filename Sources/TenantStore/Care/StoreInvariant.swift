// SPDX-License-Identifier: Apache-2.0

/// A rule that spans tables, checked by looking for rows that break it.
struct StoreInvariant: Sendable {
  /// Stable name of the check.
  let name: String
  /// What a row that breaks the rule means, for a person.
  let finding: String
  /// What to do about it.
  let advice: String
  /// Selects one text for each row that breaks the rule.
  let sql: String

  /// The rules of all capabilities.
  static let all: [StoreInvariant] =
    tenantInvariants + poolInvariants + costInvariants + leaseInvariants
    + contextInvariants + isolationInvariants + eventInvariants
}

extension StoreInvariant {
  static let tenantInvariants = [
    StoreInvariant(
      name: "tenant-regions", finding: "the home region is not one of the allowed regions",
      advice: "set both with 'tenantctl tenant update'",
      sql: """
        SELECT slug FROM tenant
        WHERE instr(',' || allowed_regions || ',', ',' || home_region || ',') = 0 AND state <> 'offboarded'
        """),
    StoreInvariant(
      name: "tombstones", finding: "a tenant that has left still has external ids",
      advice: "restore a backup, or report it",
      sql: """
        SELECT DISTINCT slug FROM tenant JOIN tenant_external_id ON tenant_external_id.tenant = tenant.tenant
        WHERE state = 'offboarded'
        """),
    StoreInvariant(
      name: "tier-shadows", finding: "the tier rehearses a tier that is not there, or itself",
      advice: "run 'tenantctl tier shadow TIER --off'",
      sql: """
        SELECT name FROM tier
        WHERE shadow_tier IS NOT NULL AND (shadow_tier = name OR shadow_tier NOT IN (SELECT name FROM tier))
        """),
  ]
}
