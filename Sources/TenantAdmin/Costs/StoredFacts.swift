// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantStore

/// What attribution must know, read from the store inside one transaction.
struct StoredFacts: AttributionFacts {
  let reader: StoreReader

  func owner(by key: OwnerKey, _ value: String) throws -> TenantID? {
    let selector: TenantSelector? =
      switch key {
      case .external(let kind): .external(kind: kind, value: value)
      case .slug: (try? Slug(parsing: value)).map(TenantSelector.slug)
      case .id: (try? TenantID(parsing: value)).map(TenantSelector.id)
      }
    return try selector.flatMap { try reader.tenant($0)?.id }
  }

  func usage(of meter: MeterName, in span: UsageSpan) throws -> [TenantID: UInt64] {
    try reader.usageTotals(meter: meter, from: span.from, until: span.until).reduce(into: [:]) { usage, total in
      usage[total.tenant] = total.quantity
    }
  }

  func activeSeconds(in period: BillingPeriod) throws -> [TenantID: UInt64] {
    var filter = JournalFilter()
    filter.kind = "tenant"
    filter.until = period.end
    var transitions: [TenantID: [ActiveTime.Transition]] = [:]
    try reader.forEachJournalEntry(filter) { entry in
      guard let tenant = entry.tenant, let after = entry.after,
        let state = try JSONValue(parsing: after)["state"]?.string.flatMap(TenantState.init)
      else { return true }
      // Other changes of a tenant repeat its state; they neither begin nor end anything.
      if transitions[tenant]?.last?.state != state {
        transitions[tenant, default: []].append(ActiveTime.Transition(time: entry.time, state: state))
      }
      return true
    }
    return transitions.mapValues { ActiveTime.seconds(of: $0, in: period) }
  }

  func heads() throws -> [TenantID] {
    try reader.presentTenants()
  }
}
