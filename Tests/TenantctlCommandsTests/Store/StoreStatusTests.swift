// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantModel
import TenantRuntime
import TenantTestSupport
import Testing

@Suite struct StoreStatusTests {
  private let harness: CommandHarness

  init() throws {
    harness = try CommandHarness()
  }

  private func open(pollMilliseconds: Int32) throws -> EnforcementRuntime {
    var options = RuntimeOptions()
    options.name = "api"
    options.pollMilliseconds = pollMilliseconds
    return try EnforcementRuntime(store: .path(harness.store.path), options: options)
  }

  private func revocation() throws -> [String] {
    let value = try harness.json("status")["revocation"]
    return ["reloadMilliseconds", "usualMilliseconds", "worstMilliseconds"].map { value?[$0]?.number ?? "null" }
  }

  @Test func anEmptyStoreHasAStatus() throws {
    let empty = CommandHarness(store: try TemporaryStore(bare: true))
    let shown = empty.run("status")
    #expect(shown.status == 0 && shown.errors == "")
    #expect(shown.output.contains("Tenants     none\n") && shown.output.contains("Next key    none\n"))
    #expect(try empty.json("status")["tenants"]?["total"]?.number == "0")
    #expect(empty.run("status -q").output == empty.store.path + "\n")
    let missing = empty.run("status --store \(empty.store.folder.file("none.db"))")
    #expect(missing.status == 8 && missing.output == "")
  }

  @Test func everyFigureHasItsUnit() throws {
    try harness.store.addSharedPool()
    for line in [
      "key rotate --yes", "tenant onboard acme --tier pro --region eu-west-1",
      "tenant onboard globex --tier free --region eu-west-1", "tenant onboard initech --tier free --region eu-west-1",
      "tenant suspend globex",
    ] { #expect(harness.run(line).status == 0, "\(line)") }
    let keys = try #require(harness.json("key list").array)
    func key(_ state: String) -> String { keys.first { $0["state"]?.string == state }?["key"]?.string ?? "?" }
    var file = stat()
    #expect(stat(harness.store.path, &file) == 0)
    let newest = harness.run("journal list --limit 1 --quiet").output.dropLast()
    #expect(
      harness.run("status").output == """
        Path        \(harness.store.path)
        Schema      version 6
        Bytes       \(file.st_size) bytes
        Revision    \(newest)
        Tenants     3: 2 active, 1 suspended
        Active key  \(key("active")) since 2026-11-23T12:00:00Z
        Next key    \(key("next")) since 2026-11-23T12:00:00Z
        Rotate by   2027-02-21T12:00:00Z
        Runtimes    no runtime on this host
        Revocation  within 1 min 5 s, at most 5 min 5 s: until contexts are over
        Contexts    live 60 s, at most 300 s, and 5 s for clocks that differ

        """)
    #expect(
      harness.run("status --json").output == """
        {"activeKey":"\(key("active"))","bytes":\(file.st_size),\
        "contexts":{"lifeSeconds":60,"maximumLifeSeconds":300,"skewSeconds":5},\
        "nextKey":"\(key("next"))","path":"\(harness.store.path)",\
        "revision":\(newest),"revocation":{"reloadMilliseconds":null,"usualMilliseconds":65000,\
        "worstMilliseconds":305000},"rotateBy":"2027-02-21T12:00:00Z","runtimes":{"inForce":0,"runtimes":0},"schema":6,\
        "tenants":{"active":2,"offboarded":0,"offboarding":0,"suspended":1,"total":3}}

        """)
  }

  @Test func keysThatSignedTooLongAreSaid() throws {
    #expect(harness.run("key rotate --yes").status == 0)
    harness.store.clock.advance(seconds: 90 * 86_400 - 1)
    #expect(!harness.run("status").output.contains("overdue"))
    harness.store.clock.advance(seconds: 1)
    #expect(harness.run("status").output.contains("overdue, run 'tenantctl key rotate'"))
  }

  /// Spec 6.3: the smaller of push delay and token life.
  @Test func aRevocationHoldsWithinTheShorterOfReloadAndContext() throws {
    #expect(try revocation() == ["null", "65000", "305000"])
    let quick = try open(pollMilliseconds: 100)
    #expect(try revocation() == ["200", "200", "200"])
    #expect(harness.run("status").output.contains("within 200 ms: until the runtimes look at the store\n"))
    // The slowest of them counts, and no context outlives it.
    let slow = try open(pollMilliseconds: 60_000)
    #expect(try revocation() == ["60500", "60500", "60500"])
    let reach = try harness.json("status")["runtimes"]
    #expect(reach?["runtimes"]?.number == "2" && reach?["inForce"]?.number == "2")
    // One that cannot follow the store hears of nothing: then only the end of the context helps.
    let aside = harness.store.folder.file("aside.db")
    #expect(rename(harness.store.path, aside) == 0)
    slow.refresh()
    #expect(rename(aside, harness.store.path) == 0)
    #expect(try revocation() == ["null", "65000", "305000"])
    slow.close()
    withExtendedLifetime(quick) {}
  }

  @Test func runtimesThatAreNotKnownAreNotTakenForNone() throws {
    #expect(mkdir(harness.store.path + "-limits", 0o700) == 0)
    let shown = harness.run("status")
    #expect(shown.status == 0 && shown.output.contains("Runtimes    not known\n"))
    #expect(shown.errors.contains("it is not known which runtimes serve the change"))
    #expect(try harness.json("status")["runtimes"] == .null)
    #expect(try revocation() == ["null", "65000", "305000"])
  }
}
