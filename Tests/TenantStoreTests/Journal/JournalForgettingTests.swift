// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import TenantTestSupport
import Testing

@testable import TenantStore

/// A journal that has forgotten a tenant is still one chain, and whoever edits what is left is found.
@Suite struct JournalForgettingTests {
  private let store: TemporaryStore
  private let acme: Tenant

  init() throws {
    store = try TemporaryStore()
    try store.addSharedPool()
    acme = try store.administration().onboard(.sample("acme")).value
    _ = try store.administration().onboard(.sample("globex"))
    let tenant = acme
    _ = try store.write { try $0.forgetJournal(of: tenant) }
  }

  private func tamper(_ sql: String) throws {
    let driver = try SQLiteConnection(path: store.path, access: .readWrite, busyTimeoutMilliseconds: 1_000)
    try driver.execute(sql)
  }

  private func verify() throws -> JournalVerification { try store.read { try $0.verifyJournal() } }

  private func integer(_ sql: String) throws -> Int64 {
    try #require(try store.read { try $0.first(sql) { $0.integer(0) } })
  }

  @Test func theChainHolds() throws {
    #expect(try verify().isIntact)
    #expect(try integer("SELECT count(*) FROM journal WHERE length(seal) = 40") == 2)
    #expect(
      try integer("SELECT count(*) FROM journal WHERE kind = 'tenant.onboard' AND after = '{\"state\":\"active\"}'")
        == 1)
    #expect(try integer("SELECT count(*) FROM journal WHERE kind = 'tenant.onboard' AND length(after) > 50") == 1)
    // What was forgotten is not forgotten again, and what attests it is kept.
    let tenant = acme
    #expect(try store.write { try $0.forgetJournal(of: tenant) } == ForgottenJournal())
    #expect(try verify().isIntact)
  }

  @Test(arguments: [
    "after = '{\"state\":\"suspended\"}'", "after = NULL", "before = '{}'", "seal = NULL", "seal = zeroblob(16)",
    "seal = zeroblob(40)", "seal = substr(seal, 1, 39)",
    "seal = CAST(substr(seal, 1, 32) || x'0000000000000001' AS BLOB)",
    "seal = CAST(substr(seal, 1, 32) || x'00000000000FFFFF' AS BLOB)",
  ])
  func whoeverEditsWhatIsLeftIsFound(change: String) throws {
    try tamper("UPDATE journal SET \(change) WHERE kind = 'tenant.onboard' AND length(seal) = 40")
    #expect(try !verify().isIntact)
  }

  @Test func nobodyElseLetsARowForget() throws {
    // With the true commitment, so that the row's own hash still holds.
    let revision = try integer("SELECT revision FROM journal WHERE kind = 'tenant.onboard' AND length(seal) = 16")
    let found = try store.read { reader in
      try reader.first("SELECT before, after, seal FROM journal WHERE revision = ?1", [.integer(revision)]) { row in
        JournalChain.commitment(before: row.optionalText(0), after: row.optionalText(1), .salt(row.blob(2)))
      }
    }
    let inner = try #require(found)
    let commitment = try #require(inner)
    let attesting = try integer("SELECT revision FROM journal WHERE kind = 'tenant.forget'")
    for by in [attesting, attesting + 1] {
      let seal = JournalSeal.forgotten(commitment: commitment, by: by)
      let text = Hexadecimal.text(seal.bytes ?? [])
      try tamper("UPDATE journal SET before = NULL, after = NULL, seal = x'\(text)' WHERE revision = \(revision)")
      #expect(try !verify().isIntact)
    }
  }

  /// Who can write rows, but does not know what they say, does not attest anything by them.
  @Test(arguments: [nil, "nothing"])
  func aRowThatAttestsNothingThatCanBeReadIsFound(after: String?) throws {
    let revision = try store.write { writer in
      try writer.record(.tenantForget, key: "globex", after: after)
      return writer.revision
    }
    #expect(try verify().firstBroken == revision)
  }

  /// Without a row that attests it, nothing may be taken out.
  @Test func aJournalThatIsFullForgetsNothing() throws {
    let globex = try store.administration().tenant(TenantSelector(parsing: "globex"))
    try tamper("UPDATE journal SET revision = \(Int64.max) WHERE revision = (SELECT max(revision) FROM journal)")
    let fault = #expect(throws: TenantError.self) { try store.write { try $0.forgetJournal(of: globex) } }
    #expect(fault?.code == .overflow)
    #expect(try integer("SELECT count(*) FROM journal WHERE kind = 'tenant.onboard' AND length(after) > 50") == 1)
  }

  /// A row whose commitment is not known cannot be bound to anything else: it is kept, and told of.
  @Test(arguments: ["NULL", "x'00'"])
  func aRowWhoseSealIsDamagedIsKept(seal: String) throws {
    let globex = try store.administration().tenant(TenantSelector(parsing: "globex"))
    try tamper("UPDATE journal SET seal = \(seal) WHERE kind = 'tenant.onboard' AND length(seal) = 16")
    let forgotten = try store.write { try $0.forgetJournal(of: globex) }
    #expect(forgotten.keptRows == 1)
    #expect(try integer("SELECT count(*) FROM journal WHERE kind = 'tenant.onboard' AND length(after) > 50") == 1)
  }

  @Test func equalDocumentsHaveUnequalCommitments() throws {
    let commitments = [JournalSeal.random(), .random()].map {
      JournalChain.commitment(before: nil, after: "{}", $0)
    }
    #expect(commitments[0] != commitments[1])
    #expect(
      JournalChain.commitment(before: "a", after: nil, .salt([1]))
        != JournalChain.commitment(before: nil, after: "a", .salt([1])))
  }

  /// Stores of before have rows without a seal.
  @Test func rowsOfEarlierSchemasAreVerifiedAsTheyWere() throws {
    let row = try #require(
      try store.read { reader in
        try reader.first(
          """
          SELECT revision, time, actor, reason, tenant, kind, key, before, after, (SELECT hash FROM journal AS earlier
            WHERE earlier.revision = journal.revision - 1) FROM journal ORDER BY revision DESC LIMIT 1
          """
        ) { row in
          (
            row.integer(0),
            JournalChain.hash(
              previous: row.blob(9), revision: row.integer(0), time: row.timestamp(1), actor: row.text(2),
              reason: row.optionalText(3), tenant: row.optionalText(4), kind: row.text(5), key: row.text(6),
              before: row.optionalText(7), after: row.optionalText(8), seal: .bare)
          )
        }
      })
    let hash = Hexadecimal.text(row.1)
    try tamper(
      """
      UPDATE journal SET seal = NULL, hash = x'\(hash)' WHERE revision = \(row.0);
      UPDATE store_meta SET value = '\(hash)' WHERE name = 'journal.hash'
      """)
    #expect(try verify().isIntact)
    try tamper("UPDATE journal SET after = '{}' WHERE revision = \(row.0)")
    #expect(try verify().firstBroken == row.0)
  }
}
