// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantRuntime
import TenantTestSupport
import Testing

/// What services count in shadow, from the definition to the report.
@Suite struct QuotaShadowCommandTests {
  private let harness: CommandHarness

  init() throws {
    harness = try CommandHarness()
    try harness.store.addSharedPool()
    harness.run("tenant onboard acme --tier pro --region eu-west-1")
  }

  /// Serves requests in a service of its own, which ends then.
  private func serve(_ requests: Int, _ quota: String) throws -> Int {
    var options = RuntimeOptions()
    let now = harness.store.clock.now
    options.now = { now }
    let key = try QuotaKey(parsing: quota)
    let runtime = try EnforcementRuntime(store: .path(harness.store.path), options: options)
    return try withExtendedLifetime(runtime) {
      let quotas = try runtime.scope(of: TenantSelector(parsing: "acme")).quotas
      return (0..<requests).count { _ in quotas.admit(key).isAllowed }
    }
  }

  @Test func aDefinitionIsWatchedBeforeItHolds() throws {
    #expect(harness.run("quota set calls 5/h --tenant acme --shadow 100").status == 0)
    #expect(try serve(8, "calls") == 8)
    let rows = try #require(try harness.json("quota shadow-report --tenant acme").array)
    #expect(rows.count == 1)
    #expect(rows[0]["quota"]?.string == "calls" && rows[0]["variant"]?.string == "definition")
    #expect(rows[0]["checked"]?.number == "8" && rows[0]["denied"]?.number == "3")
    #expect(rows[0]["percent"]?.number == "38" && rows[0]["firstDay"]?.string == "2026-11-23T00:00:00Z")
    // It is data of the tenant, no change of it.
    let revision = harness.run("journal list --limit 1 --quiet").output
    #expect(try serve(2, "calls") == 2)
    #expect(harness.run("journal list --limit 1 --quiet").output == revision)
    let page = try harness.json("quota explain acme calls")
    #expect(page["shadow"]?.bool == true)
    #expect(page["shadowed"]?.array?.map { $0["checked"]?.number } == ["10"])
    #expect(harness.run("quota explain acme calls").output.contains("definition"))
  }

  @Test func aTierIsRehearsedBeforeAMove() throws {
    for change in [
      "quota set calls 9/h --tier pro --decrease immediate", "quota set calls 4/h --tier free",
      "tier shadow pro --as free --share 100",
    ] {
      #expect(harness.run(change).status == 0, "\(change)")
    }
    #expect(try harness.json("tier show pro")["shadowTier"]?.string == "free")
    #expect(try serve(12, "calls") == 9)
    #expect(
      harness.run("quota shadow-report --fields quota,variant,checked,denied -o csv").output
        == "quota,variant,checked,denied\ncalls,tier:free,9,5\n")
    let page = try harness.json("quota explain acme calls")
    #expect(page["shadow"]?.bool == false)
    #expect(page["shadowed"]?.array?.map { $0["variant"]?.string } == ["tier:free"])
    #expect(harness.run("tier shadow pro --off").status == 0)
    #expect(try serve(3, "calls") == 0)
    #expect(try harness.json("quota shadow-report").array?.map { $0["checked"]?.number } == ["9"])
  }

  @Test func theCommandThatConsumesIsAServiceToo() throws {
    harness.run("quota set calls 1/h --tenant acme --shadow 100")
    for _ in 0..<2 { #expect(harness.run("quota check acme calls --consume").status == 0) }
    #expect(harness.run("quota check acme calls").status == 0)
    let rows = try #require(try harness.json("quota shadow-report").array)
    #expect(rows.map { [$0["checked"]?.number, $0["denied"]?.number] } == [["2", "1"]])
  }
}
