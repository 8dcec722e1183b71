// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import TenantTestSupport
import Testing

@testable import TenantStore

@Suite struct JournalVerificationTests {
  private let store: TemporaryStore

  init() throws {
    store = try TemporaryStore(bare: true)
    let administration = try store.administration()
    for number in 1...5 {
      store.clock.advance(seconds: 60)
      _ = try administration.createTier(Slug(parsing: "tier-\(number)"), .init())
    }
  }

  private func tamper(_ sql: String) throws {
    let driver = try SQLiteConnection(path: store.path, access: .readWrite, busyTimeoutMilliseconds: 1_000)
    try driver.execute(sql)
  }

  private func verify() throws -> JournalVerification {
    try store.read { try $0.verifyJournal() }
  }

  @Test func anUntouchedJournalIsIntact() throws {
    let verification = try verify()
    #expect(verification.isIntact)
    #expect(verification.entries == 6)
  }

  @Test(arguments: [
    "time = time + 1", "actor = 'mallory'", "reason = 'x'", "reason = ''", "tenant = 't_00000000000000000000000000'",
    "kind = 'tier.update'", "key = 'other'", "before = '{}'", "after = replace(after, '1', '2')", "after = NULL",
    "hash = zeroblob(32)", "seal = NULL", "seal = zeroblob(16)", "seal = zeroblob(40)", "seal = x''",
  ])
  func everyEditedColumnIsFound(change: String) throws {
    try tamper("UPDATE journal SET \(change) WHERE revision = 5")
    #expect(try verify().firstBroken == 5)
  }

  @Test func aRemovedRowIsFound() throws {
    try tamper("DELETE FROM journal WHERE revision = 4")
    #expect(try verify().firstBroken == 4)
  }

  @Test func rowsRemovedAtTheEndAreMissed() throws {
    try tamper("DELETE FROM journal WHERE revision > 4")
    #expect(try verify().firstBroken == 5)
  }

  @Test func aForgedHeadDoesNotHideRemovedRows() throws {
    try tamper(
      "DELETE FROM journal WHERE revision > 4; UPDATE store_meta SET value = '4' WHERE name = 'journal.revision'")
    #expect(try verify().firstBroken == 4)
  }

  /// Rows of another store's journal, each whole in itself, do not continue this one.
  @Test func aChainThatGoesOnAsAnotherIsFound() throws {
    let other = try TemporaryStore(bare: true)
    let administration = try other.administration()
    for number in 1...5 { _ = try administration.createTier(Slug(parsing: "other-\(number)"), .init()) }
    try tamper(
      """
      ATTACH '\(other.path)' AS other; DELETE FROM journal WHERE revision >= 4;
      INSERT INTO journal SELECT * FROM other.journal WHERE revision >= 4;
      UPDATE store_meta SET value = (SELECT value FROM other.store_meta WHERE name = 'journal.hash')
        WHERE name = 'journal.hash'
      """)
    #expect(try verify().firstBroken == 4)
    #expect(try other.read { try $0.verifyJournal() }.isIntact)
  }

  @Test func swappedRowsAreFound() throws {
    try tamper(
      """
      UPDATE journal SET revision = -5 WHERE revision = 5; UPDATE journal SET revision = 5 WHERE revision = 6;
      UPDATE journal SET revision = 6 WHERE revision = -5
      """)
    #expect(try verify().firstBroken == 5)
  }

  @Test func aRowAppendedByAnotherHandIsFound() throws {
    try tamper(
      """
      INSERT INTO journal SELECT 7, time, actor, reason, tenant, kind, key, before, after, hash, seal FROM journal
      WHERE revision = 6
      """)
    #expect(try verify().firstBroken == 7)
  }

  /// A program that knows the chain, and not the head that is recorded beside it.
  @Test func aRowThatTheHeadDoesNotKnowIsFound() throws {
    try tamper("UPDATE store_meta SET value = '5' WHERE name = 'journal.revision'")
    let verification = try verify()
    #expect(verification.firstBroken == 6 && verification.entries == 6)
  }

  @Test func fieldsCannotBeMovedAcrossTheirBorders() {
    // Length prefixes keep ("ab", "c") and ("a", "bc") apart.
    func hash(_ actor: String, _ reason: String?) -> [UInt8] {
      JournalChain.hash(
        previous: [], revision: 1, time: Timestamp(microseconds: 0), actor: actor, reason: reason, tenant: nil,
        kind: "k", key: "", before: nil, after: nil, seal: .bare)
    }
    #expect(hash("ab", "c") != hash("a", "bc"))
    #expect(hash("ab", nil) != hash("ab", ""))
  }
}
