// SPDX-License-Identifier: Apache-2.0

/// A table of an application's own database that holds rows of several tenants.
public struct GatedTable: Hashable, Sendable {
  /// The table.
  public let name: String
  /// The column of the tenant's id.
  public let tenantColumn: String
  /// The name under which the rows of the tenant in scope are read and written.
  public let view: String

  /// Describes a table.
  ///
  /// - Parameters:
  ///   - name: The table, 1 to 60 characters `A-Z`, `a-z`, `0-9` and `_`, not beginning with a digit.
  ///   - tenantColumn: The column of the tenant's id, of the same grammar.
  ///   - view: The name for the rows of the tenant in scope, of the same grammar; `my_` and the table's name by default.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue``.
  public init(_ name: String, tenantColumn: String = "tenant", view: String? = nil) throws {
    self.name = name
    self.tenantColumn = tenantColumn
    self.view = view ?? "my_\(name)"
    for text in [name, tenantColumn, self.view] where !Self.isName(text) {
      throw TenantError(
        .invalidValue, "'\(text.prefix(80))' is not a name in a database",
        hint: "use A-Z, a-z, 0-9 and '_', not beginning with a digit", details: ["value": text])
    }
    guard name.lowercased() != self.view.lowercased() else {
      throw TenantError(
        .invalidValue, "the rows of '\(name)' need another name for those of one tenant", hint: "like my_\(name)")
    }
  }

  private static func isName(_ text: String) -> Bool {
    guard (1...63).contains(text.utf8.count), let first = text.utf8.first, !ContextText.isDigit(first) else {
      return false
    }
    return text.utf8.allSatisfy {
      ContextText.isLetterOrDigit($0) || ContextText.isUpperCase($0) || $0 == UInt8(ascii: "_")
    }
  }
}
