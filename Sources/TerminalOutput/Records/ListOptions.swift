// SPDX-License-Identifier: Apache-2.0

/// A format of results.
package enum OutputFormat: String, CaseIterable, Sendable {
  case table, json, jsonl, csv, yaml
}

/// A field to order by.
package struct SortKey: Equatable, Sendable {
  /// Name of the field.
  package let field: String
  /// Whether the greatest value comes first.
  package let descending: Bool

  /// Creates a key.
  package init(field: String, descending: Bool) {
    self.field = field
    self.descending = descending
  }
}

/// How results are to look, and which of them are wanted.
package struct ListOptions: Sendable {
  package var format: OutputFormat
  /// Names of the wanted fields in order; `nil` means the format's default.
  package var fields: [String]?
  package var sort: [SortKey]
  package var limit: Int?
  package var filters: [(field: String, value: String)]
  package var noHeader: Bool
  /// Whether only the identity of each result is wanted.
  package var quiet: Bool
  /// Whether JSON is laid out for a person.
  package var prettyJSON: Bool

  /// Creates options.
  package init(
    format: OutputFormat = .table, fields: [String]? = nil, sort: [SortKey] = [], limit: Int? = nil,
    filters: [(field: String, value: String)] = [], noHeader: Bool = false, quiet: Bool = false,
    prettyJSON: Bool = false
  ) {
    self.format = format
    self.fields = fields
    self.sort = sort
    self.limit = limit
    self.filters = filters
    self.noHeader = noHeader
    self.quiet = quiet
    self.prettyJSON = prettyJSON
  }
}

/// A field was named that the results do not have.
package struct RecordFieldError: Error, Equatable, Sendable {
  /// The name.
  package let unknown: String
  /// The names there are.
  package let available: [String]

  /// The name that may have been meant.
  package var suggestion: String? {
    EditDistance.nearest(to: unknown, in: available, maxDistance: 2)
  }
}
