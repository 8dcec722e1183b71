// SPDX-License-Identifier: Apache-2.0

/// How much of one meter an event counts.
public struct UsageQuantity: Hashable, Sendable {
  /// What is counted.
  public let meter: MeterName
  /// How much, in the meter's smallest unit; negative only in a reversal.
  public let amount: Int64

  /// Creates a quantity.
  ///
  /// - Parameters:
  ///   - meter: What is counted.
  ///   - amount: How much, in the meter's smallest unit.
  public init(meter: MeterName, amount: Int64) {
    self.meter = meter
    self.amount = amount
  }

  /// Reads an amount: digits only, 0 to 9,223,372,036,854,775,807.
  ///
  /// Fractions are refused even where they are zero, so that nobody comes to rely on a meter that takes some and rounds others.
  ///
  /// - Parameter bytes: The candidate, in UTF-8.
  /// - Returns: The amount, or `nil` where the bytes are none.
  public static func amount(utf8 bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
    guard !bytes.isEmpty else { return nil }
    var value: Int64 = 0
    for byte in bytes {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      let (scaled, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, overflow2) = scaled.addingReportingOverflow(Int64(byte - UInt8(ascii: "0")))
      if overflow || overflow2 { return nil }
      value = sum
    }
    return value
  }

  /// Reads an amount from text.
  ///
  /// - Parameter text: Digits only.
  /// - Returns: The amount.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where `text` is no amount.
  public static func amount(parsing text: String) throws -> Int64 {
    let bytes = Array(text.utf8)
    guard let amount = bytes.withUnsafeBufferPointer(amount(utf8:)) else { throw notAnAmount(text) }
    return amount
  }

  /// The failure for a text that is no amount.
  ///
  /// - Parameter text: The offending text.
  /// - Returns: The failure.
  public static func notAnAmount(_ text: String) -> TenantError {
    TenantError(
      .invalidValue, "'\(text.prefix(80))' is not a quantity",
      hint: "use a whole number from 0 to \(Int64.max), in the meter's smallest unit", details: ["value": text])
  }
}
