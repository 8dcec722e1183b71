// SPDX-License-Identifier: Apache-2.0

package import TenantModel
import TenantStore

/// What a definition that is only watched would have refused a tenant.
package struct QuotaShadowReport: Equatable, Sendable {
  /// Who was judged.
  package let tenant: TenantID
  /// Its short name.
  package let slug: Slug
  /// The quota.
  package let quota: QuotaKey
  /// Which definition was watched: `definition`, or `tier:NAME`.
  package let variant: String
  /// Requests that were judged.
  package fileprivate(set) var checked: Int64 = 0
  /// Those of them that would have been refused.
  package fileprivate(set) var denied: Int64 = 0
  /// On how many days requests were judged.
  package fileprivate(set) var days: Int64 = 0
  /// On how many of them some would have been refused.
  package fileprivate(set) var deniedDays: Int64 = 0
  /// First instant of the first of these days.
  package let firstDay: Timestamp
  /// First instant of the last of these days.
  package fileprivate(set) var lastDay: Timestamp

  /// How many hundredths of the requests would have been refused, rounded up, so that 0 means none.
  package var percent: Int64 {
    guard checked > 0 else { return 0 }
    return Int64((Int128(denied) * 100 + Int128(checked) - 1) / Int128(checked))
  }
}

extension Administration {
  /// What definitions that are only watched would have refused.
  ///
  /// - Parameters:
  ///   - selector: Only this tenant; `nil` means all.
  ///   - key: Only this quota; `nil` means all.
  ///   - start: Only days in UTC that begin at or after this instant; `nil` means from the first.
  ///   - end: Only days that begin before this instant; `nil` means to the last.
  /// - Returns: One report for each tenant, quota and watched definition, in this order.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/tenantNotFound`` where there is no such tenant, with
  ///   ``TenantErrorCode/overflow`` where a sum does not fit into 64 bits.
  package func shadowReports(
    of selector: TenantSelector? = nil, quota key: QuotaKey? = nil, from start: Timestamp? = nil,
    until end: Timestamp? = nil
  ) throws -> [QuotaShadowReport] {
    try store.read { reader in
      let tenant = try selector.map { try reader.requireTenant($0) }
      var slugs: [TenantID: Slug] = [:]
      if let tenant { slugs[tenant.id] = tenant.slug }
      var reports: [QuotaShadowReport] = []
      try reader.forEachShadowCount(
        of: tenant?.id, quota: key, from: start ?? Timestamp(microseconds: .min),
        until: end ?? Timestamp(microseconds: .max)
      ) { count in
        let slug = try slugs[count.tenant] ?? reader.requireTenant(.id(count.tenant)).slug
        slugs[count.tenant] = slug
        if let last = reports.last, last.tenant == count.tenant, last.quota == count.quota,
          last.variant == count.variant
        {
          try reports[reports.count - 1].add(count)
          return
        }
        var report = QuotaShadowReport(
          tenant: count.tenant, slug: slug, quota: count.quota, variant: count.variant, firstDay: count.day,
          lastDay: count.day)
        try report.add(count)
        reports.append(report)
      }
      return reports.sorted { ($0.slug, $0.quota, $0.variant) < ($1.slug, $1.quota, $1.variant) }
    }
  }
}

extension QuotaShadowReport {
  fileprivate mutating func add(_ count: QuotaShadowCount) throws {
    let (sum, overflow) = checked.addingReportingOverflow(count.checked)
    let (refused, overflow2) = denied.addingReportingOverflow(count.denied)
    guard !overflow, !overflow2 else {
      throw TenantError(
        .overflow, "the checks of quota '\(quota)' in shadow do not fit into 64 bits", hint: "ask for fewer days",
        details: ["quota": quota.rawValue])
    }
    checked = sum
    denied = refused
    days += 1
    if count.denied > 0 { deniedDays += 1 }
    lastDay = count.day
  }
}
