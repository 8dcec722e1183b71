// SPDX-License-Identifier: Apache-2.0

package import TenantModel

/// What quotas would have made of requests that were recorded.
package struct TrafficReplay: Sendable {
  /// What would have become of the requests of tenants.
  package let report: SimulationReport
  /// Where the report's clock has its zero: a midnight in UTC.
  package let origin: Timestamp
  /// Requests of clients that are no tenants, which are left out.
  package let unknownRequests: Int64
  /// How many such clients there are.
  package let unknownClients: Int
  /// Tenants that nothing limits.
  package let unlimitedTenants: Int
  /// Lines that are no requests, where the run goes on after such.
  package let rejectedLines: Int64
}

/// How recorded requests are replayed.
package struct TrafficReplayOptions: Sendable {
  /// Which quota decides.
  package var quota: QuotaKey
  /// How its rate is held.
  package var mode = RateMode.bucket
  /// What is tried out instead of what is defined.
  package var allowances: SimulationAllowances
  /// What names tenants; `nil` means as where access logs are counted.
  package var referenceRule: TenantReferenceRule?
  /// Whether the report has each tenant.
  package var keepsTenants = false
  /// Whether lines that are no requests are left out, instead of ending the run.
  package var keepGoing = false

  /// Creates options.
  package init(quota: QuotaKey, allowances: SimulationAllowances) {
    self.quota = quota
    self.allowances = allowances
  }
}

/// How far a replay is.
package struct TrafficReplayProgress: Sendable {
  /// Bytes of the log that were read.
  package let bytesRead: Int64
  /// Bytes that it has, where that is known.
  package let size: Int64?
  /// Requests that were read.
  package let requests: Int64
}
