// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import TenantTestSupport
import Testing

@testable import TenantRuntime
@testable import TenantStore

/// A database of a tenant that is suspended, moved or gone: nothing is begun, handed out or committed any more.
@Suite struct TenantDatabaseStandingTests {
  private let fixture: DataFixture

  init() throws {
    fixture = try DataFixture { $0.busyTimeoutMilliseconds = 200 }
  }

  /// Row 22: a transaction that was begun while the tenant was served is not committed once it is suspended.
  @Test func attack22NothingIsCommittedAfterASuspension() throws {
    try fixture.fill()
    let administration = fixture.base.administration
    let scope = try fixture.base.scope("acme")
    let shop = try scope.database("shop")
    var wasRun = false
    #expect(
      refusal {
        try scope.run {
          try shop.write { transaction throws in
            try transaction.run("INSERT INTO item (text) VALUES ('late')")
            _ = try administration.suspend(.id(scope.tenant.id))
            wasRun = true
          }
        }
      } == "context.refused:stale-lifecycle")
    #expect(wasRun)
    _ = try administration.resume(.id(scope.tenant.id))
    fixture.base.runtime.refresh()
    #expect(try fixture.texts() == ["a"])
    // Nor is what was read handed out.
    let again = try fixture.base.scope("acme")
    #expect(
      refusal {
        try again.run {
          try again.database("shop").read { _ in _ = try administration.suspend(.id(again.tenant.id)) }
        }
      } == "context.refused:stale-lifecycle")
  }

  /// Row 22: nothing is begun, and no file is made, once the tenant is suspended, though the service has not heard of it.
  @Test func attack22NothingIsBegunAfterASuspension() throws {
    try fixture.fill()
    let scope = try fixture.base.scope("acme")
    _ = try fixture.base.administration.suspend(.id(scope.tenant.id))
    try scope.run {
      for name in ["shop", "new"] {
        let database = try scope.database(name)
        for body in [{ try database.read { _ in Issue.record() } }, { try database.write { _ in Issue.record() } }] {
          #expect(refusal { try body() } == "context.refused:stale-lifecycle")
        }
      }
    }
    #expect(
      FileCheck.exists(folderOf(scope) + "/databases/shop.db")
        && !FileCheck.exists(folderOf(scope) + "/databases/new.db"))
  }

  /// Whoever the tenant's data are with now, it is no longer this service: it reads, and begins and commits nothing.
  @Test func aTenantThatWasMovedIsReadButNotWritten() throws {
    try fixture.fill()
    try fixture.base.store.addSharedPool("other")
    let scope = try fixture.base.scope("acme")
    try scope.run {
      let shop = try scope.database("shop")
      let during = refusal {
        try shop.write { transaction throws in
          try transaction.run("INSERT INTO item (text) VALUES ('late')")
          _ = try fixture.base.administration.migrate(.id(scope.tenant.id), to: Slug(parsing: "other"))
        }
      }
      #expect(during == "context.refused:stale-placement")
      #expect(refusal { try shop.write { _ in Issue.record() } } == "context.refused:stale-placement")
      #expect(refusal { try scope.database("new").write { _ in } } == "context.refused:stale-placement")
      #expect(try shop.read { try $0.query("SELECT text FROM item").count } == 1)
    }
    #expect(!FileCheck.exists(folderOf(scope) + "/databases/new.db"))
  }

  private func folderOf(_ scope: TenantScope) -> String {
    TenantFolder.all(besideStore: fixture.base.store.path) + "/"
      + TenantFolder.name(of: scope.tenant.id, incarnation: scope.tenant.incarnation)
  }

  /// Row 24: a transaction that is open when its tenant leaves is refused, and leaves nothing behind the erasure.
  @Test func attack24ATransactionThatHadBegunLeavesNothing() throws {
    try fixture.fill(with: "canary-4711")
    let scope = try fixture.base.scope("acme")
    let administration = fixture.base.administration
    let shop = try scope.database("shop")
    #expect(
      refusal {
        try scope.run {
          try shop.write { transaction throws in
            try transaction.run("INSERT INTO item (text) VALUES ('canary-4712')")
            _ = try administration.offboard(.id(scope.tenant.id), exportTo: nil)
          }
        }
      } == "context.refused:stale-lifecycle")
    #expect(!FileCheck.exists(folderOf(scope)))
    #expect(refusal { try scope.run { try shop.write { _ in } } }?.hasPrefix("context.refused") == true)
    fixture.base.runtime.refresh()
    #expect(refusal { try scope.run { try shop.read { _ in } } }?.hasPrefix("context.refused") == true)
    #expect(scope.core.vault.databases.count == 0 && !FileCheck.exists(folderOf(scope)))
  }
}
