// SPDX-License-Identifier: Apache-2.0

/// One reported use of the service, as its input names it.
///
/// Tenant, source and id are its key: a second event with the same key is the same event told again, or a conflict where it says
/// something else.
public struct UsageEvent: Equatable, Sendable {
  /// Who used the service, in the words of the input: a machine id, a slug or another system's identifier.
  public let tenant: String
  /// Which system reported it, 1 to 500 bytes.
  public let source: String
  /// The event's name within its source, 1 to 500 bytes.
  public let id: String
  /// When the use happened; decides the windows it is counted in.
  public let time: Timestamp
  /// What was used, by meter in ascending order, each once; empty in a reversal.
  public let quantities: [UsageQuantity]
  /// The id of the earlier event of the same tenant and source that this one takes back, if it is a reversal.
  public let reverses: String?

  /// Creates an event that counts something.
  ///
  /// - Parameters:
  ///   - tenant: Who used the service.
  ///   - source: Which system reported it.
  ///   - id: The event's name within its source.
  ///   - time: When the use happened.
  ///   - quantities: What was used, in any order.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where a part is empty, too long or holds control characters, or a
  ///   meter occurs twice or with a negative amount.
  public init(tenant: String, source: String, id: String, time: Timestamp, quantities: [UsageQuantity]) throws {
    try Self.validate(tenant, "tenant")
    try Self.validate(source, "source")
    try Self.validate(id, "id")
    guard !quantities.isEmpty else {
      throw TenantError(.invalidValue, "the event counts nothing", hint: "give at least one meter and its quantity")
    }
    self.tenant = tenant
    self.source = source
    self.id = id
    self.time = time
    self.quantities = quantities.count == 1 ? quantities : quantities.sorted { $0.meter < $1.meter }
    reverses = nil
    for (index, quantity) in self.quantities.enumerated() {
      if quantity.amount < 0 { throw UsageQuantity.notAnAmount(String(quantity.amount)) }
      if index > 0, quantity.meter == self.quantities[index - 1].meter {
        throw TenantError(
          .invalidValue, "meter '\(quantity.meter)' is counted twice by one event", hint: "add the two up",
          details: ["meter": quantity.meter.rawValue])
      }
    }
  }

  /// Creates a reversal: an event that takes back exactly what an earlier one counted, in that one's window.
  ///
  /// - Parameters:
  ///   - tenant: Whose event is taken back.
  ///   - source: Which system reported both events.
  ///   - id: The reversal's own name within its source.
  ///   - reverses: The id of the event to take back.
  ///   - time: When the reversal was made.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where a part is empty, too long or holds control characters, or the
  ///   event would take back itself.
  public init(tenant: String, source: String, id: String, reversing reverses: String, time: Timestamp) throws {
    try Self.validate(tenant, "tenant")
    try Self.validate(source, "source")
    try Self.validate(id, "id")
    try Self.validate(reverses, "id of the reversed event")
    guard id != reverses else {
      throw TenantError(
        .invalidValue, "event '\(id.prefix(80))' reverses itself", hint: "a reversal is an event with an id of its own",
        details: ["id": id])
    }
    self.tenant = tenant
    self.source = source
    self.id = id
    self.time = time
    quantities = []
    self.reverses = reverses
  }

  /// Longest tenant reference, source or id, in bytes of UTF-8.
  public static let maximumLength = 500

  private static func validate(_ text: String, _ what: String) throws {
    let count = text.utf8.count
    guard (1...maximumLength).contains(count) else {
      throw TenantError(
        .invalidValue, count == 0 ? "the \(what) is empty" : "the \(what) is \(count) bytes long",
        hint: "use 1 to \(maximumLength) bytes")
    }
    guard text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
      throw TenantError(.invalidValue, "the \(what) holds a control character", details: ["value": text])
    }
  }
}
