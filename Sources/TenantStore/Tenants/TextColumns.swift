// SPDX-License-Identifier: Apache-2.0

import TenantModel

/// A list of names without commas, kept in one column.
enum TextList {
  static func text(_ values: [String]) -> String {
    values.joined(separator: ",")
  }

  static func values(_ text: String) -> [String] {
    text.isEmpty ? [] : text.split(separator: ",").map(String.init)
  }
}

/// Free keys and values, kept in one column as a JSON object.
enum TextMap {
  static func text(_ map: [String: String]) -> String {
    map.isEmpty ? "{}" : JSONValue.object(map.mapValues(JSONValue.string)).description
  }

  static func value(_ text: String) throws -> [String: String] {
    if text == "{}" { return [:] }
    guard let members = try? JSONValue(parsing: text).object else {
      throw StoredValueFault.unreadable(text, as: "JSON object")
    }
    return try members.mapValues { member in
      guard let string = member.string else { throw StoredValueFault.unreadable(text, as: "JSON object of strings") }
      return string
    }
  }
}
