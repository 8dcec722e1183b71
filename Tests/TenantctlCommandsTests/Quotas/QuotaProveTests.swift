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

  @Test func whatIsOnlyWatchedDoesNotHold() throws {
    harness.run("quota set calls 10/day --tier pro --shadow 100")
    let all = try harness.json("quota prove")
    #expect(all.array?.first?["holds"]?.bool == false && all.array?.first?["worstCase"] == .null)
    #expect(all.array?.first?["watchedPercent"]?.number == "100")
    #expect(harness.run("quota prove --strict").status == 6)
    #expect(harness.run("quota prove --strict --tenant acme").errors.contains("quota set --shadow 0"))
    let page = try harness.json("quota explain acme calls")
    #expect(page["bound"]?["holds"]?.bool == false && page["bound"]?["watchedPercent"]?.number == "100")
    // Of a tier one tenant that is watched is enough; of a tenant it is known whether it is one.
    harness.run("quota set calls 10/day --tier pro --shadow 50")
    #expect(harness.run("quota prove --strict").status == 6)
    let watched = try (0..<12).filter { index in
      harness.run("tenant onboard t-\(index) --tier pro --region eu-west-1")
      harness.run("quota set own 10/day --tenant t-\(index) --shadow 50")
      harness.run("quota set own 10/day --tenant t-\(index) --user u --shadow 50")
      let proofs = try harness.json("quota prove --tenant t-\(index) --quota own").array ?? []
      let explained = try harness.json("quota explain t-\(index) own")["bound"]?["holds"]?.bool
      #expect(proofs.count == 2)
      #expect(proofs.allSatisfy { $0["holds"]?.bool == explained && $0["holds"]?.bool != nil })
      return explained == false
    }
    #expect((1..<12).contains(watched.count), "\(watched)")
    let whole = try harness.json("quota prove --quota own")
    #expect(whole.array?.filter { $0["holds"]?.bool == false }.count == 2 * watched.count)
  }

  @Test func whatAnOutageAddsIsShown() throws {
    harness.run("quota set calls 10/day --tier pro --failure-policy allow:5/60s")
    let proof = try harness.json("quota prove").array?.first
    #expect(proof?["holds"]?.bool == false && proof?["holdsOutsideOutages"]?.bool == true)
    #expect(proof?["duringOutage"]?.number == "5" && proof?["worstCase"]?.number == "10")
    harness.terminalWidth = 260
    let table = harness.run("quota prove")
    #expect(table.output.contains("PER OUTAGE") && table.output.contains("per runtime and outage"), "\(table.output)")
    let strict = harness.run("quota prove --strict")
    #expect(strict.status == 6 && strict.errors.contains("--failure-policy last-lease"))
    #expect(!strict.errors.contains("--mode"))
    harness.run("quota set billed 10/day --tier pro --on-exceed allow-and-bill")
    #expect(harness.run("quota prove --strict").errors.contains("--on-exceed reject"))
  }

  @Test func whatIsKeptIsItsOwners() throws {
    harness.run("tier create free")
    harness.run("quota set calls 50/s --tier pro --mode hard")
    harness.run("quota set calls 10/s --tier free --mode hard")
    harness.run("tenant update acme --tier free")
    let proof = try #require(try harness.json("quota prove --tenant acme").array?.first)
    #expect(proof["allowance"]?.string == "50/s" && proof["level"]?.string == "tier")
    #expect(proof["owner"]?.string == "pro")
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
