// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

/// Rates in these tests give a unit back in hours, so that nothing depends on how fast they run.
@Suite struct QuotaCheckTests {
  private let harness: CommandHarness

  init() throws {
    harness = try CommandHarness()
    try harness.store.addSharedPool()
    harness.run("tenant onboard acme --tier pro --region eu-west-1")
    harness.run("quota set calls 4/24h --tenant acme")
    harness.run("quota set jobs 10/month --tenant acme")
    harness.run("quota set slots 3 --tenant acme")
  }

  @Test(arguments: ["calls", "jobs", "slots"])
  func askingCountsNothing(quota: String) throws {
    let first = try harness.json("quota check acme \(quota) --cost 2")
    #expect(first["outcome"]?.string == "allowed" && first["remaining"] != .null)
    for again in ["", " --consume --dry-run"] {
      let answer = try harness.json("quota check acme \(quota) --cost 2\(again)")
      #expect(answer["outcome"] == first["outcome"] && answer["remaining"] == first["remaining"])
      #expect(answer["counted"]?.bool == false)
    }
    // Nothing would be taken of what is held at once.
    let status = harness.run("quota check acme \(quota) --cost 2 --consume -n --exit-code").status
    #expect(status == (quota == "slots" ? 0 : 10))
  }

  @Test func whatIsConsumedOfARateIsUsed() throws {
    #expect(try harness.json("quota check acme calls --cost 3 --consume")["remaining"]?.number == "1")
    let refused = harness.run("quota check acme calls --cost 2 --json")
    #expect(refused.status == 5 && refused.errors.contains("\"code\":\"quota.exceeded\""))
    let answer = try JSONValue(parsing: refused.output)
    #expect(answer["outcome"]?.string == "rejected" && answer["reason"]?.string == "exceeded")
    #expect(answer["remaining"]?.number == "1" && answer["limit"]?.number == "4")
    #expect(answer["headers"]?["RateLimit-Policy"]?.string == "\"calls\";q=4;w=86400")
    #expect(answer["headers"]?["Retry-After"]?.string != nil)
    #expect(try harness.json("quota check acme calls")["remaining"]?.number == "0")
    let never = harness.run("quota check acme calls --cost 5")
    #expect(never.status == 5 && never.output.contains("never-satisfiable"))
    #expect(never.errors.contains("tenantctl quota explain acme calls"))
  }

  @Test func whatIsConsumedOfAPeriodIsSpentAndMetered() throws {
    let answer = try harness.json("quota check acme jobs --cost 7 --consume")
    #expect(answer["counted"]?.bool == true && answer["remaining"]?.number == "3")
    let usage = try harness.json("quota show jobs --tenant acme")
    #expect(usage["used"]?.number == "7")
    #expect(harness.run("quota reconcile --tenant acme").status == 0)
    #expect(harness.run("quota check acme jobs --cost 4 --consume").status == 5)
    #expect(try harness.json("quota check acme jobs --cost 3")["remaining"]?.number == "0")
    let explained = try harness.json("quota explain acme jobs")
    #expect(explained["state"]?["settled"]?.number == "7" && explained["state"]?["outstanding"]?.number == "0")
  }

  @Test func whatIsHeldAtOnceIsNotTaken() throws {
    let answer = try harness.json("quota check acme slots --cost 3 --consume")
    #expect(answer["outcome"]?.string == "allowed" && answer["counted"]?.bool == false)
    #expect(harness.run("quota check acme slots --consume").errors.contains("would be served"))
    #expect(try harness.json("quota check acme slots --cost 3")["remaining"]?.number == "3")
    #expect(harness.run("quota check acme slots --cost 4").status == 5)
  }

  @Test func aUsersOwnQuotaCountsToo() throws {
    harness.run("quota set calls 1/24h --tenant acme --user u-1")
    #expect(harness.run("quota check acme calls --cost 2 --user u-1").status == 5)
    #expect(harness.run("quota check acme calls --cost 2 --user u-2").status == 0)
    #expect(harness.run(["quota", "check", "acme", "calls", "--user", ""]).status == 6)
  }

  @Test func whatIsNotRefusedSaysWhatItIs() throws {
    harness.run("quota set slow 2/24h --tenant acme --on-exceed delay:24h")
    harness.run("quota set less 2/24h --tenant acme --on-exceed degrade:cached")
    harness.run("quota set bill 2/month --tenant acme --on-exceed allow-and-bill")
    for quota in ["slow", "less", "bill"] { harness.run("quota check acme \(quota) --cost 2 --consume") }
    let slow = harness.run("quota check acme slow")
    #expect(slow.status == 0 && slow.errors.contains("would be served after a wait of 12 h"), "\(slow.errors)")
    #expect(slow.output.contains("Delay") && slow.output.contains("delayed"))
    let less = harness.run("quota check acme less")
    #expect(less.status == 0 && less.errors.contains("would be served with less: 'cached'"))
    let bill = try harness.json("quota check acme bill")
    #expect(bill["outcome"]?.string == "allowed" && bill["reason"]?.string == "billed-overage")
    for (quota, isCounted) in [("slow", true), ("less", false), ("bill", true)] {
      #expect(try harness.json("quota check acme \(quota) --consume")["counted"]?.bool == isCounted, "\(quota)")
    }
  }

  @Test func whatNothingLimitsIsNotCounted() throws {
    harness.run("tenant onboard globex --tier pro --region eu-west-1")
    harness.run("quota set theirs 5/24h --tenant globex")
    harness.run("quota set free unlimited/24h --tenant acme")
    harness.run("quota set watched 1/24h --tenant acme --shadow 100")
    #expect(
      harness.run("quota check acme theirs").errors
        == "the request would be served: nothing defines the quota for the tenant\n")
    for quota in ["theirs", "free", "watched --cost 2"] {
      let answer = try harness.json("quota check acme \(quota) --consume")
      #expect(answer["outcome"]?.string == "allowed" && answer["counted"]?.bool == false, "\(quota)")
    }
    #expect(try harness.json("quota check acme watched --consume")["counted"]?.bool == true)
  }

  @Test func aNameThatTheStoreDoesNotKnowIsMistyped() {
    let typo = harness.run("quota check acme cals --consume")
    #expect(typo.status == 3 && typo.output == "" && typo.errors.contains("did you mean 'calls'?"), "\(typo.errors)")
    #expect(typo.errors.contains("tenant 'acme' has no quota 'cals'"))
    #expect(harness.run("quota check acme cals").status == harness.run("quota explain acme cals").status)
  }

  @Test func whoMayDoNothingIsRefused() {
    harness.run("tenant suspend acme")
    let result = harness.run("quota check acme calls")
    #expect(result.status == 5 && result.errors.contains("suspended"))
    #expect(harness.run("quota check nobody calls").status == 3)
    #expect(harness.run("quota check acme calls --cost -1").status == 2)
    #expect(harness.run("quota check acme calls --idempotency-key k").status == 2)
  }
}
