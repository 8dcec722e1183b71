// SPDX-License-Identifier: Apache-2.0

/// What was counted by one meter from one instant on: a stored sum, or a single event's share.
public struct UsageSum: Equatable, Sendable {
  /// What is counted.
  public var meter: MeterName
  /// Start of the window, or the instant of the event.
  public var start: Timestamp
  /// How much, in the meter's smallest unit.
  public var quantity: Int64
  /// How many events counted it, those that were taken back left out.
  public var events: Int64

  /// Creates a sum.
  ///
  /// - Parameters:
  ///   - meter: What is counted.
  ///   - start: Start of the window, or the instant of the event.
  ///   - quantity: How much, in the meter's smallest unit.
  ///   - events: How many events counted it.
  public init(meter: MeterName, start: Timestamp, quantity: Int64, events: Int64) {
    self.meter = meter
    self.start = start
    self.quantity = quantity
    self.events = events
  }

  /// Adds another sum of the same meter.
  ///
  /// - Parameter other: What to add.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/overflow`` where the result has more than 63 bits.
  public mutating func add(_ other: UsageSum) throws {
    try Self.add(other.quantity, to: &quantity, of: meter.rawValue)
    try Self.add(other.events, to: &events, of: meter.rawValue)
  }

  /// Adds a quantity to a running sum.
  ///
  /// - Parameters:
  ///   - amount: What to add.
  ///   - sum: The running sum.
  ///   - meter: What is counted, for the message.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/overflow`` where the result has more than 63 bits.
  public static func add(_ amount: Int64, to sum: inout Int64, of meter: @autoclosure () -> String) throws {
    let (result, overflow) = sum.addingReportingOverflow(amount)
    guard !overflow else {
      throw TenantError(
        .overflow, "the usage of meter '\(meter())' does not fit into 63 bits", hint: "count it in a larger unit",
        details: ["meter": meter()])
    }
    sum = result
  }
}
