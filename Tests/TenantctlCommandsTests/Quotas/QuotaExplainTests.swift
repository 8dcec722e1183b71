// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantRuntime
import TenantTestSupport
import Testing

@Suite struct QuotaExplainTests {
  private let harness: CommandHarness

  init() throws {
    harness = try CommandHarness()
    try harness.store.addSharedPool()
    harness.run("tenant onboard acme --tier pro --region eu-west-1")
  }

  @Test func everyLevelIsNamedAndWhyItLost() throws {
    harness.run("quota set api.requests 6/24h --tenant acme --burst 4 --decrease immediate")
    harness.run("quota check acme api.requests --cost 3 --consume")
    let page = try harness.json("quota explain acme api.requests --cost 2")
    let levels = try #require(page["levels"]?.array)
    #expect(levels.map { $0["level"]?.string } == ["tier", "tenant"])
    #expect(levels.map { $0["outcome"]?.string } == ["overridden", "chosen"])
    #expect(page["state"]?["used"]?.number == "3" && page["state"]?["remaining"]?.number == "1")
    #expect(page["parameters"]?["intervalNanoseconds"]?.number == "14400000000000")
    #expect(page["answer"]?["outcome"]?.string == "rejected")
    #expect(page["turns"]?.array?.map { $0["turn"]?.string } == ["wait", "ask-for-at-most", "raise-burst"])
    #expect(page["turns"]?.array?.last?["units"]?.number == "1")
    #expect(page["bound"]?["holds"]?.bool == false && page["bound"]?["worstCase"]?.number == "9")
    #expect(page["runtimes"]?.array?.isEmpty == true)
    #expect(page["inForceOn"]?["runtimes"]?.number == "0")
  }

  @Test func aPersonReadsSentences() {
    harness.run("quota set jobs 10/month --tenant acme --on-exceed allow-and-bill")
    harness.run("quota check acme jobs --cost 9 --consume")
    let page = harness.run("quota explain acme jobs")
    #expect(page.status == 0 && page.errors == "")
    for sentence in [
      "the request would be served: there is room", "answered otherwise if it costs more than 1",
      "9 used since 2026-11-01T00:00:00Z, 1 remain", "leases spent 9 within the limit and 0 beyond it",
      "it is served, and what is beyond the limit is charged", "each runtime spends what it holds, then refuses",
      "80% at 2026-11-23T12:00:0", "no runtime on this host", "no runtime holds units",
      "applies: the most specific definition",
    ] {
      #expect(page.output.contains(sentence), "\(sentence)\n\(page.output)")
    }
  }

  @Test func whatRuntimesHoldAndTheRevisionAreShown() throws {
    harness.run("quota set jobs 100/month --tenant acme")
    var options = RuntimeOptions()
    options.firstLeaseMilliseconds = 30_000
    let instant = harness.store.clock.now
    options.now = { instant }
    let runtime = try EnforcementRuntime(store: .path(harness.store.path), options: options)
    let jobs = try QuotaKey(parsing: "jobs")
    let quotas = try runtime.scope(of: TenantSelector(parsing: "acme")).quotas
    while !quotas.admit(jobs).isAllowed {}
    let page = try harness.json("quota explain acme jobs")
    let units = try #require(page["state"]?["outstanding"]?.number)
    let text = harness.run("quota explain acme jobs").output
    #expect(text.contains("1 runtime holds \(units) units that were granted and not reported as spent"), "\(text)")
    let newest = harness.run("journal list --limit 1 --quiet").output.dropLast()
    #expect(page["revision"]?.number == String(newest))
    #expect(text.split(separator: "\n").contains { $0.hasPrefix("Revision") && $0.hasSuffix(newest) }, "\(text)")
    withExtendedLifetime(runtime) {}
  }

  @Test func whatIsToComeIsShown() throws {
    harness.run("quota set jobs 10/month --tenant acme")
    harness.run("quota check acme jobs --cost 6 --consume")
    harness.run("quota set jobs 5/month --tenant acme")
    let page = try harness.json("quota explain acme jobs")
    #expect(page["pending"]?["allowance"]?.string == "5/month")
    #expect(page["pending"]?["effectiveAt"]?.string == "2026-12-01T00:00:00Z")
    #expect(page["levels"]?.array?.map { $0["outcome"]?.string } == ["undefined", "pending", "kept"])
    #expect(page["turns"]?.array?.last?["turn"]?.string == "limit-falls-to")
    #expect(harness.run("quota explain acme jobs").output.contains("5/month from 2026-12-01T00:00:00Z"))
    let later = try harness.json("quota explain acme jobs --at 2026-12-02")
    #expect(later["limit"]?.number == "5" && later["answer"] == .null && later["state"]?["used"]?.number == "0")
  }

  @Test(arguments: ["rolling", "hard", "bucket"])
  func everyModeIsExplained(mode: String) throws {
    harness.run("quota set calls 8/24h --tenant acme --mode \(mode)")
    let page = try harness.json("quota explain acme calls")
    #expect(page["mode"]?.string == mode && page["answer"]?["outcome"]?.string == "allowed")
    #expect(page["bound"]?["holds"]?.bool == (mode != "bucket"))
    #expect(page["state"]?["used"]?.number == "0", "\(page)")
    #expect(harness.run("quota explain acme calls").status == 0)
  }

  @Test func aUsersQuotaIsNested() throws {
    harness.run("quota set calls 8/24h --tenant acme")
    harness.run("quota set calls 2/24h --tenant acme --user u-1")
    let own = try harness.json("quota explain acme calls --user u-1 --cost 3")
    #expect(own["answer"]?["outcome"]?.string == "rejected" && own["nestedIn"]?["allowance"]?.string == "8/24h")
    #expect(own["turns"]?.array?.last?["units"]?.number == "1")
    harness.run("quota check acme calls --cost 8 --consume")
    let whole = try harness.json("quota explain acme calls --user u-1")
    #expect(whole["answer"]?["limit"]?.number == "8" && whole["answer"]?["outcome"]?.string == "rejected")
  }

  @Test func theTenantMayBeSuspendedOrTheQuotaUnknown() throws {
    harness.run("tenant suspend acme")
    let page = try harness.json("quota explain acme api.requests")
    #expect(page["answer"]?["reason"]?.string == "suspended")
    #expect(page["turns"]?.array?.first?["turn"]?.string == "resume-tenant")
    #expect(harness.run("quota explain acme nothing").status == 3)
  }
  @Test func onlyWhatConcernsTheQuotaIsItsLastChange() throws {
    func last() throws -> String? { try harness.json("quota explain acme jobs")["lastChange"]?.number }
    func newest() -> String { String(harness.run("journal list --limit 1 --quiet").output.dropLast()) }
    harness.run("quota set jobs 10/month --tier pro")
    for change in [
      "quota set jobs 20/month --tier pro", "quota grant jobs --tenant acme --add 20% --until 2026-12-01",
      "tenant suspend acme", "tenant resume acme", "quota set jobs 30/month --tenant acme",
      "quota set jobs 5/month --tenant acme --user u-1", "quota unset jobs --tenant acme --decrease immediate",
    ] {
      #expect(harness.run(change).status == 0)
      #expect(try last() == newest(), "\(change)")
    }
    let before = try last()
    harness.run("tenant onboard globex --tier free --region eu-west-1")
    for other in [
      "quota set jobs 5/month --tier free", "quota set jobs 5/month --tenant globex",
      "quota set calls 5/s --tenant acme",
      "quota set calls 5/s --tier pro", "quota check acme jobs --cost 24 --consume",
    ] {
      #expect(harness.run(other).status == 0, "\(other)")
      #expect(newest() != before)
      #expect(try last() == before, "\(other)")
    }
  }
}
