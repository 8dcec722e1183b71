// SPDX-License-Identifier: Apache-2.0

/// What attribution must know beside lines and rules; the answers must not change while a run is computed.
public protocol AttributionFacts {
  /// The tenant that goes by an identifier, whatever its state.
  ///
  /// - Parameters:
  ///   - key: What kind of identifier it is.
  ///   - value: The identifier.
  /// - Returns: The tenant, or `nil` where none is known.
  /// - Throws: Where the answer cannot be read.
  func owner(by key: OwnerKey, _ value: String) throws -> TenantID?

  /// How much each tenant used in a span of time.
  ///
  /// - Parameters:
  ///   - meter: The meter.
  ///   - span: The time.
  /// - Returns: Use in the meter's smallest unit; tenants without any may be missing.
  /// - Throws: Where the answer cannot be read.
  func usage(of meter: MeterName, in span: UsageSpan) throws -> [TenantID: UInt64]

  /// How long each tenant was active in a month.
  ///
  /// - Parameter period: The month.
  /// - Returns: Whole seconds, ``ActiveTime/seconds(of:in:)``; tenants without any may be missing.
  /// - Throws: Where the answer cannot be read.
  func activeSeconds(in period: BillingPeriod) throws -> [TenantID: UInt64]

  /// The tenants that are not offboarded.
  ///
  /// - Returns: The tenants, in any order.
  /// - Throws: Where the answer cannot be read.
  func heads() throws -> [TenantID]
}
