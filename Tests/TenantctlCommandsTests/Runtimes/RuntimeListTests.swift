// SPDX-License-Identifier: Apache-2.0

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

  private func open(_ name: String) throws -> EnforcementRuntime {
    var options = RuntimeOptions()
    options.name = name
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
