// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

@Suite struct QuotaProveTests {
  private let harness: CommandHarness

  init() throws {
    harness = try CommandHarness(bare: true)
    try harness.store.addSharedPool()
    harness.run("tier create pro")
    harness.run("tenant onboard acme --tier pro --region eu-west-1")
  }

  @Test func limitsThatCanBeExceededAreFlagged() throws {
    harness.run("quota set hard 100/s --tier pro --mode hard")
    harness.run("quota set ring 100/s --tier pro --mode rolling")
    harness.run("quota set jobs 10/month --tier pro")
    harness.run("quota set free unlimited --tier pro")
    let good = harness.run("quota prove --strict")
    #expect(good.status == 0 && good.errors == "proved 3 limits: all hold\n", "\(good.errors)")
    harness.run("quota set bucket 100/s --tenant acme")
    harness.run("quota set bucket 10/s --tenant acme --user u-1 --mode hard")
    let all = try harness.json("quota prove")
    #expect(all.array?.count == 5)
    let bucket = try #require(all.array?.first { $0["quota"]?.string == "bucket" && $0["level"]?.string == "tenant" })
    #expect(bucket["holds"]?.bool == false && bucket["worstCase"]?.number == "199")
    #expect(bucket["owner"]?.string == "acme" && bucket["sustainedPerMille"]?.number == "1000")
    let loose = harness.run("quota prove --limit 1")
    #expect(loose.status == 0 && loose.errors == "1 of 5 limits can be exceeded\n")
    let strict = harness.run("quota prove --strict --limit 1")
    #expect(strict.status == 6 && strict.errors.contains("1 of 5 limits can be exceeded"))
    #expect(harness.run("quota prove --strict --tier pro").status == 0)
  }

  @Test func ofATenantWhatAppliesIsProved() throws {
    harness.run("quota set calls 100/s --tier pro --mode hard")
    harness.run("quota grant calls --tenant acme --add 20% --until 2026-12-01")
    let applies = try harness.json("quota prove --tenant acme --quota calls")
    #expect(applies.array?.first?["limit"]?.number == "120" && applies.array?.first?["holds"]?.bool == true)
    #expect(applies.array?.first?["level"]?.string == "tier" && applies.array?.first?["owner"]?.string == "pro")
    #expect(harness.run("quota prove --tenant nobody").status == 3)
    #expect(harness.run("quota prove --tier nothing").status == 3)
    #expect(harness.run("quota prove --tier pro --tenant acme").status == 2)
    #expect(harness.run("quota prove --quota nothing").errors == "no limits\nproved 0 limits: all hold\n")
  }
}
