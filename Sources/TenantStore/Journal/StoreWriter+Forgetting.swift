// SPDX-License-Identifier: Apache-2.0

package import TenantModel

/// What the journal said of a tenant before that was taken out of it.
package struct ForgottenJournal: Equatable {
  /// Names, contacts, labels and external ids, present and former.
  package var texts: Set<String> = []
  /// Rows that still say what they said, because they are from before the schema that lets them forget.
  package var keptRows: Int64 = 0
}

extension StoreWriter {
  /// Takes out of the journal what it says of a tenant: what was there before and after each change, and the results of
  /// commands with an idempotency key that name the tenant.
  ///
  /// Who changed what, when and why is kept, and so is the chain: each row is bound to a commitment to its documents, and a
  /// new row attests what stands in their place. Of changes of the tenant itself that is its state, because closed months
  /// are counted by it.
  ///
  /// - Parameter tenant: The tenant.
  /// - Returns: What the journal said.
  /// - Throws: ``TenantError`` from the store.
  package func forgetJournal(of tenant: Tenant) throws -> ForgottenJournal {
    let attesting = try JournalChain.revision(after: revision)
    var forgotten = ForgottenJournal()
    var remainders = ForgottenRemainders()
    for row in try rowsToForget(of: tenant.id) {
      // Neither what was forgotten already, nor what cannot be.
      guard case .salt = row.seal, let commitment = row.commitment else {
        if row.seal == .bare { forgotten.keptRows += 1 }
        continue
      }
      for document in [row.before, row.after] { Self.collect(document, of: row.kind, into: &forgotten.texts) }
      let (before, after) = (Self.remainder(row.before, of: row.kind), Self.remainder(row.after, of: row.kind))
      remainders.add(before, after, of: row.revision)
      let seal = JournalSeal.bytes(forgetting: commitment, by: attesting)
      try run(
        "UPDATE journal SET before = ?2, after = ?3, seal = ?4 WHERE revision = ?1",
        [.integer(row.revision), SQLValue(before), SQLValue(after), .blob(seal)])
    }
    try record(.tenantForget, key: tenant.slug.rawValue, tenant: tenant.id, after: remainders.attestation)
    return forgotten
  }

  private struct Row {
    let revision: Int64
    let kind: String
    let before: String?
    let after: String?
    let seal: JournalSeal
    var commitment: [UInt8]? { JournalChain.commitment(before: before, after: after, seal) }
  }

  private func rowsToForget(of tenant: TenantID) throws -> [Row] {
    try rows(
      """
      SELECT revision, kind, before, after, seal FROM journal
      WHERE tenant = ?1 AND kind <> ?3 AND (before IS NOT NULL OR after IS NOT NULL)
      UNION ALL
      SELECT revision, kind, before, after, seal FROM journal WHERE kind = ?2 AND instr(after, ?1) > 0
      ORDER BY revision
      """, [SQLValue(tenant), .text(JournalKind.idempotency.rawValue), .text(JournalKind.tenantForget.rawValue)]
    ) { row in
      Row(
        revision: row.integer(0), kind: row.text(1), before: row.optionalText(2), after: row.optionalText(3),
        seal: JournalSeal(row.isNull(4) ? nil : row.blob(4)) ?? .bare)
    }
  }

  /// What is left of a document.
  private static func remainder(_ document: String?, of kind: String) -> String? {
    let kept = kind == JournalKind.idempotency.rawValue ? "operation" : kind.hasPrefix("tenant.") ? "state" : nil
    guard let kept, let document, let value = (try? JSONValue(parsing: document))?[kept] else { return nil }
    return JSONValue.object([kept: value]).description
  }

  /// Finds what a tenant said of itself in a document of it.
  private static func collect(_ document: String?, of kind: String, into texts: inout Set<String>) {
    guard kind.hasPrefix("tenant."), let document, let value = try? JSONValue(parsing: document) else { return }
    var found = [value["name"], value["contact"]].compactMap { $0?.string }
    for member in ["labels", "externalIDs"] { found += (value[member]?.object ?? [:]).values.compactMap(\.string) }
    // A slug is kept for ever, and a name is often the same; what is shorter is found everywhere.
    let slug = value["slug"]?.string
    texts.formUnion(found.filter { $0.utf8.count >= 4 && $0 != slug })
  }
}
