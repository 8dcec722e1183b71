// SPDX-License-Identifier: Apache-2.0

package import TenantModel
import TenantStore

/// One tenant's place among those that used a meter.
package struct UsageRank: Equatable, Sendable {
  /// The place, from 1; equal quantities are ordered by slug.
  package let rank: Int
  /// Machine identifier.
  package let tenant: TenantID
  /// Short name.
  package let slug: Slug
  /// How much the tenant used, in the meter's smallest unit.
  package let quantity: UInt64
}

/// Who used most of a meter.
package struct UsageRanking: Sendable {
  /// What was counted.
  package let meter: MeterName
  /// The tenants that used most, in descending order.
  package let ranks: [UsageRank]
  /// How many tenants used any of it.
  package let tenants: Int
  /// How much all of them used together.
  package let total: UInt64
}

extension Administration {
  /// The tenants that used most of a meter in a span of time.
  ///
  /// - Parameters:
  ///   - meter: What is counted; `nil` means the only meter there is.
  ///   - span: When.
  ///   - limit: How many tenants to name, 0 or more.
  /// - Returns: The ranking.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/meterUnknown`` where the meter was never counted, and with
  ///   ``TenantErrorCode/usage`` where it is not given and there are several.
  package func rankUsage(of meter: MeterName?, in span: UsageSpan, limit: Int) throws -> UsageRanking {
    try store.read { reader in
      let meter = try meter ?? reader.onlyMeter()
      try reader.requireMeter(meter)
      let totals = try reader.usageTotals(meter: meter, from: span.from, until: span.until)
      var total: UInt64 = 0
      for (_, quantity) in totals {
        let (sum, overflow) = total.addingReportingOverflow(quantity)
        guard !overflow else {
          throw TenantError(.overflow, "the usage of meter '\(meter)' by all tenants does not fit into 64 bits")
        }
        total = sum
      }
      // Slugs decide between equals, so every candidate for the last place is looked up, but not the whole fleet.
      let ordered = totals.sorted { $0.quantity > $1.quantity }
      let least = limit > 0 && limit <= ordered.count ? ordered[limit - 1].quantity : 0
      let candidates = try (limit == 0 ? [] : ordered.prefix { $0.quantity >= least }).map { tenant, quantity in
        (slug: try reader.requireTenant(.id(tenant)).slug, tenant: tenant, quantity: quantity)
      }
      let ranked = candidates.sorted { ($1.quantity, $0.slug) < ($0.quantity, $1.slug) }.prefix(limit)
      let ranks = ranked.enumerated().map { index, entry in
        UsageRank(rank: index + 1, tenant: entry.tenant, slug: entry.slug, quantity: entry.quantity)
      }
      return UsageRanking(meter: meter, ranks: ranks, tenants: totals.count, total: total)
    }
  }
}

extension StoreReader {
  fileprivate func onlyMeter() throws -> MeterName {
    let meters = try usageMeters()
    guard let first = meters.first else {
      throw TenantError(
        .meterUnknown, "nothing has been counted yet", hint: "ingest usage with 'tenantctl usage ingest'")
    }
    guard meters.count == 1 else {
      let names = meters.prefix(8).map { "'\($0)'" }.joined(separator: ", ")
      throw TenantError(
        .usage, "there are \(meters.count) meters, and none is named",
        hint: "add --meter with one of \(names)\(meters.count > 8 ? ", …" : "")")
    }
    return first
  }
}
