// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

@testable import TenantAdmin

/// What is read of tables, CloudEvents and access logs.
extension IngestUsageTests {
  @Test func tablesAreMappedAndRowsWithoutAnIDGetOne() throws {
    var options = options(batch: 100)
    options.mapping = try UsageColumnMapping(parsing: ["tenant=who,time=at,http.requests:=1,http.bytes=size"])
    options.delimiter = ";"
    options.eventSource = "edge"
    let text = "who;at;size\nacme;2026-11-20T10:00:00Z;5\nacme;2026-11-20T10:00:00Z;5\nglobex;2026-11-20T10:00:00Z;7\n"
    #expect(try ingest(text, options).value.ingested == 3)
    #expect(try ingest(text + "acme;2026-11-20T10:00:00Z;5\n", options).value.ingested == 1)
    #expect(try use("http.requests") == 3)
    #expect(try use("http.bytes") == 15)
    #expect(try use("http.bytes", tenant: "globex") == 7)
    options.eventSource = "edge-2"
    #expect(try ingest(text, options).value.ingested == 3)
  }

  @Test func constantsStandForColumns() throws {
    var options = options(batch: 100)
    options.mapping = try UsageColumnMapping(parsing: [
      "tenant:=acme", "time:=2026-11-20T10:00:00Z,meter:=calls,source:=s,quantity=n",
    ])
    #expect(try ingest("id,n\n1,4\n2,5\n", options).value.quantities == ["calls": 9])
    options.mapping = try UsageColumnMapping(parsing: ["tenant:=acme", "time:=soon,meter:=calls"])
    #expect(try fault { _ = try ingest("id\n1\n", options) }.code == .invalidValue)
    options.mapping = try UsageColumnMapping(parsing: ["meter:=Calls"])
    #expect(try fault { _ = try ingest("tenant,time\n", options) }.code == .invalidValue)
  }

  @Test func cloudEventsComeAloneOrInArrays() throws {
    func event(_ id: Int) -> String {
      #"{"specversion":"1.0","id":"\#(id)","source":"/gw","type":"calls","time":"2026-11-20T10:00:00Z","subject":"acme"}"#
    }
    let text = "\(event(1))\n[\(event(2)),\(event(3))]\n[]\n\n\(event(1))\n"
    let outcome = try ingest(text, options(.cloudevents))
    #expect(outcome.value.ingested == 3)
    #expect(outcome.value.duplicates == 1)
    let error = try fault { _ = try ingest("[\(event(4)),{}]\n", options(.cloudevents)) }
    #expect(error.message == "input, line 1: attribute 'specversion' is not '1.0'")
    #expect(try fault { _ = try ingest("{\n", options(.cloudevents)) }.details["line"] == "1")
    #expect(try use("calls") == 3)
  }

  @Test func accessLogCountsEqualLinesAsRequestsAndAGrownFileOnlyByItsGrowth() throws {
    let administration = try store.administration()
    var request = try TenantRequest.sample("initech")
    request.externalIDs = ["address": "203.0.113.9"]
    _ = try administration.onboard(request)
    let line = #"203.0.113.9 - - [20/Nov/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 100 "-" "x""# + "\n"
    let other = line.replacing("200 100", with: "304 -")
    #expect(try ingest(line + line + "\n" + other, options(.accessLog)).value.ingested == 3)
    #expect(try ingest(line + line + "\n" + other + line, options(.accessLog)).value.ingested == 1)
    #expect(try ingest(line + line + "\n" + other + line, options(.accessLog)).value.duplicates == 4)
    #expect(try use("http.requests", tenant: "initech") == 4)
    #expect(try use("http.response_bytes", tenant: "initech") == 300)
    let unknown = try fault { _ = try ingest(line.replacing("203.0.113.9", with: "acme"), options(.accessLog)) }
    #expect(unknown.message == "input, line 1: tenant 'acme' not found")
    #expect(try fault { _ = try ingest(line + "garbage\n", options(.accessLog)) }.details["line"] == "2")
  }

  @Test func referencesAreResolvedAsTheRuleSays() throws {
    let administration = try store.administration()
    var request = try TenantRequest.sample("initech")
    request.externalIDs = ["billing": "42", "crm": "globex"]
    let initech = try administration.onboard(request).value.id
    request = try TenantRequest.sample("hooli")
    request.externalIDs = ["crm": "42"]
    _ = try administration.onboard(request)
    func tenant(_ reference: String, _ rule: String) throws -> String {
      var options = options()
      options.referenceRule = try TenantReferenceRule(parsing: rule)
      _ = try ingest("tenant,time,meter,id\n\(reference),2026-11-20,calls,\(reference)-\(rule)\n", options)
      let found = try ["acme", "globex", "initech", "hooli"].filter { slug in
        var count = 0
        try store.administration(.readOnly).forEachUsageEvent(of: .slug(Slug(parsing: slug)), UsageEventFilter()) {
          if $0.key.id == "\(reference)-\(rule)" { count += 1 }
          return true
        }
        return count > 0
      }
      return found.joined()
    }
    #expect(try tenant("globex", "any") == "globex")
    #expect(try tenant("globex", "slug") == "globex")
    #expect(try tenant("globex", "external") == "initech")
    #expect(try tenant(initech.rawValue, "any") == "initech")
    #expect(try tenant(initech.rawValue, "id") == "initech")
    #expect(try tenant("42", "external:billing") == "initech")
    #expect(try tenant("42", "external:crm") == "hooli")
    #expect(try tenant("crm:42", "any") == "hooli")
    let ambiguous = try fault { _ = try tenant("42", "any") }
    #expect(ambiguous.message == "input, line 2: '42' names one tenant as billing and another as crm")
    for (reference, rule) in [
      ("acme", "id"), ("acme", "external"), (initech.rawValue, "slug"), ("42", "slug"), ("crm:9", "any"),
    ] {
      #expect(try fault { _ = try tenant(reference, rule) }.details["reason"] == "tenant.not_found")
    }
  }

  @Test(.enabled(if: RealInput.file("access.log") != nil, "the real access log is not here"))
  func realLogIsCountedExactly() throws {
    let path = try #require(RealInput.file("access.log"))
    let lines = String(decoding: try FileContents.read(path), as: UTF8.self).split(separator: "\n")
    let addresses = Set(lines.map { $0.prefix { $0 != " " } }).sorted()
    let administration = try store.administration()
    try store.write { writer in
      var onboarding = try Onboarding(writer, session: administration.session)
      for (index, address) in addresses.enumerated() {
        var request = try TenantRequest.sample("client-\(index)")
        request.externalIDs = ["address": String(address)]
        _ = try onboarding.onboard(request)
      }
    }
    var options = options(.accessLog, batch: 1_000)
    options.allowsBackfill = true
    for expected in [10_000, 0] as [Int64] {
      let outcome = try store.administration(.readWriteReplayable).ingestUsage(ByteSource(path: path), options)
      #expect(outcome.value.ingested == expected)
      #expect(outcome.value.duplicates == 10_000 - expected)
    }
    let reading = try store.administration(.readOnly)
    let requests = try reading.rankUsage(of: MeterName(parsing: "http.requests"), in: .always, limit: 3)
    #expect(requests.total == 10_000)
    #expect(requests.tenants == 1_753)
    #expect(requests.ranks.map(\.quantity) == [482, 364, 357])
    #expect(
      try reading.rankUsage(of: MeterName(parsing: "http.response_bytes"), in: .always, limit: 0).total == 2_747_282_740
    )
    #expect(try reading.verifyUsage { _ in }.isExact)
  }
}
