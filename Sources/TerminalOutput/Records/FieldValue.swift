// SPDX-License-Identifier: Apache-2.0

/// A value of a result, free of any format.
package indirect enum FieldValue: Equatable, Sendable {
  /// Nothing.
  case null
  /// A text.
  case text(String)
  /// A whole number.
  case integer(Int64)
  /// An exact amount, in digits; a string in JSON and YAML, so that no reader takes it for floating point.
  case decimal(String)
  /// A number, as its JSON text.
  case number(String)
  /// A truth value.
  case bool(Bool)
  /// Values in order.
  case list([FieldValue])
  /// Named values in order.
  case object([Field])
}

/// A value and its name.
package struct Field: Equatable, Sendable {
  /// The name, as JSON has it.
  package let name: String
  /// The value.
  package var value: FieldValue

  /// Creates a field.
  package init(name: String, value: FieldValue) {
    self.name = name
    self.value = value
  }
}

/// One result: named values in the order in which a person would read them.
package struct Record: Equatable, Sendable {
  /// The fields.
  package var fields: [Field]

  /// Creates a record.
  package init(_ fields: KeyValuePairs<String, FieldValue>) {
    self.fields = fields.map { Field(name: $0.key, value: $0.value) }
  }

  /// Creates a record from fields.
  package init(fields: [Field]) {
    self.fields = fields
  }

  /// The value with the given name, or `nil`.
  package subscript(name: String) -> FieldValue? {
    fields.first { $0.name == name }?.value
  }
}

/// One field of a kind of result, and how a table shows it.
package struct Column: Equatable, Sendable {
  /// On which side a table leaves the room.
  package enum Alignment: Sendable {
    case left, right
  }

  /// The name, as JSON has it.
  package let name: String
  /// The heading in a table.
  package let heading: String
  /// On which side a table leaves the room.
  package let alignment: Alignment
  /// Whether a table shows it unless fields are named.
  package let inTable: Bool
  /// The lower, the sooner a narrow terminal goes without it.
  package let priority: Int

  /// Creates a column; the heading is the name in capitals unless given.
  package init(
    _ name: String, heading: String? = nil, alignment: Alignment = .left, inTable: Bool = true, priority: Int = 5
  ) {
    self.name = name
    self.heading = heading ?? Self.heading(name)
    self.alignment = alignment
    self.inTable = inTable
    self.priority = priority
  }

  /// `homeRegion` becomes `HOME REGION`.
  private static func heading(_ name: String) -> String {
    var heading = ""
    for character in name {
      if character.isUppercase, !heading.isEmpty { heading += " " }
      heading += character.uppercased()
    }
    return heading
  }
}

/// The fields of a kind of result.
package struct RecordSchema: Sendable {
  /// The fields, in order.
  package var columns: [Column]
  /// Name of the field that stands for the whole where only names are wanted.
  package let identity: String

  /// Creates a schema.
  package init(identity: String, columns: [Column]) {
    self.identity = identity
    self.columns = columns
  }
}
