// SPDX-License-Identifier: Apache-2.0

package import TenantModel

/// A position in the journal that no other history of the store shares.
package struct JournalPosition: Equatable, Sendable {
  /// Revision of the newest row, 0 in an empty journal.
  package let revision: Int64
  /// Hash of that row, which covers all rows before it.
  package let hash: [UInt8]
}

/// What a journal row says changed, without the contents.
package struct JournalNotice: Equatable, Sendable {
  /// The tenant concerned, or `nil` for the whole fleet.
  package let tenant: TenantID?
  /// What was changed and how.
  package let kind: JournalKind
  /// The changed object within its kind.
  package let key: String
}

extension StoreReader {
  /// The end of the journal.
  package func journalPosition() throws -> JournalPosition {
    let head = try journalHead()
    return JournalPosition(revision: head.revision, hash: head.hash)
  }

  /// Whether the journal up to a position is the history that was seen there, and not that of a restored backup.
  package func journalContinues(from position: JournalPosition) throws -> Bool {
    if position.revision == 0 { return true }
    return try first("SELECT hash FROM journal WHERE revision = ?1", [.integer(position.revision)]) {
      $0.blob(0) == position.hash
    } ?? false
  }

  /// Visits what changed after a revision, oldest first.
  ///
  /// - Throws: ``TenantError`` where a row cannot be read, or what `visit` throws.
  package func forEachNotice(after revision: Int64, _ visit: (JournalNotice) throws -> Void) throws {
    try forEach(
      "SELECT tenant, kind, key FROM journal WHERE revision > ?1 ORDER BY revision", [.integer(revision)]
    ) { row in
      let tenant: TenantID? = row.isNull(0) ? nil : try row.parsed(0)
      try visit(JournalNotice(tenant: tenant, kind: JournalKind(rawValue: row.text(1)), key: row.text(2)))
    }
  }

  /// Whether the journal has a row about a tenant after a revision.
  package func hasChanged(_ tenant: TenantID, since revision: Int64) throws -> Bool {
    try first(
      "SELECT 1 FROM journal WHERE tenant = ?1 AND revision > ?2 LIMIT 1", [SQLValue(tenant), .integer(revision)]
    ) { _ in true } ?? false
  }
}
