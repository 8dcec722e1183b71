// SPDX-License-Identifier: Apache-2.0

package import TenantModel

extension StoreReader {
  /// How often the journal says that something was refused at the edge, by reason and tenant.
  ///
  /// - Parameters:
  ///   - since: Only at or after this instant.
  ///   - until: Only before this instant.
  /// - Returns: The counts, in the order of the reasons.
  /// - Throws: ``TenantError`` from the store.
  package func refusals(since: Timestamp?, until: Timestamp?) throws -> [IsolationRefusal] {
    try rows(
      """
      SELECT key, tenant, count(*) FROM journal WHERE kind = ?1 AND time >= ?2 AND time < ?3
      GROUP BY key, tenant ORDER BY key, tenant
      """,
      [
        .text(JournalKind.identityRefuse.rawValue), .integer(since?.microseconds ?? .min),
        .integer(until?.microseconds ?? .max),
      ]
    ) { row in
      IsolationRefusal(
        source: .journal, wall: .edge, kind: row.text(0), tenant: row.isNull(1) ? nil : try row.parsed(1),
        count: row.integer(2), since: nil)
    }
  }
}
