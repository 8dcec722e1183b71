// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

/// Alerts of quotas per period that ingested usage makes due.
///
/// The clock says November 23rd 2026, 12:00.
@Suite struct UsageAlertTests {
  private let harness: CommandHarness

  init() throws {
    harness = try CommandHarness()
    try harness.store.addSharedPool()
    for slug in ["acme", "globex"] { harness.run("tenant onboard \(slug) --tier pro --region eu-west-1") }
    harness.run("quota set jobs 100/month --tenant acme --alert 50 --alert 80 --alert 100")
  }

  private func ingest(_ rows: [(tenant: String, time: String, quantity: Int)], _ name: String, _ options: String = "")
    throws
  {
    let lines = rows.enumerated().map { "\($1.tenant),\($1.time),jobs,\($1.quantity),\(name)-\($0)\n" }
    let path = try harness.store.folder.write("tenant,time,meter,quantity,id\n" + lines.joined(), to: "\(name).csv")
    let result = harness.run("usage ingest \(path) --tenant-by slug \(options)")
    #expect(result.status == 0, "\(result.errors)")
  }

  private func alerts(_ tenant: String = "acme") throws -> [String] {
    let rows = harness.run("quota watch --once --tenant \(tenant) -o csv --fields threshold").output
    return rows.split(separator: "\n").dropFirst().map(String.init)
  }

  @Test func usePastAShareIsToldOnce() throws {
    let time = "2026-11-20T10:00:00Z"
    try ingest([("acme", time, 30), ("globex", time, 500)], "one")
    #expect(try alerts() == [])
    try ingest((0..<30).map { _ in ("acme", time, 1) }, "two")
    #expect(try alerts() == ["50"])
    let explained = try harness.json("quota explain acme jobs")
    #expect(explained["alertsFired"]?.array?.map { $0["threshold"]?.number } == ["50"])
    #expect(explained["alertsFired"]?.array?.first?["used"]?.number == "60")
    try ingest([("acme", time, 1)], "three")
    try ingest([("acme", time, 100)], "four")
    #expect(try alerts() == ["50", "80", "100"])
    // The same file again counts nothing, and another period is told anew.
    try ingest([("acme", time, 100)], "four")
    try ingest([("acme", "2026-10-31T10:00:00Z", 80)], "late")
    #expect(try alerts() == ["50", "80", "100", "50", "80"])
    #expect(try alerts("globex") == [])
    #expect(harness.run("journal list --kind quota.alert --quiet").output.split(separator: "\n").count == 5)
    #expect(harness.run("journal verify").status == 0)
    #expect(harness.run("doctor").status == 0)
  }

  @Test func oldUsageAndDryRunsTellNothing() throws {
    try ingest([("acme", "2026-08-20T10:00:00Z", 300)], "old", "--backfill")
    try ingest([("acme", "2026-11-20T10:00:00Z", 300)], "dry", "--dry-run")
    #expect(try alerts() == [])
  }

  @Test func aLimitThatChangesWithinARunIsTheNewOne() throws {
    harness.run("quota set jobs 1k/month --tenant acme --alert 80")
    let time = "2026-11-20T10:00:00Z"
    try ingest([("acme", time, 790)], "one")
    #expect(try alerts() == [])
    harness.run("quota grant jobs --tenant acme --add 100% --until 2026-12-01")
    try ingest([("acme", time, 700)], "two")
    #expect(try alerts() == [])
    try ingest([("acme", time, 110)], "three")
    #expect(try alerts() == ["80"])
  }

  @Test func aTenantWhoseZoneIsNotToBeHadIsCounted() throws {
    harness.run("tenant update acme --time-zone Europe/Berlin")
    harness.environment["TZDIR"] = harness.store.folder.file("nothing")
    try ingest([("acme", "2026-11-20T10:00:00Z", 90)], "one")
    harness.environment["TZDIR"] = nil
    #expect(try alerts() == [])
    #expect(try harness.json("quota show jobs --tenant acme")["used"]?.number == "90")
  }
}
