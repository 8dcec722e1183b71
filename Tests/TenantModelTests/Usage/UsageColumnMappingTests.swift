// SPDX-License-Identifier: Apache-2.0

import TenantModel
import Testing

@Suite struct UsageColumnMappingTests {
  @Test func columnsAndConstantsAreTakenApart() throws {
    let mapping = try UsageColumnMapping(parsing: ["tenant=client,time=ts", "meter:=api.requests,quantity=bytes=sent"])
    #expect(
      mapping.parts == [
        .tenant: .column("client"), .time: .column("ts"), .meter: .constant("api.requests"),
        .quantity: .column("bytes=sent"),
      ])
    #expect(mapping.text == "tenant=client,time=ts,meter:=api.requests,quantity=bytes=sent")
    #expect(try UsageColumnMapping(parsing: [mapping.text]) == mapping)
    #expect(try UsageColumnMapping(parsing: []) == UsageColumnMapping())
  }

  @Test func otherWordsAreMeters() throws {
    let mapping = try UsageColumnMapping(parsing: ["http.requests:=1,http.response_bytes=size,tenant=t"])
    #expect(mapping.meters.map(\.meter.rawValue) == ["http.requests", "http.response_bytes"])
    #expect(mapping.text == "tenant=t,http.requests:=1,http.response_bytes=size")
    #expect(try UsageColumnMapping(parsing: [mapping.text]) == mapping)
    #expect(try UsageColumnMapping(parsing: ["tenant=t"]) != mapping)
  }

  @Test(arguments: [
    ("tenant", "'tenant' is not a mapping"), ("", "'' is not a mapping"), ("=x", "'=x' is not a mapping"),
    (":=x", "':=x' is not a mapping"), ("tenant=", "'tenant=' is not a mapping"),
    ("tenant:=", "'tenant:=' is not a mapping"), ("tenant=a,,time=b", "'' is not a mapping"),
    ("tenant=a,tenant=b", "'tenant' is mapped twice"), ("calls=a,calls=b", "'calls' is mapped twice"),
    ("Tenant=a", "'Tenant' is not a valid meter"), ("calls:=many", "'many' is not a quantity"),
    ("calls=a,meter:=x", "'meter' is mapped beside the meter 'calls'"),
    ("calls=a,quantity=x", "'quantity' is mapped beside the meter 'calls'"),
  ])
  func wrongMappingIsNamed(text: String, message: String) throws {
    #expect(try usageFault { _ = try UsageColumnMapping(parsing: [text]) }.message == message)
  }

  @Test func partsAreFoundInTheHeader() throws {
    let mapping = try UsageColumnMapping(parsing: ["tenant=client,meter:=calls,source:=edge"])
    let columns = try UsageColumns(mapping, header: ["time", "client", "quantity", "id", "tenant"])
    #expect(columns.tenant == .column(1))
    #expect(columns.time == .column(0))
    #expect(columns.id == .column(3))
    #expect(columns.source == .constant("edge"))
    #expect(columns.reverses == nil)
    #expect(columns.single?.meter == .constant("calls"))
    #expect(columns.single?.quantity == .column(2))
    #expect(columns.several.isEmpty)
    #expect(columns == columns)
    #expect(try columns != UsageColumns(mapping, header: ["time", "client"]))
  }

  @Test func metersWithColumnsOfTheirOwnNeedNoMeter() throws {
    let columns = try UsageColumns(
      UsageColumnMapping(parsing: ["calls:=1,bytes=size"]), header: ["tenant", "time", "size", "meter"])
    #expect(columns.single == nil)
    #expect(columns.several.map(\.quantity) == [.constant("1"), .column(2)])
    #expect(columns.id == nil)
  }

  @Test(arguments: [
    ("tenant=client", ["time", "meter"], "there is no column 'client'"),
    ("bytes=size", ["tenant", "time"], "there is no column 'size'"),
    ("time=time", ["time", "meter"], "no column gives the tenant"),
    ("tenant=t", ["t", "meter"], "no column gives the time"),
    ("tenant=t", ["t", "time"], "no column gives the meter"),
  ])
  func missingColumnIsNamed(text: String, header: [String], message: String) throws {
    let error = try usageFault { _ = try UsageColumns(UsageColumnMapping(parsing: [text]), header: header) }
    #expect(error.message == message)
    #expect(error.hint?.contains("'\(header[0])'") == true)
  }

  @Test func longHeaderIsCutInTheHint() throws {
    let header = (1...30).map { "column\($0)" }
    let error = try usageFault { _ = try UsageColumns(UsageColumnMapping(), header: header) }
    #expect(error.hint?.contains("'column12', …") == true)
  }

  @Test(arguments: [
    ("any", TenantReferenceRule.any), ("id", .id), ("slug", .slug), ("external", .external(kind: nil)),
    ("external:address", .external(kind: "address")),
  ])
  func referenceRulesAreReadAndWritten(text: String, rule: TenantReferenceRule) throws {
    #expect(try TenantReferenceRule(parsing: text) == rule)
    #expect(rule.text == text)
  }

  @Test(arguments: ["", "name", "external:", "external:Address", "External"])
  func otherRulesAreRefused(text: String) throws {
    #expect(try usageFault { _ = try TenantReferenceRule(parsing: text) }.code == .invalidValue)
  }
}
