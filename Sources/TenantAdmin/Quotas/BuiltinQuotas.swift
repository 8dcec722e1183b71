// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantStore

/// The quotas of the built-in tiers: ordinary data, free to be changed or removed.
///
/// Requests are counted by the meter that access logs feed, so that limits and use meet from the first day on.
enum BuiltinQuotas {
  private static let limits: [(tier: String, quotas: [(key: String, allowance: String, burst: Int64?)])] = [
    (
      "free",
      [
        ("api.requests", "10/s", 20), ("api.requests.monthly", "100k/billing", nil), ("storage.bytes", "1GiB", nil),
        ("jobs.concurrent", "1", nil), ("llm.tokens", "100k/billing", nil),
      ]
    ),
    (
      "starter",
      [
        ("api.requests", "50/s", 100), ("api.requests.monthly", "2M/billing", nil), ("storage.bytes", "20GiB", nil),
        ("jobs.concurrent", "5", nil), ("llm.tokens", "2M/billing", nil),
      ]
    ),
    (
      "pro",
      [
        ("api.requests", "200/s", 400), ("api.requests.monthly", "20M/billing", nil), ("storage.bytes", "200GiB", nil),
        ("jobs.concurrent", "20", nil), ("llm.tokens", "20M/billing", nil),
      ]
    ),
    (
      "enterprise",
      [
        ("api.requests", "2k/s", 4_000), ("api.requests.monthly", "unlimited/billing", nil),
        ("storage.bytes", "5TiB", nil), ("jobs.concurrent", "200", nil), ("llm.tokens", "500M/billing", nil),
      ]
    ),
  ]

  static func assignments(createdAt: Timestamp) throws -> [QuotaAssignment] {
    let requests = try MeterName(parsing: "http.requests")
    return try limits.flatMap { tier, quotas in
      try quotas.map { key, allowance, burst in
        try QuotaAssignment(
          scope: .tier(Slug(parsing: tier)),
          quota: Quota(
            key: QuotaKey(parsing: key), meter: key.hasPrefix("api.requests") ? requests : nil,
            allowance: QuotaAllowance(parsing: allowance), burst: burst),
          createdAt: createdAt)
      }
    }
  }

  /// Gives the built-in tiers their quotas.
  static func populate(_ writer: StoreWriter) throws {
    for assignment in try assignments(createdAt: writer.change.time) {
      try writer.put(assignment)
      try writer.record(.quotaSet, key: assignment.quota.key.rawValue, after: assignment)
    }
  }
}
