// SPDX-License-Identifier: Apache-2.0

/// What an event says, apart from its key: when, how much, and what it takes back.
public struct UsagePayload: Equatable, Sendable {
  /// When the use happened; of a reversal, when the use it takes back happened.
  public let time: Timestamp
  /// What is counted, by meter in ascending order; negative in a reversal.
  public let quantities: [UsageQuantity]
  /// The id of the event that is taken back, if it is a reversal.
  public let reverses: String?

  /// Creates a payload from its stored parts.
  ///
  /// - Parameters:
  ///   - time: When the use happened.
  ///   - quantities: What is counted, by meter in ascending order.
  ///   - reverses: The id of the event that is taken back.
  public init(time: Timestamp, quantities: [UsageQuantity], reverses: String? = nil) {
    self.time = time
    self.quantities = quantities
    self.reverses = reverses
  }

  /// What a reversal of this event says.
  ///
  /// - Parameter id: The id of this event.
  /// - Returns: The same time with negated quantities.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where this is a reversal itself.
  public func reversed(id: String) throws -> UsagePayload {
    if let reverses {
      throw TenantError(
        .invalidValue, "event '\(id.prefix(80))' is itself the reversal of '\(reverses.prefix(80))'",
        hint: "report the use again as a new event", details: ["id": id])
    }
    return UsagePayload(
      time: time, quantities: quantities.map { UsageQuantity(meter: $0.meter, amount: 0 - $0.amount) }, reverses: id)
  }

  /// Appends the canonical bytes, whose SHA-256 identifies the payload.
  ///
  /// Stores keep the first 128 bits of that digest. Two payloads are only ever compared under one key, so what must not happen is that an
  /// honest source's correction of an event has the digest of the event by chance: one in 2¹²⁸ each time. A source that searches
  /// for two colliding payloads (2⁶⁴ work) can only hide a contradiction of its own.
  ///
  /// - Parameter bytes: What to append to.
  public func encode(into bytes: inout [UInt8]) {
    bytes.append(1)
    Self.append(UInt64(bitPattern: time.microseconds), to: &bytes)
    Self.append(UInt64(quantities.count), to: &bytes)
    for quantity in quantities {
      Self.append(quantity.meter.rawValue, to: &bytes)
      Self.append(UInt64(bitPattern: quantity.amount), to: &bytes)
    }
    bytes.append(reverses == nil ? 0 : 1)
    if let reverses { Self.append(reverses, to: &bytes) }
  }

  private static func append(_ text: String, to bytes: inout [UInt8]) {
    append(UInt64(text.utf8.count), to: &bytes)
    bytes.append(contentsOf: text.utf8)
  }

  private static func append(_ number: UInt64, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
  }
}

extension UsagePayload {
  /// The quantities as they are stored: `http.requests=1,http.response_bytes=203023`.
  public var quantityText: String {
    var text = ""
    for quantity in quantities {
      if !text.isEmpty { text += "," }
      text += quantity.meter.rawValue
      text += "="
      text += String(quantity.amount)
    }
    return text
  }

  /// Reads quantities as they are stored.
  ///
  /// - Parameter text: What ``quantityText`` wrote.
  /// - Returns: The quantities, or `nil` where the text is not of that form.
  public static func quantities(parsing text: String) -> [UsageQuantity]? {
    var quantities: [UsageQuantity] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let equals = part.firstIndex(of: "="), let meter = try? MeterName(parsing: part[..<equals]),
        let amount = Int64(part[part.index(after: equals)...])
      else { return nil }
      if let last = quantities.last, last.meter >= meter { return nil }
      quantities.append(UsageQuantity(meter: meter, amount: amount))
    }
    return quantities
  }
}
