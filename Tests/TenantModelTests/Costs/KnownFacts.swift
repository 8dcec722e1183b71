// SPDX-License-Identifier: Apache-2.0

import TenantModel

/// Facts that a test writes down.
struct KnownFacts: AttributionFacts {
  var owners: [String: TenantID] = [:]
  var usage: [String: [TenantID: UInt64]] = [:]
  var seconds: [TenantID: UInt64] = [:]
  var present: [TenantID] = []

  func owner(by key: OwnerKey, _ value: String) throws -> TenantID? { owners["\(key) \(value)"] }
  func usage(of meter: MeterName, in span: UsageSpan) throws -> [TenantID: UInt64] {
    let month = BillingPeriod(containing: span.from)
    let name = month?.span == span ? month?.rawValue ?? "" : "\(span.from)/\(span.until)"
    return usage["\(meter) \(name)", default: [:]]
  }
  func activeSeconds(in period: BillingPeriod) throws -> [TenantID: UInt64] { seconds }
  func heads() throws -> [TenantID] { present }
}
