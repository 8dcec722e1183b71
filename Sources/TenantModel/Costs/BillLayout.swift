// SPDX-License-Identifier: Apache-2.0

/// Which column of a file, or which constant, gives each part of a bill's lines.
public struct BillLayout: Equatable, Sendable {
  /// Where a part comes from.
  public enum Origin: Equatable, Sendable {
    /// From the column of this name.
    case column(String)
    /// The same text for every line.
    case constant(String)
  }

  /// Which of the costs of a FOCUS file is attributed.
  public enum FocusCost: String, CaseIterable, Codable, Sendable {
    /// What the invoice says.
    case billed
    /// With prepaid commitments spread over their use.
    case effective
  }

  /// Where each part comes from.
  public let origins: [BillPart: Origin]
  /// The word that stands for a missing value, beside nothing at all.
  public let nullWord: String?
  /// Whether a column that the file does not have is an error, rather than a part that no line has.
  public let isStrict: Bool

  private static let required: [BillPart] = [.cost, .currency, .period]

  /// The columns of FOCUS 1.0 to 1.2, the FinOps Open Cost and Usage Specification.
  ///
  /// Files in the wild write missing values as the bare word `NULL`.
  ///
  /// - Parameter cost: Which cost is attributed.
  /// - Returns: The layout; only cost, currency and period must be there.
  public static func focus(_ cost: FocusCost) -> BillLayout {
    BillLayout(
      origins: [
        .cost: .column(cost == .billed ? "BilledCost" : "EffectiveCost"),
        .currency: .column("BillingCurrency"),
        .period: .column("BillingPeriodStart"),
        .chargeStart: .column("ChargePeriodStart"),
        .chargeEnd: .column("ChargePeriodEnd"),
        .summary: .column("ChargeDescription"),
        .tags: .column("Tags"),
        .field(.service): .column("ServiceName"),
        .field(.provider): .column("ProviderName"),
        .field(.billingAccount): .column("BillingAccountId"),
        .field(.subAccount): .column("SubAccountId"),
        .field(.category): .column("ServiceCategory"),
        .field(.chargeCategory): .column("ChargeCategory"),
        .field(.region): .column("RegionId"),
        .field(.resource): .column("ResourceId"),
      ],
      nullWord: "NULL", isStrict: false)
  }

  private init(origins: [BillPart: Origin], nullWord: String?, isStrict: Bool) {
    self.origins = origins
    self.nullWord = nullWord
    self.isStrict = isStrict
  }

  /// Reads a mapping for any table: `cost=Amount,period=Month,currency:=USD,tag:team=Team`.
  ///
  /// - Parameter texts: Assignments, separated by commas: `=` names a column, `:=` gives a constant.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where an assignment is malformed, a part is mapped
  ///   twice, or cost, currency or period is not mapped.
  public init(parsing texts: [String]) throws {
    var origins: [BillPart: Origin] = [:]
    for assignment in texts.flatMap({ $0.split(separator: ",", omittingEmptySubsequences: false) }) {
      let (part, origin) = try Self.assignment(assignment)
      guard origins.updateValue(origin, forKey: part) == nil else {
        throw TenantError(.invalidValue, "'\(part)' is mapped twice", hint: "give each part once")
      }
    }
    for part in Self.required where origins[part] == nil {
      throw TenantError(
        .invalidValue, "nothing gives the \(part) of a line",
        hint: "add --map \(part)=COLUMN, or \(part):=TEXT for the same in every line", details: ["part": "\(part)"])
    }
    self.init(origins: origins, nullWord: nil, isStrict: true)
  }

  private static func assignment(_ text: Substring) throws -> (BillPart, Origin) {
    guard let sign = text.firstIndex(of: "="), text.index(after: sign) < text.endIndex else {
      throw TenantError(
        .invalidValue, "'\(text.prefix(80))' is not a mapping", hint: "write it like cost=Amount or currency:=USD",
        details: ["value": String(text.prefix(200))])
    }
    let name = text[..<sign]
    let value = String(text[text.index(after: sign)...])
    if name.hasSuffix(":") { return (try BillPart(parsing: name.dropLast()), .constant(value)) }
    return (try BillPart(parsing: name), .column(value))
  }

  /// Finds the layout's columns in the header of one file.
  ///
  /// - Parameter header: The names of the file's columns, each once.
  /// - Returns: Position of each part's column, counted from 0; parts that the file does not have are missing.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where a column that must be there is not.
  public func positions(in header: [String]) throws -> [BillPart: Int] {
    var positions: [BillPart: Int] = [:]
    for (part, origin) in origins.sorted(by: { $0.key.description < $1.key.description }) {
      guard case .column(let name) = origin else { continue }
      if let position = header.firstIndex(of: name) {
        positions[part] = position
      } else if isStrict || Self.required.contains(part) {
        let names = header.prefix(60).map { "'\($0.prefix(60))'" }.joined(separator: ", ")
        throw TenantError(
          .invalidValue, "the bill has no column '\(name.prefix(80))' for the \(part)",
          hint: "its columns are \(names)",
          details: ["column": name, "part": "\(part)"])
      }
    }
    return positions
  }
}

extension BillLayout: CustomStringConvertible {
  /// The mapping in the form that is read, parts in order of their names.
  public var description: String {
    origins.map { part, origin in
      switch origin {
      case .column(let name): "\(part)=\(name)"
      case .constant(let value): "\(part):=\(value)"
      }
    }.sorted().joined(separator: ",")
  }
}
