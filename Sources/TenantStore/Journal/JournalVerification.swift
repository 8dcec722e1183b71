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
    // Raw columns instead of entries: a damaged value must be found here, not stop the search.
    let statement = try bound(
      "SELECT revision, time, actor, reason, tenant, kind, key, before, after, hash FROM journal ORDER BY revision", [])
    defer { statement.reset() }
    while try statement.step() {
      let row = SQLRow(statement)
      let revision = row.integer(0)
      guard revision == checked + 1 else {
        return JournalVerification(
          entries: checked, firstBroken: checked + 1, fault: "revision \(checked + 1) is missing")
      }
      let hash = JournalChain.hash(
        previous: previous, revision: revision, time: row.timestamp(1), actor: row.text(2), reason: row.optionalText(3),
        tenant: row.optionalText(4), kind: row.text(5), key: row.text(6), before: row.optionalText(7),
        after: row.optionalText(8))
      guard hash == row.blob(9) else {
        return JournalVerification(
          entries: checked, firstBroken: revision, fault: "revision \(revision) does not match its hash")
      }
      previous = hash
      checked += 1
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
