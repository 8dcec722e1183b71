// SPDX-License-Identifier: Apache-2.0

import TenantModel

/// A word of the form `key=value`.
package struct Assignment: Hashable, Sendable {
  package let key: String
  package let value: String

  /// Splits the word at its first `=`.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/usage`` where there is none, or nothing before it.
  package init(parsing text: String) throws {
    guard let equals = text.firstIndex(of: "="), equals != text.startIndex else {
      throw TenantError(.usage, "must look like key=value")
    }
    key = String(text[..<equals])
    value = String(text[text.index(after: equals)...])
  }
}

extension [Assignment] {
  /// The assignments as a dictionary.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/usage`` where a key is given twice.
  func dictionary(_ option: String) throws -> [String: String] {
    var values: [String: String] = [:]
    for assignment in self {
      guard values.updateValue(assignment.value, forKey: assignment.key) == nil else {
        throw TenantError(.usage, "\(option) '\(assignment.key)' is given twice", hint: "give each key once")
      }
    }
    return values
  }
}
