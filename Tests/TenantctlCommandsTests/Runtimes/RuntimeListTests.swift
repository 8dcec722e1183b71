// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantModel
import TenantRuntime
import TenantTestSupport
import Testing

@Suite struct RuntimeListTests {
  private let harness: CommandHarness

  init() throws {
    harness = try CommandHarness()
    try harness.store.addSharedPool()
    harness.run("tenant onboard acme --tier pro --region eu-west-1")
  }

  private func open(_ name: String, pollMilliseconds: Int32 = 100) throws -> EnforcementRuntime {
    var options = RuntimeOptions()
    options.name = name
    options.pollMilliseconds = pollMilliseconds
    return try EnforcementRuntime(store: .path(harness.store.path), options: options)
  }

  private func newestRevision() throws -> Int64 {
    try #require(Int64(harness.run("journal list --limit 1 --quiet").output.dropLast()))
  }

  @Test func thereAreNoneWithoutAFileAndNoneIsMade() {
    let result = harness.run("runtime list")
    #expect(result.status == 0 && result.output == "" && result.errors == "no runtimes\n")
    #expect(!FileCheck.exists(harness.store.path + "-limits"))
  }

  @Test func eachIsListedWithWhatItServes() throws {
    let runtime = try open("api")
    let other = try open("worker")
    let revision = try newestRevision()
    for each in [runtime, other] { #expect(each.waitUntil(revision: revision, timeout: .seconds(30))) }
    let names = try #require(harness.json("runtime list").array)
    #expect(names.map { $0["name"]?.string } == ["api", "worker"])
    #expect(names.allSatisfy { $0["alive"]?.bool == true })
    // To look is not to take part.
    #expect(try harness.json("runtime list").array?.count == 2)
    #expect(harness.run("runtime list --filter name=api --fields name -o csv").output == "name\napi\n")
    withExtendedLifetime((runtime, other)) {}
  }

  @Test func whatARuntimeCannotFollowIsSaid() throws {
    // It looks only when it is told to.
    let runtime = try open("api", pollMilliseconds: 60_000)
    #expect(try harness.json("runtime list").array?.first?["fault"] == .null)
    let aside = harness.store.folder.file("aside.db")
    #expect(rename(harness.store.path, aside) == 0)
    runtime.refresh()
    #expect(rename(aside, harness.store.path) == 0)
    let fault = try harness.json("runtime list").array?.first?["fault"]?.string
    #expect(fault?.isEmpty == false && fault == runtime.status.fault?.message)
    #expect(harness.run("runtime list --filter name=api --fields fault -o csv").output == "fault\n\(fault ?? "")\n")
    runtime.refresh()
    #expect(try harness.json("runtime list").array?.first?["fault"] == .null)
    withExtendedLifetime(runtime) {}
  }

  @Test func aBadRevisionIsRefusedWholeAndSaid() throws {
    harness.run("quota set api.requests 7/s --tier pro")
    let runtime = try open("api", pollMilliseconds: 60_000)
    func limit(_ key: QuotaKey) throws -> Int64? {
      try runtime.scope(of: TenantSelector(parsing: "acme")).quotas.effective(key).tenant?.limit
    }
    func define(_ allowance: String, then command: String) throws {
      let statement = "UPDATE tier_quota SET allowance = '\(allowance)' WHERE tier = 'pro' AND quota = 'api.requests'"
      let result = try BuiltProgram.run("/usr/bin/sqlite3", [harness.store.path, statement])
      #expect(result.status == 0, "\(result.errors)")
      #expect(harness.run(command).status == 0)
      runtime.refresh()
    }
    let served = runtime.status.revision
    // What is good of it comes with what is not.
    try define("many", then: "quota set api.other 5/s --tier pro")
    #expect(try limit("api.requests") == 7 && limit("api.other") == nil)
    #expect(runtime.status.revision == served)
    let listed = try harness.json("runtime list").array?.first
    let fault = try #require(listed?["fault"]?.string)
    #expect(fault == runtime.status.fault?.message)
    #expect(listed?["revision"]?.number == String(served))
    // The next good one is served whole, and nothing is said any more.
    try define("9/s", then: "quota set api.other 6/s --tier pro")
    #expect(try limit("api.requests") == 9 && limit("api.other") == 6)
    #expect(runtime.status.revision == (try newestRevision()))
    #expect(try harness.json("runtime list").array?.first?["fault"] == .null)
  }

  @Test(arguments: ["a folder", "a piece", "nothing in it"])
  func aFileThatDoesNotTellIsNotTakenForNone(_ what: String) throws {
    let path = harness.store.path + "-limits"
    switch what {
    case "a folder": #expect(mkdir(path, 0o700) == 0)
    case "a piece":
      try open("api").close()
      #expect(truncate(path, 4_096) == 0)
    default: _ = try harness.store.folder.write("", to: "state.db-limits")
    }
    let list = harness.run("runtime list")
    #expect(list.status != 0 && list.output == "" && list.errors.contains(path), "\(list.errors)")
    let shown = harness.run("quota show api.requests --tenant acme")
    #expect(shown.status == 0 && shown.output.contains("not known") && !shown.output.contains("no runtime"))
    #expect(shown.errors.contains("it is not known which runtimes serve the change"), "\(shown.errors)")
    #expect(try harness.json("quota show api.requests --tenant acme")["inForceOn"] == .null)
    let explained = try harness.json("quota explain acme api.requests --at 2026-12-24")
    #expect(explained["inForceOn"] == .null && explained["runtimes"] == .null)
  }

  @Test func theReachOfAChangeIsShown() throws {
    let none = try harness.json("quota show api.requests --tenant acme")
    #expect(none["inForceOn"]?["runtimes"]?.number == "0")
    #expect(harness.run("quota show api.requests --tenant acme").output.contains("no runtime on this host"))
    let runtime = try open("api")
    harness.run("quota set api.requests 7/s --tenant acme")
    let revision = try newestRevision()
    #expect(runtime.waitUntil(revision: revision, timeout: .seconds(30)))
    harness.run("quota set api.requests.monthly 7/month --tenant acme")
    // The register is written after the revision is served; what is asked of the tenant waits for the same lock.
    runtime.refresh()
    let shown = try harness.json("quota show api.requests --tenant acme")
    #expect(shown["inForceOn"]?["inForce"]?.number == "1" && shown["inForceOn"]?["runtimes"]?.number == "1")
    #expect(harness.run("quota show api.requests --tenant acme").output.contains("1 of 1 runtimes"))
    let explained = try harness.json("quota explain acme api.requests")
    #expect(explained["runtimes"]?.array?.map { $0["name"]?.string } == ["api"])
    #expect(explained["lastChange"]?.number == String(revision))
    withExtendedLifetime(runtime) {}
  }
}
