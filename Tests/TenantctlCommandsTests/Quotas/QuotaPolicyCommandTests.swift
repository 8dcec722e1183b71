// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

@Suite struct QuotaPolicyCommandTests {
  private let harness: CommandHarness

  init() throws {
    harness = try CommandHarness()
    try harness.store.addSharedPool()
    harness.run("tenant onboard acme --tier pro --region eu-west-1 --billing-day 15")
    harness.store.clock.advance(seconds: 1)
  }

  @Test func everyPolicyIsSetListedAndShown() throws {
    let line =
      "quota set api.requests 300/s --tenant acme --mode hard --on-change additive --decrease grace:7d --alert 100 "
      + "--alert 50% --shadow 100 --on-exceed delay:2s"
    let result = harness.run(line)
    #expect(result.status == 0, "\(result.errors)")
    let listed = try #require(try harness.json("quota list --tenant acme").array?.first)
    for object in [listed, try harness.json("quota show api.requests --tenant acme")] {
      #expect(object["mode"]?.string == "hard")
      #expect(object["onChange"]?.string == "additive")
      #expect(object["decrease"]?.string == "grace:7d")
      #expect(object["onExceed"]?.string == "delay:2s")
      #expect(object["alerts"]?.array?.compactMap(\.number) == ["50", "100"])
    }
    #expect(listed["shadow"]?.number == "100")
    #expect(try harness.json("quota show api.requests --tenant acme")["shadow"]?.bool == true)
    // What is not named stays as it is.
    harness.run("quota set api.requests 400/s --tenant acme --no-alerts")
    let again = try #require(try harness.json("quota list --tenant acme").array?.first)
    #expect(again["decrease"]?.string == "grace:7d" && again["mode"]?.string == "hard")
    #expect(again["alerts"]?.array?.isEmpty == true)
    #expect(try harness.json("quota list --tier pro").array?.last?["mode"] == .null)
  }

  @Test func aLowerLimitSaysWhenItHolds() throws {
    let result = harness.run("quota set api.requests.monthly 5M/billing --tenant acme")
    #expect(
      result.errors
        == "set quota 'api.requests.monthly' of tenant 'acme' to 5M/billing, from the end of the period on\n")
    let shown = try harness.json("quota show api.requests.monthly --tenant acme")
    #expect(shown["allowance"]?.string == "20M/billing")
    #expect(shown["source"]?.string == "tier pro")
    #expect(shown["comingAllowance"]?.string == "5M/billing")
    #expect(shown["effectiveAt"]?.string == "2026-12-15T00:00:00Z")
    #expect(shown["overdrawn"]?.bool == false)
    let later = try harness.json("quota show api.requests.monthly --tenant acme --at 2026-12-15")
    #expect(later["allowance"]?.string == "5M/billing")
    #expect(later["comingAllowance"] == .null && later["effectiveAt"] == .null)
    let soft = harness.run("quota set api.requests.monthly 1M/billing --tenant acme --decrease soft")
    #expect(soft.errors.contains("only reported"))
    let watched = try harness.json("quota show api.requests.monthly --tenant acme --at 2028-01-01")
    #expect(watched["comingAllowance"]?.string == "1M/billing" && watched["effectiveAt"] == .null)
    #expect(watched["note"]?.string?.contains("1M/billing is only reported") == true)
    let grace = harness.run("quota set api.requests.monthly 2M/billing --tenant acme --decrease grace:7d")
    #expect(grace.errors.contains("after a grace of 7d"))
    let now = harness.run("quota set api.requests.monthly 2M/billing --tenant acme --decrease immediate")
    #expect(now.errors == "set quota 'api.requests.monthly' of tenant 'acme' to 2M/billing\n")
    #expect(try harness.json("quota show api.requests.monthly --tenant acme")["allowance"]?.string == "2M/billing")
  }

  @Test func unsetSaysWhenTheLevelAboveApplies() throws {
    harness.run("quota set llm.tokens 90M/billing --tenant acme")
    let unset = harness.run("quota unset llm.tokens --tenant acme")
    #expect(unset.errors == "unset quota 'llm.tokens' of tenant 'acme', from the end of the period on\n")
    let shown = try harness.json("quota show llm.tokens --tenant acme")
    #expect(shown["allowance"]?.string == "90M/billing" && shown["source"]?.string == "tenant acme")
    #expect(shown["comingAllowance"]?.string == "20M/billing")
  }

  @Test func aTenantKeepsWhatItHadUntilItsPeriodEnds() throws {
    #expect(harness.run("tenant update acme --tier starter").status == 0)
    let shown = try harness.json("quota show llm.tokens --tenant acme")
    #expect(shown["allowance"]?.string == "20M/billing")
    #expect(shown["source"]?.string == "tier pro")
    #expect(shown["comingAllowance"]?.string == "2M/billing")
    #expect(try harness.json("tenant show acme")["tierChangedAt"]?.string == "2026-11-23T12:00:01Z")
    #expect(harness.run("tenant update acme --tier free --decrease immediate").status == 0)
    #expect(try harness.json("quota show llm.tokens --tenant acme")["allowance"]?.string == "100k/billing")
    #expect(try harness.json("quota show api.requests --tenant acme")["allowance"]?.string == "10/s")
  }

  @Test func aTierRehearsesAnother() throws {
    let begun = harness.run("tier shadow pro --as starter --share 10%")
    #expect(begun.errors == "tier 'pro' rehearses tier 'starter' with 10% of its tenants\n")
    let shown = try harness.json("tier show pro")
    #expect(shown["shadowTier"]?.string == "starter" && shown["shadowShare"]?.number == "10")
    #expect(harness.run("tier shadow pro --as starter --share 10").errors == "unchanged\n")
    #expect(harness.run("tier shadow pro --off").errors == "tier 'pro' rehearses no other tier\n")
    #expect(try harness.json("tier show pro")["shadowTier"] == .null)
  }

  @Test func theShadowReportSaysWhatWouldHaveBeenRefused() throws {
    #expect(harness.run("quota shadow-report").errors == "no shadow decisions\n")
    let tenant = try #require(try harness.json("tenant show acme")["id"]?.string)
    let count = QuotaShadowCount(
      tenant: try TenantID(parsing: tenant), quota: try QuotaKey(parsing: "api.requests"),
      variant: QuotaShadowCount.variant(of: try Slug(parsing: "starter")), at: harness.store.clock.now, checked: 300,
      denied: 3)
    try harness.store.addShadow(count)
    let report = try #require(try harness.json("quota shadow-report --tenant acme --quota api.requests").array?.first)
    #expect(report["tenant"]?.string == "acme" && report["variant"]?.string == "tier:starter")
    #expect(report["denied"]?.number == "3" && report["percent"]?.number == "1" && report["days"]?.number == "1")
    #expect(try harness.json("quota shadow-report --until 2026-11-23").array?.isEmpty == true)
    #expect(harness.run("quota shadow-report").output.contains("DENIED %"))
  }

  @Test(arguments: [
    ("quota set api.requests 5/s --tenant acme --mode bursty", 2, "bursty"),
    ("quota set api.requests 5/day --tenant acme --mode hard", 6, "only a rate has the mode 'hard'"),
    ("quota set api.requests 20M/s --tenant acme --mode rolling", 6, "cannot count"),
    ("quota set api.requests 5/s --tenant acme --on-change forget", 2, "forget"),
    ("quota set api.requests 5/s --tenant acme --on-exceed queue", 2, "delay:DURATION"),
    ("quota set api.requests 5/s --tenant acme --on-exceed degrade:Big", 2, "degrade:Big"),
    ("quota set api.requests 5/s --tenant acme --decrease later", 2, "later"),
    ("quota set api.requests 5/s --tenant acme --alert 0", 6, "'0' is not an alert"),
    ("quota set api.requests 5/s --tenant acme --alert 80 --alert 80", 6, "once"),
    ("quota set api.requests 5/s --tenant acme --alert many", 2, "many"),
    ("quota set api.requests 5/s --tenant acme --alert 80 --no-alerts", 2, "exclude"),
    ("quota set api.requests 5/s --tenant acme --shadow 101", 6, "101"),
    ("tenant update acme --decrease soft", 2, "--decrease needs --tier"),
    ("tier shadow pro", 2, "--as and --share"), ("tier shadow pro --as free --share 5 --off", 2, "--off goes without"),
    ("tier shadow pro --as gold --share 5", 3, "gold"), ("tier shadow pro --as pro --share 5", 6, "its own shadow"),
    ("tier shadow pro --as free --share 0", 6, "'0' is not a share"),
    ("quota shadow-report --from 2026-11-02 --until 2026-11-01", 2, "after --from"),
    ("quota shadow-report --tenant nobody", 3, "nobody"),
  ])
  func mistakesAreNamed(line: String, status: Int32, word: String) {
    let result = harness.run(line)
    #expect(result.status == status, "\(line): \(result.errors)")
    #expect(result.errors.contains(word), "\(line): \(result.errors)")
    #expect(result.output.isEmpty)
  }
}
