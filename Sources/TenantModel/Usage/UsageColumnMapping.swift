// SPDX-License-Identifier: Apache-2.0

/// Which column of a table, or which constant, gives each part of an event of usage.
///
/// Written `tenant=client,time=ts,id=request_id,meter:=api.requests,quantity=bytes`. The words `tenant`, `time`, `id`, `source`, `meter`,
/// `quantity` and `reverses` name the parts; every other word is a meter whose quantity is in the column, for tables that count
/// several things a row. `=` names a column, `:=` gives a constant. Parts that are not mapped are taken from the column of the same
/// name, where there is one.
public struct UsageColumnMapping: Equatable, Sendable {
  /// Where a part comes from.
  public enum Origin: Equatable, Sendable {
    /// From the column of this name.
    case column(String)
    /// The same text for every row.
    case constant(String)
  }

  /// A part of an event.
  public enum Part: String, CaseIterable, Sendable {
    /// Who used the service.
    case tenant
    /// When.
    case time
    /// The event's name within its source.
    case id
    /// Which system reported it.
    case source
    /// What is counted.
    case meter
    /// How much.
    case quantity
    /// The id of the event that is taken back.
    case reverses
  }

  /// The mapped parts.
  public private(set) var parts: [Part: Origin] = [:]
  /// Meters with an origin of their own, as they were given.
  public private(set) var meters: [(meter: MeterName, origin: Origin)] = []

  /// Compares mappings part by part.
  public static func == (left: UsageColumnMapping, right: UsageColumnMapping) -> Bool {
    left.parts == right.parts && left.meters.elementsEqual(right.meters, by: ==)
  }

  /// Creates a mapping that takes every part from the column of the same name.
  public init() {}

  /// Reads a mapping.
  ///
  /// - Parameter texts: Assignments, separated by commas.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where an assignment is malformed, or a part or meter given twice.
  public init(parsing texts: [String]) throws {
    for assignment in texts.flatMap({ $0.split(separator: ",", omittingEmptySubsequences: false) }) {
      guard let equals = assignment.firstIndex(of: "="), equals != assignment.startIndex else {
        throw Self.malformed(assignment)
      }
      let isConstant = assignment[assignment.index(before: equals)] == ":"
      let word = isConstant ? assignment[..<assignment.index(before: equals)] : assignment[..<equals]
      let value = String(assignment[assignment.index(after: equals)...])
      guard !word.isEmpty, !value.isEmpty else { throw Self.malformed(assignment) }
      let origin: Origin = isConstant ? .constant(value) : .column(value)
      if let part = Part(rawValue: String(word)) {
        guard parts.updateValue(origin, forKey: part) == nil else { throw Self.twice(word) }
        continue
      }
      let meter = try MeterName(parsing: word)
      if meters.contains(where: { $0.meter == meter }) { throw Self.twice(word) }
      if case .constant(let text) = origin { _ = try UsageQuantity.amount(parsing: text) }
      meters.append((meter, origin))
    }
    if !meters.isEmpty, parts[.meter] != nil || parts[.quantity] != nil {
      throw TenantError(
        .invalidValue,
        "'\(parts[.meter] != nil ? "meter" : "quantity")' is mapped beside the meter '\(meters[0].meter)'",
        hint: "map either meter and quantity, or each meter by its own name")
    }
  }

  /// The mapping as an operator would write it, parts first.
  public var text: String {
    func text(_ word: String, _ origin: Origin) -> String {
      switch origin {
      case .column(let name): "\(word)=\(name)"
      case .constant(let value): "\(word):=\(value)"
      }
    }
    let mapped = Part.allCases.compactMap { part in parts[part].map { text(part.rawValue, $0) } }
    return (mapped + meters.map { text($0.meter.rawValue, $0.origin) }).joined(separator: ",")
  }

  private static func malformed(_ assignment: Substring) -> TenantError {
    TenantError(
      .invalidValue, "'\(assignment.prefix(80))' is not a mapping",
      hint: "write it like tenant=client,time=ts,meter:=api.requests", details: ["value": String(assignment)])
  }

  private static func twice(_ word: Substring) -> TenantError {
    TenantError(.invalidValue, "'\(word.prefix(80))' is mapped twice", hint: "give each part once")
  }
}
