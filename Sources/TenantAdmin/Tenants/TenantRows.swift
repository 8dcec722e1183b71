// SPDX-License-Identifier: Apache-2.0

package import TenantModel

/// A format in which tenants can be imported.
package enum TenantImportFormat: String, CaseIterable, Codable, Sendable {
  /// A header line, then a line a tenant.
  case csv
  /// A JSON object a line.
  case ndjson
  /// A sequence of mappings.
  case yaml
}

/// What a file says about one tenant, before it is checked.
package struct TenantRow {
  /// Where it says so.
  package let place: InputPlace
  /// The values by attribute; a place of its own for each, where the format has columns.
  package let values: [String: JSONValue]
  /// Position of each attribute's column from 0, where the format has columns.
  package let columns: [String: Int]
  /// Line of each attribute, where a row has several.
  package let lines: [String: Int]

  /// Creates a row.
  package init(
    place: InputPlace, values: [String: JSONValue], columns: [String: Int] = [:], lines: [String: Int] = [:]
  ) {
    self.place = place
    self.values = values
    self.columns = columns
    self.lines = lines
  }

  /// The place of an attribute's value.
  func place(of attribute: String) -> InputPlace {
    guard let column = columns[attribute] else {
      return InputPlace(source: place.source, line: lines[attribute] ?? place.line, name: attribute)
    }
    return InputPlace(source: place.source, line: place.line, column: column + 1, name: attribute)
  }

  /// The place of the attribute that a failure of the domain is about, or of the row.
  func place(of fault: TenantError) -> InputPlace {
    let attribute: String? =
      switch fault.code {
      case .tierNotFound: "tier"
      case .poolNotFound: "pool"
      case .tenantExists, .tenantSlugTaken: "slug"
      case .residencyViolation, .capacityExceeded, .placementImpossible: values["pool"] == nil ? "homeRegion" : "pool"
      case .tenantExternalIDTaken:
        fault.details["externalID"]?.split(separator: ":").first.map { "externalIds.\($0)" }
      default: fault.details["attribute"]
      }
    guard let attribute, values[attribute] != nil else { return place }
    return place(of: attribute)
  }
}

/// Rows from a file, one after the other.
package protocol TenantRowSource: AnyObject {
  /// The next row, or `nil` at the end.
  ///
  /// - Throws: `TenantError` with `invalid_row`; afterwards the next row can be asked for where that makes sense.
  func next() throws -> TenantRow?
  /// Bytes read so far, and in all where that is known.
  var progress: (done: Int64, total: Int64?) { get }
  /// SHA-256 of the whole input, hexadecimal; reads what is left of it.
  func contentDigest() throws -> String
}

/// Tenants from comma-separated values.
///
/// Columns: `slug`, `name`, `tier`, `region`, `allowed_regions` (separated by `;`), `contact`, `time_zone`,
/// `billing_day`, `pool`, `label.KEY` and `external.KIND`. An empty field means that the attribute is not given.
package final class CSVTenantRows: TenantRowSource {
  private let reader: CSVReader
  private let source: ByteSource
  private let digest: SourceDigest
  private let attributes: [String]
  private let columns: [String: Int]

  /// Reads the header.
  ///
  /// - Parameter source: The input.
  /// - Throws: `TenantError` with `invalid_row` where a column is unknown.
  package init(_ source: ByteSource) throws {
    self.source = source
    digest = SourceDigest(watching: source)
    let reader = try CSVReader(source)
    self.reader = reader
    attributes = try reader.header.enumerated().map { index, name in
      guard let attribute = TenantRequest.attribute(named: name) else {
        throw reader.place(ofColumn: index).fault(
          "unknown column", hint: "columns are \(TenantRequest.knownColumns)")
      }
      return attribute
    }
    columns = Dictionary(attributes.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }

  package func next() throws -> TenantRow? {
    guard try reader.advance() else { return nil }
    var values: [String: JSONValue] = [:]
    for (index, attribute) in attributes.enumerated() where !reader.isEmpty(at: index) {
      values[attribute] = .string(try reader.string(at: index))
    }
    return TenantRow(place: reader.place, values: values, columns: columns)
  }

  package var progress: (done: Int64, total: Int64?) { (source.bytesRead, source.size) }

  package func contentDigest() throws -> String { try digest.ofAll(source) }
}

/// Tenants from JSON objects, one a line, with the keys that `tenant show --json` prints.
package final class NDJSONTenantRows: TenantRowSource {
  private let reader: NDJSONReader
  private let source: ByteSource
  private let digest: SourceDigest

  /// Creates the rows of an input.
  package init(_ source: ByteSource) throws {
    self.source = source
    digest = SourceDigest(watching: source)
    reader = try NDJSONReader(source)
  }

  package func next() throws -> TenantRow? {
    guard let value = try reader.next() else { return nil }
    return try TenantRow(object: value, place: reader.place)
  }

  package var progress: (done: Int64, total: Int64?) { (source.bytesRead, source.size) }

  package func contentDigest() throws -> String { try digest.ofAll(source) }
}

extension TenantRow {
  /// Reads an object whose keys are attributes; `labels` and `externalIds` are objects themselves.
  ///
  /// - Parameters:
  ///   - value: The object.
  ///   - place: Where it stands.
  ///   - lines: Line of each attribute, where the object has several.
  /// - Throws: `TenantError` with `invalid_row` where it is no such object.
  package init(object value: JSONValue, place: InputPlace, lines: [String: Int] = [:]) throws {
    guard let members = value.object else { throw place.fault("not an object") }
    var values: [String: JSONValue] = [:]
    for (key, member) in members.sorted(by: { $0.key < $1.key }) where member != .null {
      switch key {
      case "labels", "externalIds":
        guard let entries = member.object else {
          throw InputPlace(source: place.source, line: place.line, name: key).fault("not an object")
        }
        for (name, entry) in entries { values["\(key).\(name)"] = entry }
      default:
        guard let attribute = TenantRequest.attribute(named: key) else {
          throw InputPlace(source: place.source, line: place.line, name: key).fault(
            "unknown key", hint: "keys are \(TenantRequest.knownKeys)")
        }
        values[attribute] = member
      }
    }
    self.init(place: place, values: values, lines: lines)
  }
}
