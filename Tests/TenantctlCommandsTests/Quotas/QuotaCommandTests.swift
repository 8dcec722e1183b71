// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

@Suite struct QuotaCommandTests {
  private let harness: CommandHarness

  init() throws {
    harness = try CommandHarness()
    try harness.store.addSharedPool()
    harness.run("tenant onboard acme --tier pro --region eu-west-1 --time-zone America/New_York --billing-day 15")
  }

  @Test func theBuiltInQuotasAreListed() throws {
    let all = try harness.json("quota list")
    #expect(all.array?.count == 20)
    let pro = harness.run("quota list --tier pro --fields quota,allowance,burst --output csv")
    #expect(
      pro.output == """
        quota,allowance,burst
        api.requests,200/s,400
        api.requests.monthly,20M/billing,
        jobs.concurrent,20,
        llm.tokens,20M/billing,
        storage.bytes,200GiB,

        """)
    #expect(harness.run("quota list --tenant acme").errors == "no quotas\n")
  }

  @Test func setPrintsTheDefinitionAndSaysSo() throws {
    let result = harness.run("quota set api.requests 300/s --tenant acme --burst 1k --on-exceed delay")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors == "set quota 'api.requests' of tenant 'acme' to 300/s\n")
    let own = try harness.json("quota list --tenant acme")
    #expect(own.array?.count == 1)
    #expect(own.array?.first?["burst"]?.number == "1000")
    #expect(own.array?.first?["onExceed"]?.string == "delay")
    #expect(own.array?.first?["tenant"]?.string == "acme")
    #expect(harness.run("quota set api.requests 300/s --tenant acme").errors == "unchanged\n")
    #expect(harness.run("quota set api.requests 300/s --tenant acme --burst limit --if-version 7").status == 4)
  }

  @Test func showExplainsWhereTheValueComesFrom() throws {
    harness.run("quota set api.requests 300/s --tenant acme")
    harness.run("quota grant api.requests --tenant acme --add 20% --until 2026-12-01 --reason fair")
    let shown = try harness.json("quota show api.requests --tenant acme")
    #expect(shown["limit"]?.number == "360")
    #expect(shown["allowance"]?.string == "360/s")
    #expect(shown["source"]?.string == "tenant acme")
    #expect(shown["overrides"]?.array?.first?.string == "tier pro: 200/s")
    #expect(shown["grants"]?.array?.first?["added"]?.number == "60")
    #expect(shown["grants"]?.array?.first?["status"]?.string == "in-force")
    #expect(shown["grants"]?.array?.first?["reason"]?.string == "fair")
    #expect(shown["used"] == .null)
    #expect(shown["note"]?.string?.contains("rate") == true)
    let later = try harness.json("quota show api.requests --tenant acme --at 2026-12-01")
    #expect(later["limit"]?.number == "300")
    let text = harness.run("quota show api.requests --tenant acme").output
    #expect(text.contains("+20% in-force until 2026-12-01T00:00:00Z"))
  }

  @Test func showCountsTheTenantsBillingPeriod() throws {
    let shown = try harness.json("quota show llm.tokens --tenant acme --at 2026-11-15T04:59:59Z")
    #expect(shown["periodStart"]?.string == "2026-10-15T04:00:00Z")
    // Midnight in New York, after the end of daylight time.
    #expect(shown["resetsAt"]?.string == "2026-11-15T05:00:00Z")
    #expect(shown["used"]?.number == "0")
    #expect(shown["remaining"]?.number == "20000000")
    #expect(shown["percent"]?.number == "0")
    #expect(shown["overdrawn"]?.bool == false)
  }

  @Test func usersAreNested() throws {
    harness.run("quota set api.requests 5k/s --tenant acme --user u-1")
    let shown = try harness.json("quota show api.requests --tenant acme --user u-1")
    #expect(shown["limit"]?.number == "200")
    #expect(shown["source"]?.string == "user u-1")
    #expect(shown["nestedIn"]?["allowance"]?.string == "200/s")
    #expect(shown["nestedIn"]?["source"]?.string == "tier pro")
    #expect(try harness.json("quota list --tenant acme --user u-1").array?.count == 1)
    #expect(harness.run("quota unset api.requests --tenant acme --user u-1").status == 0)
    #expect(harness.run("quota unset api.requests --tenant acme --user u-1").status == 3)
    let again = harness.run("quota unset api.requests --tenant acme --user u-1 --if-exists")
    #expect(again.status == 0)
    #expect(again.errors == "quota 'api.requests' is not defined there\n")
    harness.run("quota set llm.tokens 5/day --tenant acme --user u-1")
    let period = try harness.json("quota show llm.tokens --tenant acme --user u-1")
    #expect(period["used"] == .null)
    #expect(period["note"]?.string?.contains("by tenant") == true)
  }

  @Test func usageListsWhatApplies() throws {
    let usage = try harness.json("quota usage --tenant acme")
    #expect(
      usage.array?.compactMap { $0["quota"]?.string } == [
        "api.requests", "api.requests.monthly", "jobs.concurrent", "llm.tokens", "storage.bytes",
      ])
    #expect(usage.array?.last?["note"]?.string?.contains("at once") == true)
    #expect(harness.run("quota usage --tenant acme").output.contains("USED %"))
  }

  @Test func grantsAreGivenAndTakenBack() throws {
    let given = try harness.json("quota grant llm.tokens --tenant acme --add 500k --from 2026-12-01 --until 2027-01-01")
    let id = try #require(given["id"]?.string)
    #expect(given["add"]?.string == "500k")
    #expect(try harness.json("quota show llm.tokens --tenant acme")["limit"]?.number == "20000000")
    #expect(try harness.json("quota show llm.tokens --tenant acme --at 2026-12-24")["limit"]?.number == "20500000")
    let taken = harness.run("quota grant llm.tokens --tenant acme --revoke \(id)")
    #expect(taken.errors == "revoked grant '\(id)' of tenant 'acme'\n")
    #expect(harness.run("quota grant llm.tokens --tenant acme --revoke \(id)").status == 3)
  }

  @Test func historyTellsWhatChanged() throws {
    harness.run("quota set api.requests 300/s --tenant acme --reason 'order 5'")
    let history = try harness.json("quota history api.requests --limit 1")
    #expect(history.array?.first?["after"]?.string == "300/s")
    #expect(history.array?.first?["tenant"]?.string == "acme")
    #expect(history.array?.first?["reason"]?.string == "order 5")
    #expect(try harness.json("quota history api.requests").array?.count == 5)
    #expect(try harness.json("quota history api.requests --tenant acme").array?.count == 1)
    #expect(try harness.json("quota history api.requests").array?.last?["tier"]?.string == "free")
  }

  @Test func aDryRunChangesNothing() throws {
    let result = harness.run("quota set api.requests 300/s --tenant acme --dry-run --exit-code")
    #expect(result.status == 10)
    #expect(try harness.json("quota show api.requests --tenant acme")["limit"]?.number == "200")
  }

  @Test(arguments: [
    ("quota set api.requests 1.5/s --tenant acme", 2, "1.5"), ("quota set api.requests 100/x --tenant acme", 2, "x"),
    ("quota set api.requests 99999999999999999999/s --tenant acme", 2, "too large"),
    ("quota set Api 5/s --tenant acme", 2, "Api"), ("quota set api.requests 5/s", 2, "--tier or --tenant"),
    ("quota set api.requests 5/s --tier pro --tenant acme", 2, "exclude"),
    ("quota set api.requests 5/s --tier pro --user u", 2, "--user needs"),
    ("quota set api.requests 5/s --tenant nobody", 3, "nobody"), ("quota set api.requests 5/s --tier gold", 3, "gold"),
    ("quota set api.requests 5/month --tenant acme --burst 5", 6, "burst"),
    ("quota set api.requests 5/s --tenant acme --on-exceed allow-and-bill", 6, "billed"),
    ("quota set api.requests 5/s --tenant acme --failure-policy maybe", 2, "maybe"),
    ("quota show api.request --tenant acme", 3, "did you mean 'api.requests'?"),
    ("quota grant api.requests --tenant acme --add 20%", 2, "--until"),
    ("quota grant api.requests --tenant acme --add 0% --until 2026-12-01", 2, "0%"),
    ("quota grant api.requests --tenant acme --add 20% --until 2020-01-01", 6, "lapsed"),
    ("quota grant api.requests --tenant acme --revoke g_0000000000 --add 5", 2, "--revoke"),
    ("tenant onboard globex --tier pro --region eu-west-1 --time-zone Mars/Base", 6, "Mars/Base"),
  ])
  func mistakesAreNamed(line: String, status: Int32, word: String) {
    let result = harness.run(line)
    #expect(result.status == status, "\(line): \(result.errors)")
    #expect(result.errors.contains(word), "\(line): \(result.errors)")
    #expect(result.output.isEmpty)
  }

  @Test func zoneFilesAreFoundWhereTheEnvironmentSays() {
    harness.environment["TZDIR"] = "/nowhere"
    let result = harness.run("tenant onboard globex --tier pro --region eu-west-1 --time-zone Europe/Berlin")
    #expect(result.status == 6)
    harness.environment["TZDIR"] = "/usr/share/zoneinfo"
    #expect(harness.run("tenant onboard globex --tier pro --region eu-west-1 --time-zone Europe/Berlin").status == 0)
  }
}
