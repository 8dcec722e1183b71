// SPDX-License-Identifier: Apache-2.0

import Foundation
import TenantModel
import TenantTestSupport
import Testing

@testable import TenantAdmin
@testable import TenantStore

/// What a tenant said of itself is nowhere when it has left: not in the journal, not in results that were kept for
/// idempotency keys, and not in bytes that nobody uses.
@Suite struct ForgottenTenantTests {
  private let fixture: ErasureFixture
  private let acme = TenantSelector.slug(slug("acme"))

  private static func slug(_ text: String) -> Slug {
    guard let slug = try? Slug(parsing: text) else { preconditionFailure("'\(text)' is a slug") }
    return slug
  }

  init() throws {
    fixture = try ErasureFixture()
  }

  /// Names that no other test and no other tenant has.
  private static func texts(of tenant: String) -> [String] {
    ["Name", "former", "contact", "label", "external"].map { "canary-\($0)-\(tenant)" }
  }

  /// Has a tenant say everything of itself that it can, under names that it had and has.
  private func describe(_ tenant: String) throws {
    var changes = TenantChanges()
    changes.name = "canary-former-\(tenant)"
    _ = try fixture.administration.updateTenant(TenantSelector(parsing: tenant), changes)
    changes.name = "canary-Name-\(tenant)"
    changes.contact = "canary-contact-\(tenant)@example.com"
    changes.labels = ["owner": "canary-label-\(tenant)"]
    changes.externalIDs = ["billing": "canary-external-\(tenant)"]
    _ = try fixture.store.administration(idempotencyKey: "describe-\(tenant)").updateTenant(
      TenantSelector(parsing: tenant), changes)
  }

  private func isAnywhere(_ text: String) throws -> Bool { try fixture.isAnywhere(Array(text.utf8)) }

  private func journal(of tenant: Tenant) throws -> [JournalEntry] {
    var entries: [JournalEntry] = []
    try fixture.store.read {
      try $0.forEachJournalEntry(JournalFilter(tenant: tenant.id)) {
        entries.append($0)
        return true
      }
    }
    return entries
  }

  @Test func attack24NothingATenantSaidOfItselfIsLeft() throws {
    for tenant in ["acme", "globex"] { try describe(tenant) }
    for text in Self.texts(of: "acme") { #expect(try isAnywhere(text)) }
    let before = try journal(of: fixture.acme)
    let outcome = try fixture.store.administration(idempotencyKey: "leave").offboard(acme, fixture.request())
    for text in Self.texts(of: "acme") { #expect(try !isAnywhere(text), "\(text)") }
    for text in Self.texts(of: "globex") { #expect(try isAnywhere(text), "\(text)") }
    #expect(outcome.value.statement?.facts.keptJournalRows == 0)
    #expect(outcome.value.statement?.remains.count == 3)
    // Who did what is still there, in the same chain.
    let after = try journal(of: fixture.acme)
    #expect(after.prefix(before.count).map(\.hash) == before.map(\.hash))
    #expect(after.prefix(before.count).map(\.kind) == before.map(\.kind))
    #expect(try StateStore.examine(path: fixture.store.path).allSatisfy { $0.severity == .ok })
    // The keys of commands are not free.
    let again = #expect(throws: TenantError.self) {
      try fixture.store.administration(idempotencyKey: "describe-acme").updateTenant(acme, TenantChanges())
    }
    #expect(again?.code == .idempotencyMismatch && again?.message.contains("erased") == true)
    let replay = try fixture.store.administration(idempotencyKey: "leave").offboard(acme, fixture.request())
    #expect(replay.isReplay && replay.value.statement == outcome.value.statement)
  }

  /// What takes the place of something longer covers only a part of it.
  @Test func partsOfWhatWasLongerAreNotLeft() throws {
    var changes = TenantChanges()
    changes.name = "canary-former" + String(repeating: " long", count: 30)
    _ = try fixture.administration.updateTenant(acme, changes)
    changes.name = "short"
    _ = try fixture.administration.updateTenant(acme, changes)
    _ = try fixture.administration.offboard(acme, fixture.request())
    #expect(try !isAnywhere("canary-former"))
  }

  /// A page that was parted or given up keeps a copy, until something else is written there.
  @Test func copiesThatNobodyUsesAreNotLeft() throws {
    try describe("acme")
    let driver = try SQLiteConnection(path: fixture.store.path, access: .readWrite, busyTimeoutMilliseconds: 1_000)
    try driver.execute(
      """
      PRAGMA secure_delete = OFF; CREATE TABLE copy (text); INSERT INTO copy VALUES ('\(Self.texts(of: "acme")[0])');
      DROP TABLE copy
      """)
    let outcome = try fixture.administration.offboard(acme, fixture.request())
    #expect(outcome.value.statement?.isRewritten == true)
    for text in Self.texts(of: "acme") { #expect(try !isAnywhere(text), "\(text)") }
  }

  /// Closed months are counted by the states of tenants that have left.
  @Test func theTimeThatATenantWasServedIsKnownAfterwards() throws {
    fixture.store.clock.advance(seconds: 86_400)
    _ = try fixture.administration.suspend(acme)
    fixture.store.clock.advance(seconds: 86_400)
    _ = try fixture.administration.resume(acme)
    fixture.store.clock.advance(seconds: 3_600)
    let period = try BillingPeriod(parsing: String(fixture.store.clock.now.description.prefix(7)))
    _ = try fixture.store.administration(dryRun: true).offboard(acme, exportTo: nil)
    let before = try fixture.store.read { try StoredFacts(reader: $0).activeSeconds(in: period)[fixture.acme.id] }
    _ = try fixture.administration.offboard(acme, exportTo: nil)
    let after = try fixture.store.read { try StoredFacts(reader: $0).activeSeconds(in: period)[fixture.acme.id] }
    // Without the end it counts to the end of the period.
    #expect(try #require(after) == 86_400 + 3_600)
    #expect(try #require(before) > 86_400)
  }

  /// Rows that were written before schema 6 cannot forget, and the evidence says how many there are.
  @Test func rowsThatCannotForgetAreCounted() throws {
    let last = try #require(try journal(of: fixture.acme).first { $0.kind == .tenantOnboard })
    try fixture.store.write { writer in
      try writer.run("UPDATE journal SET seal = NULL WHERE revision = ?1", [.integer(last.revision)])
    }
    let statement = try fixture.administration.offboard(acme, fixture.request()).value.statement
    #expect(statement?.facts.keptJournalRows == 1)
    #expect(statement?.remains.contains { $0.hasSuffix("say what was changed: 1") } == true)
  }

  /// A backup from before brings the names back, and restoring it forgets them again.
  @Test func whatABackupBringsBackIsForgottenAgain() throws {
    try describe("acme")
    let backup = fixture.store.folder.file("backup.db")
    _ = try fixture.administration.backup(to: backup, replacing: false)
    _ = try fixture.administration.offboard(acme, exportTo: nil)
    _ = try Administration.restore(fixture.store.path, from: backup, session: fixture.store.session())
    let entries = try journal(of: fixture.acme)
    for text in Self.texts(of: "acme") {
      for entry in entries {
        #expect(entry.before?.contains(text) != true && entry.after?.contains(text) != true, "\(entry.kind) \(text)")
      }
    }
    #expect(entries.contains { $0.kind.rawValue == "tenant.erase-again" })
    #expect(try StateStore.examine(path: fixture.store.path).allSatisfy { $0.severity == .ok })
  }

  @Test func aKeyStandsForTheEvidenceAndTheHoldToo() throws {
    func offboard(_ key: String, _ change: (inout OffboardingRequest) -> Void) throws -> Outcome<TenantOffboarding> {
      var request = OffboardingRequest()
      request.master = fixture.master
      change(&request)
      return try fixture.store.administration(idempotencyKey: key).offboard(acme, request)
    }
    _ = try offboard("hold") { $0.hold = .untilLifted }
    #expect(refusal { try offboard("hold") { $0.hold = .lift } } == .idempotencyMismatch)
    let path = fixture.store.folder.file("evidence.json")
    let first = try offboard("end") {
      $0.hold = .lift
      $0.evidencePath = path
    }
    #expect(refusal { try offboard("end") { $0.hold = .lift } } == .idempotencyMismatch)
    // Whoever was killed before it was written gets it by the same command.
    try FileManager.default.removeItem(atPath: path)
    let again = try offboard("end") {
      $0.hold = .lift
      $0.evidencePath = path
    }
    #expect(again.isReplay && first.value.statement == again.value.statement)
    #expect(
      try fixture.administration.verifyEvidence(fixture.store.folder.read("evidence.json")) == first.value.statement)
  }
}
