// SPDX-License-Identifier: Apache-2.0

/// What a column of a bill can hold.
public enum BillPart: Hashable, Sendable {
  /// The charge.
  case cost
  /// The currency of the charge.
  case currency
  /// The month that bills the charge, or a time in it.
  case period
  /// When the charged use began.
  case chargeStart
  /// First instant after the charged use.
  case chargeEnd
  /// What the charge is, for a person.
  case summary
  /// A JSON object of labels.
  case tags
  /// A text that rules can look at; of the fields, ``LineField/bill`` has no column.
  case field(LineField)

  /// The parts that have a fixed name, in the order in which help lists them.
  public static let named: [BillPart] =
    [.cost, .currency, .period, .chargeStart, .chargeEnd, .summary, .tags]
    + LineField.named.filter { $0 != .bill }.map(BillPart.field)

  /// Reads a part's name: one of ``named``, or `tag:` and a key.
  ///
  /// - Parameter text: The candidate.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where there is no such part.
  public init(parsing text: some StringProtocol) throws {
    if text.hasPrefix("tag:"), let field = try? LineField(parsing: text) {
      self = .field(field)
      return
    }
    guard let part = Self.named.first(where: { $0.description == text }) else {
      let names = Self.named.map { "'\($0)'" }.joined(separator: ", ")
      throw TenantError(
        .invalidValue, "a bill has no '\(text.prefix(80))'", hint: "map \(names) or 'tag:KEY'",
        details: ["value": String(text.prefix(200))])
    }
    self = part
  }
}

extension BillPart: CustomStringConvertible {
  /// The name in the form that is read.
  public var description: String {
    switch self {
    case .cost: "cost"
    case .currency: "currency"
    case .period: "period"
    case .chargeStart: "chargeStart"
    case .chargeEnd: "chargeEnd"
    case .summary: "summary"
    case .tags: "tags"
    case .field(let field): field.description
    }
  }
}
