// SPDX-License-Identifier: Apache-2.0

import TenantAdmin
import TenantModel
import TenantTestSupport
import Testing

@testable import TenantRuntime
@testable import TenantStore

@Suite struct TenantValuesTests {
  private let fixture: DataFixture

  init() throws {
    fixture = try DataFixture()
  }

  private func text(_ value: TenantValue?) -> String? { value.map { String(decoding: $0.bytes, as: UTF8.self) } }

  @Test func valuesAreWrittenReadAndDeleted() throws {
    try fixture.run("acme") { scope throws in
      #expect(try scope.values.get("a") == nil)
      #expect(try scope.values.list() == TenantValuePage(names: [], next: nil))
      #expect(try !scope.values.delete("a"))
      let first = try scope.values.set("a", to: Array("one".utf8))
      let second = try scope.values.set("a", to: [])
      #expect(second == first + 1)
      #expect(
        try scope.values.get("a") == TenantValue(bytes: [], version: second, updatedAt: fixture.base.store.clock.now))
      #expect(try scope.values.delete("a"))
      #expect(try !scope.values.delete("a") && scope.values.get("a") == nil)
      // A version is never given again, so whoever compares cannot take a new value for the one it knew.
      #expect(try scope.values.set("a", to: []) == second + 1)
    }
  }

  @Test func conditionsAreComparedInTheSameTransaction() throws {
    try fixture.run("acme") { scope throws in
      let values = scope.values
      #expect(refusal { try values.delete("a", if: .version(1)) } == "version.mismatch")
      #expect(refusal { try values.set("a", to: [], if: .version(1)) } == "version.mismatch")
      let version = try values.set("a", to: [1], if: .absent)
      #expect(refusal { try values.set("a", to: [2], if: .absent) } == "version.mismatch")
      #expect(refusal { try values.delete("a", if: .absent) } == "version.mismatch")
      #expect(try values.set("a", to: [3], if: .version(version)) == version + 1)
      #expect(refusal { try values.set("a", to: [4], if: .version(version)) } == "version.mismatch")
      #expect(try values.get("a")?.bytes == [3])
      #expect(try values.delete("a", if: .version(version + 1)))
    }
  }

  @Test func namesAndValuesHaveTheirBounds() throws {
    try fixture.run("acme") { scope throws in
      let values = scope.values
      #expect(refusal { try values.set("", to: []) } == "invalid_value")
      #expect(refusal { _ = try values.get(String(repeating: "é", count: 257)) } == "invalid_value")
      #expect(try values.set(String(repeating: "é", count: 256), to: [UInt8](repeating: 1, count: 1_048_576)) == 1)
      #expect(refusal { try values.set("a", to: [UInt8](repeating: 1, count: 1_048_577)) } == "invalid_value")
      for limit in [0, -1, 10_001] { #expect(refusal { _ = try values.list(limit: limit) } == "invalid_value") }
    }
  }

  /// Row 12 and row 4, at rest: the same name is of each tenant, and nobody learns that another has it.
  @Test func attack12TheSameNameBelongsToEachTenant() throws {
    for slug in ["acme", "globex"] {
      try fixture.run(slug) { scope throws in
        #expect(try scope.values.get("name") == nil)
        #expect(try scope.values.set("name", to: Array(slug.utf8), if: .absent) == 1)
      }
    }
    for slug in ["acme", "globex"] {
      try fixture.run(slug) { scope throws in #expect(text(try scope.values.get("name")) == slug) }
    }
    let digests = try ["acme", "globex"].map { slug in
      try fixture.base.store.read { reader in
        let tenant = try reader.requireTenant(.slug(Slug(parsing: slug)))
        let owner = try #require(try reader.wrappedRoot(of: tenant.id, incarnation: 1)).owner
        var digests: [[UInt8]] = []
        try reader.forEachSealedValue(of: owner) { sealed in
          digests.append(sealed.digest)
          return true
        }
        return digests
      }
    }
    #expect(digests.allSatisfy { $0.count == 1 } && digests[0] != digests[1])
  }

  /// Rows 5, 7 and 9: names are compared byte by byte, a prefix is no pattern, and a tenant's listing is its own.
  @Test func attack09PrefixesHaveNoWildcards() throws {
    let names = ["a_c", "abc", "A_C", "a%", "acme", "acme2", "e\u{301}", "\u{e9}", "a/b"]
    try fixture.run("acme") { scope throws in for name in names { try scope.values.set(name, to: Array(name.utf8)) } }
    try fixture.run("globex") { scope throws in try scope.values.set("abcd", to: []) }
    try fixture.run("acme") { scope throws in
      for prefix in ["", "a", "a_", "a%", "acme", "e", "\u{e9}", "%", "_"] {
        let expected = names.filter { $0.utf8.starts(with: prefix.utf8) }
        let found = try scope.values.list(prefix: prefix)
        #expect(
          found.next == nil
            && found.names.map { Array($0.utf8) }.sorted { $0.lexicographicallyPrecedes($1) }
              == expected.map { Array($0.utf8) }.sorted { $0.lexicographicallyPrecedes($1) },
          "\(prefix)")
      }
      for name in names { #expect(try scope.values.get(name).map { $0.bytes } == Array(name.utf8)) }
    }
  }

  @Test func pagesAreCompleteAndBelongToTheirTenant() throws {
    let names = (0..<25).map { "n\($0)" }
    for slug in ["acme", "globex"] {
      try fixture.run(slug) { scope throws in for name in names { try scope.values.set(name, to: []) } }
    }
    let next = try fixture.run("acme") { scope throws in
      var found: [String] = []
      var next: String?
      var pages = 0
      repeat {
        let page = try scope.values.list(prefix: "n", from: next, limit: 5)
        found += page.names
        next = page.next
        pages += 1
      } while next != nil
      #expect(found.sorted() == names.sorted() && pages == 5)
      return try #require(try scope.values.list(limit: 5).next)
    }
    // A page that another tenant was given begins nowhere.
    try fixture.run("globex") { scope throws in
      for text in [next, "", "x", next + "A", String(repeating: "A", count: 86)] {
        #expect(refusal { _ = try scope.values.list(from: text) } == "invalid_value")
      }
    }
    let third = try fixture.base.administration.onboard(.sample("initech"))
    #expect(fixture.base.see(third))
    try fixture.run("initech") { scope throws in
      #expect(refusal { _ = try scope.values.list(from: next) } == "invalid_value")
    }
  }

  @Test func theStoreIsToldNeitherNamesNorValues() throws {
    try fixture.run("acme") { scope throws in
      try scope.values.set("canary-name-4711", to: Array("canary-value-4712".utf8))
      #expect(text(try scope.values.get("canary-name-4711")) == "canary-value-4712")
    }
    #expect(try fixture.holds("tenant_value"))
    #expect(try !fixture.holds("canary-name-4711") && !fixture.holds("canary-value-4712"))
    // Nor is any of it in the journal.
    let kinds = try fixture.base.store.read { reader in
      var kinds: [String] = []
      try reader.forEachJournalEntry(JournalFilter()) { entry in
        kinds.append(entry.kind.rawValue)
        return true
      }
      return kinds
    }
    #expect(kinds.count(where: { $0 == "tenant-key.create" }) == 1)
  }

  /// Rows 17 to 19: nothing works outside of the tenant's own scope, whatever handle is at hand.
  @Test func nothingWorksOutsideOfTheScope() throws {
    let (acme, globex) = (try fixture.base.scope("acme"), try fixture.base.scope("globex"))
    let key = TenantCacheKey<Int>("k")
    let calls: [(String, (TenantScope) throws -> Void)] = [
      ("get", { _ = try $0.values.get("a") }), ("set", { try $0.values.set("a", to: []) }),
      ("delete", { try $0.values.delete("a") }), ("list", { _ = try $0.values.list() }),
      ("cache get", { _ = try $0.cache.get(key) }), ("cache set", { try $0.cache.set(key, to: 1, for: .seconds(1)) }),
      ("cache remove", { try $0.cache.remove(key) }),
    ]
    for (name, call) in calls {
      #expect(refusal { try call(acme) } == "context.missing:unbound", "\(name)")
      #expect(refusal { try globex.run { try call(acme) } } == "isolation.violation:other-tenant", "\(name)")
      #expect(refusal { try acme.run { try call(acme) } } == nil, "\(name)")
    }
    let suspended = try fixture.base.administration.suspend(TenantSelector(parsing: "acme"))
    #expect(fixture.base.see(suspended))
    for (name, call) in calls {
      #expect(refusal { try acme.run { try call(acme) } } == "context.refused:stale-lifecycle", "\(name)")
    }
  }

  /// Row 22: whatever was asked before, the transaction asks again.
  @Test func attack22SuspensionBetweenCheckAndCommitIsSeenInTheTransaction() throws {
    let scope = try fixture.base.scope("acme")
    let vault = scope.core.vault
    let acme = try TenantSelector(parsing: "acme")
    func refusals() -> [String?] {
      // What a call does after it was found to be bound.
      [
        refusal { _ = try vault.write(scope) { try vault.makeRoot(of: scope, $0) } },
        refusal { _ = try vault.read(scope) { try vault.root(of: scope, $0) } },
      ]
    }
    #expect(refusals() == [nil, nil])
    _ = try fixture.base.administration.suspend(acme)
    #expect(refusals() == ["context.refused:stale-lifecycle", "context.refused:stale-lifecycle"])
    _ = try fixture.base.administration.resume(acme)
    #expect(refusals() == ["context.refused:stale-lifecycle", "context.refused:stale-lifecycle"])
  }

  @Test func aTenantThatWasMovedIsReadButNotWritten() throws {
    let scope = try fixture.base.scope("acme")
    let vault = scope.core.vault
    try fixture.base.store.addSharedPool("other")
    _ = try fixture.base.administration.migrate(TenantSelector(parsing: "acme"), to: Slug(parsing: "other"))
    #expect(refusal { _ = try vault.read(scope) { try vault.root(of: scope, $0) } } == nil)
    #expect(
      refusal { _ = try vault.write(scope) { try vault.makeRoot(of: scope, $0) } } == "context.refused:stale-placement")
  }

  /// Row 32: the last version is given, and no other one after it.
  @Test func attack32VersionsDoNotWrap() throws {
    try fixture.run("acme") { scope throws in try scope.values.set("a", to: [1]) }
    try fixture.base.store.write { writer in
      try writer.run("UPDATE tenant_value_sequence SET last = ?1", [.integer(.max - 1)])
    }
    try fixture.run("acme") { scope throws in
      #expect(try scope.values.set("a", to: [2]) == .max)
      #expect(refusal { try scope.values.set("a", to: [3]) } == "overflow")
      #expect(try scope.values.get("a")?.bytes == [2])
    }
  }

  /// Row 38: what was moved to another name, version or tenant in the store does not open.
  @Test func attack38RowsThatWereMovedDoNotOpen() throws {
    try fixture.run("acme") { scope throws in
      for name in ["a", "b"] { try scope.values.set(name, to: Array(name.utf8)) }
    }
    try fixture.run("globex") { scope throws in try scope.values.set("a", to: []) }
    let store = fixture.base.store
    func reading(_ slug: String) -> String? {
      refusal { try fixture.run(slug) { scope throws in for name in ["a", "b"] { _ = try scope.values.get(name) } } }
    }
    #expect(reading("acme") == nil)
    try store.write {
      try $0.run("UPDATE tenant_value SET sealed_value = (SELECT max(sealed_value) FROM tenant_value)")
    }
    #expect(reading("acme") == "seal.refused" || reading("globex") == "seal.refused")
    try fixture.run("acme") { scope throws in
      for name in ["a", "b"] { try scope.values.set(name, to: Array(name.utf8)) }
    }
    #expect(reading("acme") == nil)
    for column in [
      "version = version + 1", "period = period + 1", "region = 'us-east-1'", "sealed_name = sealed_value",
    ] {
      try store.write { try $0.run("UPDATE tenant_value SET \(column)") }
      #expect(reading("acme") == "seal.refused", "\(column)")
      try fixture.run("acme") { scope throws in for name in ["a", "b"] { try scope.values.set(name, to: []) } }
    }
  }

  /// Row 33: what is found by a digest is compared by the whole name.
  @Test func attack33AnEntryOfAnotherNameIsNotServed() throws {
    let scope = try fixture.base.scope("acme")
    let vault = scope.core.vault
    try vault.write(scope) { writer in
      let root = try vault.makeRoot(of: scope, writer)
      let digest = root.digest(of: Array("a".utf8), for: .values)
      let forced = try SealedValue(
        sealing: [1], named: Array("b".utf8), digest: digest, version: writer.nextValueVersion(of: root.owner),
        region: scope.tenant.homeRegion, at: writer.change.time, with: root)
      try writer.put(forced, of: root.owner)
    }
    try fixture.run("acme") { scope throws in #expect(try scope.values.get("a") == nil && scope.values.get("b") == nil)
    }
  }

  @Test func withoutTheMasterKeyNothingIsSealed() throws {
    let fixture = try DataFixture { $0.masterKeyFile = "/nonexistent/master" }
    try fixture.run("acme") { scope throws in
      #expect(try scope.values.get("a") == nil)
      #expect(refusal { try scope.values.set("a", to: []) } == "key.master_unusable")
    }
    let rows = try fixture.base.store.read { try $0.hasRoots() }
    #expect(!rows)
  }

  /// A key is kept in memory as long as the tenant's record, and used only where the store still has the same one.
  @Test func aKeyInMemoryIsNotUsedForAnotherInTheStore() throws {
    let scope = try fixture.base.scope("acme")
    try scope.run {
      try scope.values.set("a", to: [1])
      #expect(try scope.values.get("a")?.bytes == [1])
    }
    let master = try MasterKey(file: fixture.base.store.path + ".master-key")
    let other = TenantRoot(of: scope.tenant.id, incarnation: 1)
    try fixture.base.store.write { writer in
      try writer.run(
        "UPDATE tenant_key SET key_id = ?1, wrapped_key = ?2",
        [SQLValue(other.owner.keyID), .blob(try other.wrapped(with: master, issuer: writer.contextIssuer()))])
    }
    try scope.run {
      #expect(try scope.values.get("a") == nil)
      try scope.values.set("a", to: [2])
      #expect(try scope.values.get("a")?.bytes == [2])
    }
  }

  @Test func aClosedRuntimeLetsGoOfItsConnections() throws {
    try fixture.run("acme") { scope throws in try scope.values.set("a", to: []) }
    fixture.base.runtime.close()
    #expect(code { _ = try fixture.base.scope("acme") } == .runtimeClosed)
  }

  @Test func manyReadersAtATimeEachHaveTheirOwnTransaction() async throws {
    try fixture.run("acme") { scope throws in try scope.values.set("a", to: [7]) }
    let scope = try fixture.base.scope("acme")
    try await scope.run {
      try await withThrowingTaskGroup(of: [UInt8]?.self) { group in
        for _ in 0..<64 { group.addTask { try scope.values.get("a")?.bytes } }
        for try await bytes in group { #expect(bytes == [7]) }
      }
    }
  }
}
