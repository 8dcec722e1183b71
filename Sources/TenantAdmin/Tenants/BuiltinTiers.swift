// SPDX-License-Identifier: Apache-2.0

import TenantModel

/// The tiers that a new store starts with: ordinary data, free to be changed or deleted.
enum BuiltinTiers {
  static func tiers(createdAt: Timestamp) throws -> [Tier] {
    try [
      Tier(
        name: Slug(parsing: "free"), summary: "To try the service", weight: 1, isolation: .shared,
        entitlements: [], createdAt: createdAt),
      Tier(
        name: Slug(parsing: "starter"), summary: "Small teams", weight: 2, isolation: .shared,
        entitlements: ["api", "webhooks"], createdAt: createdAt),
      Tier(
        name: Slug(parsing: "pro"), summary: "Growing companies", weight: 8, isolation: .shared,
        entitlements: ["api", "audit-log", "sso", "webhooks"], createdAt: createdAt),
      Tier(
        name: Slug(parsing: "enterprise"), summary: "Own instance, own terms", weight: 40, isolation: .dedicated,
        entitlements: ["api", "audit-log", "audit-export", "custom-domains", "sso", "webhooks"], createdAt: createdAt),
    ]
  }
}
