// SPDX-License-Identifier: Apache-2.0

package import TenantModel

extension StoreReader {
  /// Recomputes the journal's hash chain from its first row.
  ///
  /// An edited row fails its own hash, a removed or inserted one breaks the sequence of revisions, reordered ones break
  /// both; rows removed at the end are missed against the recorded head.
  ///
  /// - Returns: The first broken row, if there is one.
  /// - Throws: ``TenantError`` from the store.
  package func verifyJournal() throws -> JournalVerification {
    var previous: [UInt8] = []
    var checked: Int64 = 0
    var pending = PendingRemainders()
    // Raw columns instead of entries: a damaged value must be found here, not stop the search.
    let statement = try bound(
      "SELECT revision, time, actor, reason, tenant, kind, key, before, after, hash, seal FROM journal ORDER BY revision",
      [])
    defer { statement.reset() }
    while try statement.step() {
      let row = SQLRow(statement)
      let revision = row.integer(0)
      guard revision == checked + 1 else {
        return JournalVerification(
          entries: checked, firstBroken: checked + 1, fault: "revision \(checked + 1) is missing")
      }
      func broken(_ fault: String) -> JournalVerification {
        JournalVerification(entries: checked, firstBroken: revision, fault: "revision \(revision) \(fault)")
      }
      guard let seal = JournalSeal(row.isNull(10) ? nil : row.blob(10)) else {
        return broken("does not match its hash")
      }
      let (before, after) = (row.optionalText(7), row.optionalText(8))
      let hash = JournalChain.hash(
        previous: previous, revision: revision, time: row.timestamp(1), actor: row.text(2), reason: row.optionalText(3),
        tenant: row.optionalText(4), kind: row.text(5), key: row.text(6), before: before, after: after, seal: seal)
      guard hash == row.blob(9) else { return broken("does not match its hash") }
      if case .forgotten(_, let attesting) = seal {
        guard attesting > revision else { return broken("does not match its hash") }
        pending.rows[attesting, default: ForgottenRemainders()].add(before, after, of: revision)
      }
      guard pending.areAttested(by: revision, row.text(5), after) else {
        return broken("attests what rows before it say no more, and they say something else")
      }
      previous = hash
      checked += 1
    }
    if let attesting = pending.rows.keys.min() {
      return JournalVerification(
        entries: checked, firstBroken: attesting,
        fault: "revision \(attesting) is missing, by which rows were forgotten")
    }
    let recorded = try meta("journal.revision").flatMap(Int64.init) ?? 0
    if recorded > checked {
      return JournalVerification(
        entries: checked, firstBroken: checked + 1, fault: "revisions \(checked + 1) to \(recorded) are missing")
    }
    if recorded < checked {
      return JournalVerification(
        entries: checked, firstBroken: recorded + 1, fault: "revision \(recorded + 1) was added by another program")
    }
    guard try meta("journal.hash") ?? "" == Hexadecimal.text(previous) else {
      return JournalVerification(
        entries: checked, firstBroken: checked, fault: "revision \(checked) is not the recorded head")
    }
    return JournalVerification(entries: checked)
  }
}

/// What stands in the place of documents that were taken out, by the revision of the row that attests it, until that is reached.
private struct PendingRemainders {
  var rows: [Int64: ForgottenRemainders] = [:]

  /// Whether a row attests what it must, and nothing else.
  mutating func areAttested(by revision: Int64, _ kind: String, _ after: String?) -> Bool {
    let found = rows.removeValue(forKey: revision)
    guard kind == JournalKind.tenantForget.rawValue else { return found == nil }
    guard let after, let attested = try? CanonicalJSON.value(ForgottenRows.self, from: after) else { return false }
    return attested == (found ?? ForgottenRemainders()).attestation
  }
}
