// SPDX-License-Identifier: Apache-2.0

import Crypto
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
    var remainders = ForgottenRemainders()
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
        remainders.add(before, after, of: revision, attestedBy: attesting)
      }
      guard remainders.isAttested(by: revision, row.text(5), after) else {
        return broken("attests what rows before it say no more, and they say something else")
      }
      previous = hash
      checked += 1
    }
    if let attesting = remainders.unattested {
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

/// What stands in the place of documents that were taken out, until the row is reached that attests it.
private struct ForgottenRemainders {
  private var pending: [Int64: (rows: Int64, digest: SHA256)] = [:]

  mutating func add(_ before: String?, _ after: String?, of revision: Int64, attestedBy attesting: Int64) {
    var encoded: [UInt8] = []
    JournalChain.append(remainder: before, after, of: revision, to: &encoded)
    pending[attesting, default: (0, SHA256())].rows += 1
    pending[attesting]?.digest.update(data: encoded)
  }

  /// Whether a row attests what it must, and nothing else.
  mutating func isAttested(by revision: Int64, _ kind: String, _ after: String?) -> Bool {
    let found = pending.removeValue(forKey: revision)
    guard kind == JournalKind.tenantForget.rawValue else { return found == nil }
    guard let after, let attested = try? CanonicalJSON.value(ForgottenRows.self, from: after) else { return false }
    let (rows, digest) = found ?? (0, SHA256())
    return attested
      == ForgottenRows(rows: rows, digest: Hexadecimal.text(digest.finalize().withUnsafeBytes(Array.init)))
  }

  /// The first revision that is not there to attest anything.
  var unattested: Int64? { pending.keys.min() }
}
