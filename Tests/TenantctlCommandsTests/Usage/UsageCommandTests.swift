// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

@testable import TenantStore

@Suite struct UsageCommandTests {
  private let harness: CommandHarness

  init() throws {
    harness = try CommandHarness()
    try harness.store.addSharedPool()
    for slug in ["acme", "globex", "initech"] { harness.run("tenant onboard \(slug) --tier free --region eu-west-1") }
  }

  private func file(_ text: String, _ name: String = "usage.csv") throws -> String {
    try harness.store.folder.write(text, to: name)
  }

  private static let table = """
    tenant,time,meter,quantity,id
    acme,2026-11-19T23:30:00Z,calls,5,1
    acme,2026-11-20T00:30:00Z,calls,7,2
    acme,2026-11-20T01:15:00Z,bytes,900,3
    globex,2026-11-20T00:30:00Z,calls,36,4

    """

  @Test func ingestSaysWhatWasCountedAndASecondTimeThatNothingIsNew() throws {
    let path = try file(Self.table)
    let first = harness.run("usage ingest \(path)")
    #expect(first.status == 0, "\(first.errors)")
    #expect(first.errors == "ingested 4 events from '\(path)': bytes 900, calls 48\n")
    let second = harness.run("usage ingest \(path)")
    #expect(second.status == 0)
    #expect(second.errors == "unchanged: 4 duplicates\n")
    let json = try harness.json("usage ingest \(path)")
    #expect(json["ingested"]?.number == "0")
    #expect(json["duplicates"]?.number == "4")
    #expect(harness.run("usage ingest \(path) -q").output == "0\n")
  }

  @Test func dryRunCountsNothing() throws {
    let result = harness.run("usage ingest \(try file(Self.table)) --dry-run --exit-code")
    #expect(result.status == 10)
    #expect(result.errors.hasPrefix("(dry run) would have ingested 4 events"))
    #expect(harness.run("usage meters").errors == "no meters\n")
  }

  @Test func badRowIsNamedAndWithKeepGoingLeftOut() throws {
    let path = try file(Self.table + "nobody,2026-11-20,calls,1,5\n")
    let strict = harness.run("usage ingest \(path)")
    #expect(strict.status == 6)
    #expect(strict.errors.hasPrefix("error: \(path), line 6: tenant 'nobody' not found\nhint: "))
    #expect(harness.run("usage meters -q").output == "")
    let lenient = harness.run("usage ingest \(path) --keep-going")
    #expect(lenient.status == 9)
    #expect(lenient.errors.contains("warning: \(path), line 6: tenant 'nobody' not found\n"))
    #expect(lenient.errors.contains("1 not taken"))
    #expect(harness.run("usage ingest \(path) --keep-going --dry-run --exit-code").status == 9)
    #expect(harness.run("usage show acme --meter calls --fields quantity --no-header").output == "12\n")
  }

  @Test func oldEventsNeedBackfill() throws {
    let path = try file("tenant,time,meter,id\nacme,2015-05-17,calls,1\n")
    #expect(harness.run("usage ingest \(path)").status == 6)
    let taken = try harness.json("usage ingest \(path) --backfill")
    #expect(taken["backfilled"]?.number == "1")
  }

  @Test(arguments: [
    ("usage ingest -- data.bin", 2), ("usage ingest missing.csv", 1), ("usage ingest x.csv --map tenant", 6),
    ("usage ingest x.log --map tenant=a", 2), ("usage ingest x.log --delimiter ;", 2),
    ("usage ingest x.csv --delimiter ab", 2), ("usage ingest x.csv --tenant-by name", 2),
    ("usage show nobody", 3), ("usage show acme --meter nothing", 3), ("usage show acme --period 2026-13", 2),
    ("usage show acme --period 2026-11 --from 2026-11-01", 2),
    ("usage show acme --from 2026-11-02 --until 2026-11-01", 6),
    ("usage top", 3), ("usage top --limit 0", 2), ("usage list nobody", 3), ("usage export --tenant nobody", 3),
    ("usage export --meter nothing", 3), ("usage export --events --by day", 2),
    ("usage export --events --tenant nobody", 3),
  ])
  func wrongWordsEndWithTheirStatus(line: String, status: Int32) {
    let result = harness.run(line)
    #expect(result.status == status, "\(line): \(result.errors)")
    #expect(result.errors.hasPrefix("error: "))
    #expect(result.output.isEmpty)
  }

  @Test func showAddsUpByMeterAndWindow() throws {
    harness.run("usage ingest \(try file(Self.table))")
    func rows(_ options: String) -> String {
      harness.run("usage show acme \(options) --output csv --no-header --fields meter,from,quantity,events").output
        .replacing("\r\n", with: "\n")
    }
    #expect(rows("") == "bytes,,900,1\ncalls,,12,2\n")
    #expect(
      rows("--by day") == """
        bytes,2026-11-20T00:00:00Z,900,1
        calls,2026-11-19T00:00:00Z,5,1
        calls,2026-11-20T00:00:00Z,7,1

        """)
    #expect(rows("--by month --meter calls") == "calls,2026-11-01T00:00:00Z,12,2\n")
    #expect(rows("--by hour --period 2026-11-20 --meter calls") == "calls,2026-11-20T00:00:00Z,7,1\n")
    #expect(rows("--from 2026-11-19T23:00:00Z --until 2026-11-20T00:15:00Z") == "calls,2026-11-19T23:00:00Z,5,1\n")
    #expect(rows("--period 2026-10..2026-10") == "")
    let cut = try harness.json(
      "usage show acme --meter calls --by day --from 2026-11-19T23:10:00Z --until 2026-11-20T00:31:00Z")
    #expect(cut.array?.first?["from"]?.string == "2026-11-19T23:10:00Z")
    #expect(cut.array?.last?["until"]?.string == "2026-11-20T00:31:00Z")
    #expect(harness.run("usage show acme --meter call").errors.contains("did you mean 'calls'?"))
  }

  @Test func topRanksTenantsWithBarsOnlyForEyes() throws {
    harness.run("usage ingest \(try file(Self.table))")
    #expect(harness.run("usage top").status == 2)
    let result = harness.run("usage top --meter calls")
    #expect(
      result.output == "#  TENANT  QUANTITY   SHARE  \n"
        + "1  globex        36  75.0 %  \(String(repeating: "█", count: 24))\n"
        + "2  acme          12  25.0 %  \(String(repeating: "█", count: 8))\n")
    #expect(result.errors == "2 of 2 tenants; all used 48 of calls\n")
    let first = try #require(try harness.json("usage top --meter calls --limit 1").array?.first)
    #expect(first["bar"] == nil)
    #expect(first["quantity"]?.number == "36")
    #expect(harness.run("usage top --meter calls --period 2026-11-19 -q").output == "acme\n")
  }

  @Test func onlyMeterNeedsNoName() throws {
    harness.run(
      "usage ingest \(try file("tenant,time,meter,id\nglobex,2026-11-20,calls,1\nacme,2026-11-20,calls,1\n"))")
    #expect(harness.run("usage top -q --limit 1").output == "acme\n")
  }

  @Test func eventsAreListedByTime() throws {
    harness.run("usage ingest \(try file(Self.table))")
    harness.run("usage ingest \(try file("tenant,time,id,meter,reverses\nacme,2026-11-21,9,,2\n", "reversal.csv"))")
    #expect(harness.run("usage list acme -q").output == "1\n2\n9\n3\n")
    #expect(harness.run("usage list acme -q --limit 1 --meter bytes").output == "3\n")
    #expect(harness.run("usage list acme -q --source other").output == "")
    let last = try #require(try harness.json("usage list acme --from 2026-11-20 --meter calls").array?.last)
    #expect(last["reverses"]?.string == "2")
    #expect(last["quantities"]?["calls"]?.number == "-7")
  }

  @Test func verifyFindsWhatWasChangedByOtherMeans() throws {
    harness.run("usage ingest \(try file(Self.table))")
    let intact = harness.run("usage verify")
    #expect(intact.status == 0)
    #expect(intact.errors.contains("verified 4 events and 8 sums"))
    for (sql, what) in [
      ("UPDATE usage_rollup SET quantity = quantity + 1 WHERE meter = 'bytes' AND grain = 'day'", "day"),
      ("UPDATE usage_rollup SET events = events + 1 WHERE meter = 'bytes' AND grain = 'hour'", "hour"),
      ("DELETE FROM usage_rollup WHERE meter = 'bytes' AND grain = 'hour'", "hour"),
      ("DELETE FROM usage_event WHERE id = '1'", "day"),
      ("UPDATE usage_event SET quantities = 'calls=8' WHERE id = '2'", "event"),
      ("UPDATE usage_event SET quantities = 'garbage' WHERE id = '2'", "event"),
      ("UPDATE usage_event SET time = time + 1 WHERE id = '2'", "event"),
    ] {
      // Each fault alone: a harness of its own, changed behind the program's back.
      let other = try UsageCommandTests()
      other.harness.run("usage ingest \(try other.file(Self.table))")
      try other.harness.store.write { _ = try $0.run(sql) }
      let result = other.harness.run("usage verify --output csv")
      #expect(result.status == 6, "\(sql)")
      #expect(result.output.contains(",\(what),"), "\(sql): \(result.output)")
      #expect(result.errors.contains("differences in 4 events") || result.errors.contains("differences in 3 events"))
    }
  }

  @Test func exportedEventsIngestIntoTheSameSums() throws {
    harness.run("usage ingest \(try file(Self.table))")
    harness.run("usage ingest \(try file("tenant,time,id,meter,reverses\nacme,2026-11-21,9,,2\n", "reversal.csv"))")
    let sums = harness.run("usage export --by hour --output jsonl").output
    #expect(sums.split(separator: "\n").count == 4)
    let events = harness.run("usage export --events").output
    #expect(events.split(separator: "\n").count == 5)
    // The very events that are there already are recognised as such, reversal included.
    let path = try file(events, "events.ndjson")
    #expect(harness.run("usage ingest \(path)").errors == "unchanged: 5 duplicates\n")
    #expect(harness.run("usage export --by hour --output jsonl").output == sums)
    #expect(
      harness.run("usage export --tenant acme --meter calls --output csv --no-header --fields quantity").output
        == "5\n")
    #expect(harness.run("usage export --events --meter bytes").output.split(separator: "\n").count == 1)
  }
}
