// SPDX-License-Identifier: Apache-2.0

/// A column mapping applied to the header of one table.
public struct UsageColumns: Equatable, Sendable {
  /// Where a part comes from.
  public enum Origin: Equatable, Sendable {
    /// From the column at this position, counted from 0.
    case column(Int)
    /// The same text for every row.
    case constant(String)
  }

  /// Where the tenant reference comes from.
  public let tenant: Origin
  /// Where the time comes from.
  public let time: Origin
  /// Where the id comes from; without one, ids are derived from the rows.
  public let id: Origin?
  /// Where the source comes from; without one it is the input's.
  public let source: Origin?
  /// Where the reversed event's id comes from.
  public let reverses: Origin?
  /// Where the meter and its quantity come from; the quantity is 1 by default.
  public let single: (meter: Origin, quantity: Origin?)?
  /// Where each of several meters' quantities come from.
  public let several: [(meter: MeterName, quantity: Origin)]

  /// Compares applied mappings part by part.
  public static func == (left: UsageColumns, right: UsageColumns) -> Bool {
    left.tenant == right.tenant && left.time == right.time && left.id == right.id && left.source == right.source
      && left.reverses == right.reverses && left.single?.meter == right.single?.meter
      && left.single?.quantity == right.single?.quantity && left.several.elementsEqual(right.several, by: ==)
  }

  /// Finds the columns of a mapping.
  ///
  /// - Parameters:
  ///   - mapping: The mapping.
  ///   - header: Names of the columns.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue`` where a column is missing, or tenant, time or meter have no origin.
  public init(_ mapping: UsageColumnMapping, header: [String]) throws {
    func position(_ name: String) throws -> Int {
      guard let index = header.firstIndex(of: name) else {
        throw TenantError(
          .invalidValue, "there is no column '\(name.prefix(80))'",
          hint: "the columns are \(Self.list(header)); --map takes names from the header", details: ["column": name])
      }
      return index
    }
    func find(_ origin: UsageColumnMapping.Origin) throws -> Origin {
      switch origin {
      case .column(let name): .column(try position(name))
      case .constant(let value): .constant(value)
      }
    }
    func find(_ part: UsageColumnMapping.Part) throws -> Origin? {
      if let origin = mapping.parts[part] { return try find(origin) }
      return header.firstIndex(of: part.rawValue).map(Origin.column)
    }
    func require(_ part: UsageColumnMapping.Part) throws -> Origin {
      guard let origin = try find(part) else {
        throw TenantError(
          .invalidValue, "no column gives the \(part.rawValue)",
          hint: "name one with --map \(part.rawValue)=COLUMN; the columns are \(Self.list(header))",
          details: ["part": part.rawValue])
      }
      return origin
    }
    tenant = try require(.tenant)
    time = try require(.time)
    id = try find(.id)
    source = try find(.source)
    reverses = try find(.reverses)
    several = try mapping.meters.map { ($0.meter, try find($0.origin)) }
    single = several.isEmpty ? (try require(.meter), try find(.quantity)) : nil
  }

  private static func list(_ header: [String]) -> String {
    let names = header.prefix(12).map { "'\($0.prefix(40))'" }.joined(separator: ", ")
    return header.count > 12 ? names + ", …" : names
  }
}
