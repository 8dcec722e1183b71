// SPDX-License-Identifier: Apache-2.0

package import TenantModel

/// Where in an input something stands, so that every complaint about a row reads alike.
package struct InputPlace: Equatable, Sendable {
  /// The file's path, or `standard input`.
  package let source: String
  /// Line, from 1.
  package let line: Int
  /// Column of a table, from 1.
  package let column: Int?
  /// The column's name.
  package let name: String?

  /// Creates a place.
  package init(source: String, line: Int, column: Int? = nil, name: String? = nil) {
    self.source = source
    self.line = line
    self.column = column
    self.name = name
  }

  /// The failure of this row for the given reason, which is a lower-case fragment without a final full stop.
  package func fault(_ reason: String, hint: String? = nil, details: [String: String] = [:]) -> TenantError {
    var place = "\(source), line \(line)"
    var details = details
    details["source"] = source
    details["line"] = String(line)
    if let column {
      place += ", column \(column)"
      details["column"] = String(column)
    }
    if let name {
      place += " '\(name.prefix(80))'"
      details["columnName"] = name
    }
    return TenantError(.invalidRow, "\(place): \(reason)", hint: hint, details: details)
  }

  /// The failure of this row for the reason that a rule of the domain gave.
  package func fault(_ cause: TenantError) -> TenantError {
    fault(
      cause.message, hint: cause.hint, details: cause.details.merging(["reason": cause.code.rawValue]) { _, new in new }
    )
  }
}
