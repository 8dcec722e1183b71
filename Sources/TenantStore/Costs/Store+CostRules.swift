// SPDX-License-Identifier: Apache-2.0

package import TenantModel

extension StoreReader {
  /// All rules, in the order in which they are tried.
  package func costRules() throws -> [CostRule] {
    try rows("SELECT document, created_at, updated_at, version FROM cost_rule ORDER BY priority, name", [], costRule)
  }

  /// The rule with the given name, or `nil`.
  package func costRule(_ name: Slug) throws -> CostRule? {
    try first(
      "SELECT document, created_at, updated_at, version FROM cost_rule WHERE name = ?1", [SQLValue(name)], costRule)
  }

  /// The rule with the given name.
  ///
  /// - Throws: ``TenantError`` with ``TenantErrorCode/costRuleNotFound`` where there is none.
  package func requireCostRule(_ name: Slug) throws -> CostRule {
    guard let rule = try costRule(name) else {
      throw TenantError(
        .costRuleNotFound, "cost rule '\(name)' not found",
        hint: "run 'tenantctl cost rule list' to see the existing ones", details: ["id": name.rawValue])
    }
    return rule
  }

  private func costRule(_ row: SQLRow) throws -> CostRule {
    guard let document = try? JSONValue(parsing: row.text(0)),
      var rule = try? CostRule(document: document, createdAt: row.timestamp(1))
    else { throw StoredValueFault.unreadable(row.text(0), as: "cost rule") }
    rule.updatedAt = row.timestamp(2)
    rule.version = row.integer(3)
    return rule
  }
}

extension StoreWriter {
  /// Adds or replaces a rule.
  package func put(_ rule: CostRule) throws {
    try run(
      """
      INSERT INTO cost_rule (name, priority, document, created_at, updated_at, version)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6)
      ON CONFLICT (name) DO UPDATE SET priority = excluded.priority, document = excluded.document,
        updated_at = excluded.updated_at, version = excluded.version
      """,
      [
        SQLValue(rule.name), .integer(rule.priority), .text(rule.document.description), SQLValue(rule.createdAt),
        SQLValue(rule.updatedAt), .integer(rule.version),
      ])
  }

  /// Removes a rule; what was attributed by it stays.
  package func deleteCostRule(_ name: Slug) throws {
    try run("DELETE FROM cost_rule WHERE name = ?1", [SQLValue(name)])
  }
}
