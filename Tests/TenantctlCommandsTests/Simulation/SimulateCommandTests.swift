// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

@Suite struct SimulateCommandTests {
  private let harness: CommandHarness
  private static let small = "simulate --tenants 30 --hours 1 --pattern noisy-neighbour"

  init() throws {
    harness = try CommandHarness()
  }

  private func log(_ lines: Int, client: String = "203.0.113.1") throws -> String {
    let text = (0..<lines).map {
      "\(client) - - [20/Nov/2026:10:00:0\($0 / 10) +0000] \"GET / HTTP/1.1\" 200 10\n"
    }
    return try harness.store.folder.write(text.joined(), to: "access.log")
  }

  @Test func tiersAddUpToAll() throws {
    let rows = try #require(try harness.json(Self.small).array)
    #expect(rows.map { $0["tier"]?.string } == ["free", "starter", "pro", "enterprise", "all"])
    func sum(_ field: String) -> Int { rows.dropLast().reduce(0) { $0 + (Int($1[field]?.number ?? "") ?? 0) } }
    for field in ["tenants", "offered", "admitted", "delayed", "denied"] {
      #expect(rows.last?[field]?.number == String(sum(field)), "\(field)")
    }
    #expect(sum("tenants") == 30)
    #expect(sum("offered") == sum("admitted") + sum("denied"))
    #expect(sum("denied") > 0)
    #expect(rows.last?["fairness"]?.number?.hasPrefix("0.") == true)
  }

  @Test func theSameCommandPrintsTheSame() {
    for format in ["table", "csv", "json"] {
      let first = harness.run("\(Self.small) --output \(format)")
      let second = harness.run("\(Self.small) --output \(format)")
      #expect(first.status == 0, "\(first.errors)")
      #expect(first.output == second.output)
      #expect(first.errors == second.errors)
    }
    #expect(harness.run(Self.small).output != harness.run("\(Self.small) --seed 2").output)
    #expect(harness.run("\(Self.small) --html -").output == harness.run("\(Self.small) --html -").output)
  }

  @Test func aTableIsFollowedByAChart() {
    let result = harness.run(Self.small)
    #expect(result.output.contains("day 1 00:55"))
    #expect(result.output.contains("█"))
    #expect(result.output.contains("░"))
    #expect(result.errors.hasPrefix("30 tenants, noisy-neighbour, 1 hour, seed 1: "))
    #expect(!harness.run("\(Self.small) --output csv").output.contains("█"))
    #expect(!harness.run("\(Self.small) --quiet").output.contains("█"))
  }

  @Test func rowsCanBeTenantsAndTime() throws {
    let tenants = harness.run(
      "\(Self.small) --by tenant --sort denied:desc --limit 1 --fields tenant,tier --output csv")
    #expect(tenants.output == "tenant,tier\nfree-1,free\n")
    let time = try #require(try harness.json("\(Self.small) --by time").array)
    #expect(time.count == 12)
    #expect(time.first?["from"]?.string == "day 1 00:00")
  }

  @Test func theStoresTiersCountAndOthersCanBeTriedOut() throws {
    let before = try harness.json("\(Self.small) --tier-mix free=1 --fields tier,denied")
    harness.run("quota set api.requests 10k/s --tier free --burst 20k")
    let after = try harness.json("\(Self.small) --tier-mix free=1 --fields tier,denied")
    #expect(before != after)
    let tried = try harness.json("\(Self.small) --tier-mix free=1 --allowance free=unlimited/s")
    #expect(tried.array?.last?["denied"]?.number == "0")
    harness.environment["TENANTCTL_STORE"] = harness.store.folder.file("none.db")
    #expect(try harness.json("\(Self.small) --tier-mix free=1 --fields tier,denied") == before)
  }

  @Test func whatMakesNoSenseIsRefused() {
    for options in [
      "--tenants 0", "--tenants 1000001", "--hours 0", "--hours 8761", "--pattern wild", "--tier-mix free",
      "--tier-mix free=0", "--tier-mix free=1,free=2", "--allowance lots", "--allowance free=", "--mode soft",
      "--tenant-by slug", "--keep-going", "--replay a.log --tenants 5", "--replay a.log --seed 5",
    ] {
      #expect(harness.run("simulate \(options)").status == 2, "\(options)")
    }
    let unknown = harness.run("simulate --tenants 1 --hours 1 --tier-mix gold=1")
    #expect(unknown.status == 3)
    #expect(unknown.errors.contains("nothing limits 'api.requests' of tier 'gold'"))
    #expect(harness.run("simulate --tenants 1 --hours 1 --quota storage.bytes").errors.contains("is not a rate"))
  }

  @Test func whatIsTriedOutForNobodyIsRefused() {
    let absent = harness.run("simulate --tenants 5 --hours 1 --allowance gold=5/s")
    #expect(absent.status == 2 && absent.errors.contains("'gold=…' is for a tier that is not in the mix"))
    #expect(absent.errors.contains("free=70,starter=20,pro=9,enterprise=1"), "\(absent.errors)")
    #expect(harness.run("simulate --tenants 5 --hours 1 --allowance pro=5/s --tier-mix free=1").status == 2)
    #expect(harness.run("simulate --tenants 5 --hours 1 --allowance gold=5/s --tier-mix free=1,gold=1").status == 0)
  }

  @Test func anEmptyLogIsOfNoTime() throws {
    let log = try log(0)
    #expect(try harness.json("simulate --replay \(log) --by time").array?.isEmpty == true)
    for options in ["", " --html -", " --by tenant"] {
      let result = harness.run("simulate --replay \(log)\(options)")
      #expect(result.status == 0 && !(result.output + result.errors).contains("1970"), "\(result.output)")
    }
  }

  @Test func recordedTrafficIsReplayedAgainstTheTenantsQuotas() throws {
    try harness.store.addSharedPool()
    harness.run("tenant onboard acme --tier free --region eu-west-1 --external-id ip=203.0.113.1")
    let log = try log(60)
    let rows = try #require(try harness.json("simulate --replay \(log) --by tenant").array)
    #expect(rows.count == 1)
    #expect(rows[0]["tenant"]?.string == "acme")
    #expect(rows[0]["offered"]?.number == "60")
    #expect(rows[0]["denied"]?.number == "0")
    let tried = harness.run(
      "simulate --replay \(log) --allowance 5/s --by time --output csv --fields from,offered,denied")
    #expect(tried.output.hasPrefix("from,offered,denied\n2026-11-20T10:00:00Z,60,"))
    let foreign = harness.run("simulate --replay \(log) --tenant-by slug")
    #expect(foreign.errors.contains("left out 60 requests of 1 client that is no tenant"))
  }

  @Test func withoutAStoreEachClientIsATenant() throws {
    let log = try log(20)
    harness.environment["TENANTCTL_STORE"] = harness.store.folder.file("none.db")
    let rows = try #require(try harness.json("simulate --replay \(log) --allowance 5/s --by tenant").array)
    #expect(rows.map { $0["tenant"]?.string } == ["203.0.113.1"])
    let result = harness.run("simulate --replay \(log)")
    #expect(result.status == 2)
    #expect(result.errors.contains("--allowance"))
  }

  @Test func thePageNeedsNothingButItself() throws {
    let html = harness.run("\(Self.small) --html -").output
    #expect(html.hasPrefix("<!DOCTYPE html>"))
    #expect(html.contains("30 tenants, noisy-neighbour, 1 hour, seed 1"))
    for word in ["<script", "http://", "https://", "url(", "@import", "<link", "<img"] {
      let allowed = html.replacing("xmlns=\"http://www.w3.org/2000/svg\"", with: "")
      #expect(!allowed.contains(word), "\(word)")
    }
    for tag in ["table", "section", "figure", "svg", "g", "tr", "td", "footer", "div", "p"] {
      let opened = html.ranges(of: "<\(tag)>").count + html.ranges(of: "<\(tag) ").count
      #expect(opened == html.ranges(of: "</\(tag)>").count, "\(tag)")
    }
    let path = harness.store.folder.file("page.html")
    #expect(harness.run("\(Self.small) --html \(path)").errors == "wrote '\(path)'\n")
    #expect(harness.run("\(Self.small) --html \(path)").status == 4)
    #expect(harness.run("\(Self.small) --html \(path) --force").status == 0)
  }
}
