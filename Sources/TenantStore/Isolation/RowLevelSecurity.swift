// SPDX-License-Identifier: Apache-2.0

import TenantModel

/// The statements that let a PostgreSQL database keep the rows of tenants apart by itself.
///
/// - The policies apply to the owner of a table too, and to each role but those that bypass them, which the application's is
///   not allowed to be.
/// - A restrictive policy stands beside the permissive one: others that permit more do not widen it.
/// - Where no tenant is set, or one was set in a transaction that is over, the setting is `NULL` or empty and no row is
///   visible: a comparison with `NULL` is never true.
/// - The setting is transaction-local, so that a pooled connection carries it to nobody.
package struct RowLevelSecurity: Sendable {
  /// The tables, like `orders` or `shop.orders`.
  package let tables: [PostgresName]
  /// The column of the tenant's id, of type `text`.
  package let column: PostgresName
  /// The role of the application.
  package let role: PostgresName

  /// Describes what is to be kept apart.
  ///
  /// - Parameters:
  ///   - tables: The tables.
  ///   - column: The column of the tenant's id.
  ///   - role: The role of the application.
  package init(tables: [PostgresName], column: PostgresName, role: PostgresName) {
    self.tables = tables
    self.column = column
    self.role = role
  }

  /// The statements, for whoever owns the tables.
  package var statements: String {
    let head = """
      -- Run as the owner of the tables, which must not be the role of the application.
      ALTER ROLE \(role.quoted) NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB;

      """
    let tail = """
      -- In each transaction, before anything else, with the id from the verified context:
      --   BEGIN;
      --   SELECT set_config('tenantctl.tenant', $1, true);
      --   ...
      --   COMMIT;
      -- Never set it for a session: a pooled connection would carry it to the next tenant.

      """
    return head + tables.map(statements).joined() + tail
  }

  private func statements(of table: PostgresName) -> String {
    let condition = "\(column.quoted) = nullif(current_setting('tenantctl.tenant', true), '')"
    func policy(_ name: String, _ kind: String) -> String {
      """
      DROP POLICY IF EXISTS \(name) ON \(table.quoted);
      CREATE POLICY \(name) ON \(table.quoted) AS \(kind) FOR ALL TO PUBLIC
        USING (\(condition))
        WITH CHECK (\(condition));

      """
    }
    return """

      REVOKE ALL ON \(table.quoted) FROM PUBLIC, \(role.quoted);
      GRANT SELECT, INSERT, UPDATE, DELETE ON \(table.quoted) TO \(role.quoted);
      ALTER TABLE \(table.quoted) ENABLE ROW LEVEL SECURITY;
      ALTER TABLE \(table.quoted) FORCE ROW LEVEL SECURITY;

      """ + policy("tenantctl_tenant", "PERMISSIVE") + policy("tenantctl_only_tenant", "RESTRICTIVE") + """
        CREATE INDEX IF NOT EXISTS "\(table.last)_by_\(column.last)" ON \(table.quoted) (\(column.quoted));

        """
  }
}

/// The name of a table, column or role: `[a-z_][a-z0-9_]{0,62}`, of which a table may have two with a full stop between.
package struct PostgresName: Hashable, Sendable {
  private let parts: [String]

  /// Reads a name.
  ///
  /// - Parameters:
  ///   - text: The candidate.
  ///   - isQualified: Whether it may have two parts.
  /// - Throws: ``TenantError`` with ``TenantErrorCode/invalidValue``.
  package init(parsing text: String, isQualified: Bool = false) throws {
    parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.count <= (isQualified ? 2 : 1), parts.allSatisfy(Self.isName) else {
      throw TenantError(
        .invalidValue, "'\(text.prefix(80))' is not a name in a database",
        hint: "use a-z, 0-9 and '_', not beginning with a digit, at most 63 characters", details: ["value": text])
    }
  }

  /// The last part.
  var last: String { parts[parts.count - 1] }

  /// The name in quotes; its grammar leaves none to escape.
  package var quoted: String { parts.map { "\"\($0)\"" }.joined(separator: ".") }

  private static func isName(_ part: String) -> Bool {
    let bytes = part.utf8
    guard (1...63).contains(bytes.count), let first = bytes.first, !(0x30...0x39).contains(first) else { return false }
    return bytes.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F }
  }
}
