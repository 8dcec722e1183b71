// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantStore
import TenantTestSupport
import Testing

@testable import TenantAdmin

@Suite struct ImportTenantsTests {
  private let store: TemporaryStore

  init() throws {
    store = try TemporaryStore()
    try store.addSharedPool()
  }

  private func importing(
    _ text: String, format: TenantImportFormat = .csv, keepGoing: Bool = false, ifNotExists: Bool = false
  ) throws -> TenantImportReport {
    let source = try ByteSource(path: store.folder.write(text, to: "input"))
    let rows: any TenantRowSource = format == .csv ? try CSVTenantRows(source) : try NDJSONTenantRows(source)
    var options = TenantImportOptions(source: "input")
    options.defaults = TenantDefaults(tier: try Slug(parsing: "free"), region: try Region(parsing: "eu-west-1"))
    options.keepGoing = keepGoing
    options.ifNotExists = ifNotExists
    return try store.administration().importTenants(rows, options) { _, _, _ in }.value
  }

  @Test func aKeyStandsForTheContentOfTheFile() throws {
    func run(_ text: String) throws -> Outcome<TenantImportReport> {
      let rows = try CSVTenantRows(ByteSource(path: store.folder.write(text, to: "input")))
      return try store.administration(idempotencyKey: "day-1").importTenants(rows, TenantImportOptions(source: "input"))
      {
        _, _, _ in
      }
    }
    let first = try run("slug,tier,region\nacme,free,eu-west-1\n")
    #expect(first.value.created == 1)
    let again = try run("slug,tier,region\nacme,free,eu-west-1\n")
    #expect(again.isReplay && again.value == first.value)
    let other = #expect(throws: TenantError.self) { try run("slug,tier,region\nglobex,free,eu-west-1\n") }
    #expect(other?.code == .idempotencyMismatch)
    #expect(try count() == 1)
  }

  private func count() throws -> Int {
    var count = 0
    try store.read {
      try $0.forEachTenant(TenantFilter()) { _ in
        count += 1
        return true
      }
    }
    return count
  }

  @Test func everyColumnIsRead() throws {
    let report = try importing(
      """
      slug,name,tier,region,allowed_regions,contact,time_zone,billing_day,label.industry,external.billing
      acme,"Acme, Inc",pro,eu-west-1,eu-west-1;us-east-1,ops@acme.example,Europe/Berlin,15,food,cus_1
      globex,,,,,,,,,
      """)
    #expect(report.created == 2)
    let acme = try store.read { try $0.requireTenant(.external(kind: "billing", value: "cus_1")) }
    #expect(acme.name == "Acme, Inc" && acme.tier.rawValue == "pro" && acme.allowedRegions.count == 2)
    #expect(acme.timeZone == "Europe/Berlin" && acme.billingAnchorDay == 15 && acme.labels == ["industry": "food"])
    let globex = try store.read { try $0.requireTenant(.slug(Slug(parsing: "globex"))) }
    #expect(globex.tier.rawValue == "free" && globex.name == "globex" && globex.contact == nil)
  }

  @Test func objectsHaveTheKeysThatShowPrints() throws {
    let report = try importing(
      """
      {"slug":"acme","homeRegion":"eu-west-1","allowedRegions":["eu-west-1"],"labels":{"a":"b"},"externalIds":{"billing":"c1"},"billingAnchorDay":31}

      {"slug":"globex","contact":null}
      """, format: .ndjson)
    #expect(report.created == 2)
    #expect(try store.read { try $0.requireTenant(.external(kind: "billing", value: "c1")) }.billingAnchorDay == 31)
  }

  @Test(arguments: [
    ("slug\nacme\nA!\n", "line 3, column 1 'slug': 'A!' is not a valid name"),
    ("slug,tier\nacme,gold\n", "line 2, column 2 'tier': tier 'gold' not found"),
    ("slug,billing_day\nacme,32\n", "line 2, column 2 'billingAnchorDay': '32' is not a billing day"),
    ("slug,colour\nacme,red\n", "line 1, column 2 'colour': unknown column"),
    ("name\nAcme\n", "line 2 'slug': missing"),
    ("slug\nacme\nacme\n", "line 3, column 1 'slug': tenant 'acme' exists already"),
    ("slug,name\nacme\n", "line 2: 1 column where 2 are expected"),
    ("slug,name\nacme,\"open\n", "line 2"),
    (
      "slug,external.billing\nacme,c1\nglobex,c1\n",
      "line 3, column 2 'externalIds.billing': external id 'billing:c1' belongs to another tenant"
    ),
    ("slug,label.Bad\nacme,x\n", "line 2: 'Bad' is not a valid label key"),
  ])
  func aBadRowIsNamedAndNothingIsImported(text: String, complaint: String) throws {
    let fault = #expect(throws: TenantError.self) { try importing(text) }
    #expect(fault?.message.contains(complaint) == true, "\(fault?.message ?? "")")
    #expect(try count() == 0)
    #expect(try store.read { try $0.verifyJournal() }.isIntact)
  }

  @Test func keepingGoingKeepsTheGoodRowsAndOnlyThose() throws {
    let report = try importing(
      "slug,external.billing\nacme,c1\nBAD,c2\nglobex,c1\ninitech,c3\nacme,c4\nshort\n", keepGoing: true)
    #expect(report.created == 2 && report.failed == 4)
    #expect(report.rows.map(\.status) == [.created, .failed, .failed, .created, .failed, .failed])
    #expect(report.rows.map(\.line) == [2, 3, 4, 5, 6, 7])
    #expect(try count() == 2)
    // What a failed row wrote before it failed must be gone: its slug is free.
    #expect(try store.read { try $0.tenant(.slug(Slug(parsing: "globex"))) } == nil)
    #expect(try store.read { try $0.verifyJournal() }.isIntact)
  }

  @Test func existingTenantsCanBeAccepted() throws {
    _ = try importing("slug\nacme\n")
    #expect(try importing("slug\nacme\nglobex\n", ifNotExists: true).unchanged == 1)
  }

  @Test func tenThousandRowsHaveTenThousandJournalRowsAndPlaces() throws {
    let report = try importing("slug\n" + (1...10_000).map { "tenant-\($0)" }.joined(separator: "\n") + "\n")
    #expect(report.created == 10_000)
    var entries = 0
    var filter = JournalFilter()
    filter.kind = "tenant.onboard"
    try store.read {
      try $0.forEachJournalEntry(filter) { _ in
        entries += 1
        return true
      }
    }
    #expect(entries == 10_000)
    #expect(try StateStore.examine(path: store.path).allSatisfy { $0.severity == .ok })
  }
}
