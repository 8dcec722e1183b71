// SPDX-License-Identifier: Apache-2.0

import TenantModel
import Testing

@Suite struct CloudEventTests {
  private static let base = #""specversion":"1.0","id":"e1","source":"/gw","time":"2026-11-01T10:00:00+01:00""#

  private func usage(_ members: String) throws -> UsageEvent {
    try CloudEvent.usage(JSONValue(parsing: "{\(Self.base),\(members)}"))
  }

  @Test func typeIsTheMeterAndOneTheQuantityWhereDataSaysNothing() throws {
    for data in ["", #","data":{}"#, #","data":null"#, #","data":{"path":"/x"}"#] {
      let event = try usage(#""type":"api.requests","subject":"acme""# + data)
      #expect(
        try event
          == UsageEvent(
            tenant: "acme", source: "/gw", id: "e1", time: time("2026-11-01T09:00:00Z"),
            quantities: [UsageQuantity(meter: meter("api.requests"), amount: 1)]))
    }
  }

  @Test(arguments: [
    (#"{"value":5}"#, "t=5"), (#"{"quantity":"9223372036854775807"}"#, "t=9223372036854775807"),
    (#"{"meter":"tokens","value":7}"#, "tokens=7"), (#"{"quantities":{"b":2,"a":"1"}}"#, "a=1,b=2"),
  ])
  func dataSaysWhatIsCounted(data: String, expected: String) throws {
    let event = try usage(#""type":"t","subject":"acme","data":"# + data)
    #expect(UsagePayload(time: event.time, quantities: event.quantities).quantityText == expected)
  }

  @Test func tenantReferenceGoesBeforeTheSubject() throws {
    #expect(try usage(#""type":"t","subject":"user-7","tenantref":"acme""#).tenant == "acme")
  }

  @Test func reversalCarriesNoQuantities() throws {
    let event = try usage(#""type":"t","subject":"acme","reverses":"e0""#)
    #expect(event.reverses == "e0")
    #expect(event.quantities.isEmpty)
    for data in [#"{"value":1}"#, #"{"quantity":1}"#, #"{"quantities":{"a":1}}"#] {
      let error = try usageFault { _ = try usage(#""type":"t","subject":"acme","reverses":"e0","data":"# + data) }
      #expect(error.message == "a reversal cannot carry quantities")
    }
  }

  @Test(arguments: [
    (#""type":"t""#, "attribute 'tenantref' or 'subject' is missing"),
    (#""subject":"acme""#, "attribute 'type' is missing"),
    (#""type":7,"subject":"acme""#, "attribute 'type' is not a text"),
    (#""type":"t","subject":"""#, "attribute 'subject' is not a text"),
    (#""type":"Api/Call","subject":"acme""#, "'type': 'Api/Call' is not a valid meter"),
    (#""type":"t","subject":"acme","data":[]"#, "attribute 'data' is not a JSON object"),
    (#""type":"t","subject":"acme","data_base64":"eA==""#, "attribute 'data_base64' holds no usage"),
    (#""type":"t","subject":"acme","data":{"value":1.5}"#, "'data': '1.5' is not a quantity"),
    (#""type":"t","subject":"acme","data":{"value":true}"#, "'data': 'true' is not a quantity"),
    (
      #""type":"t","subject":"acme","data":{"value":1,"quantity":1}"#,
      "'data.quantity' and 'data.value' exclude each other"
    ),
    (#""type":"t","subject":"acme","data":{"meter":"A","value":1}"#, "'data.meter': 'A' is not a valid meter"),
    (#""type":"t","subject":"acme","data":{"quantities":[]}"#, "'data.quantities' is not an object"),
    (#""type":"t","subject":"acme","data":{"quantities":{}}"#, "the event counts nothing"),
    (#""type":"t","subject":"acme","data":{"quantities":{"a":-1}}"#, "'data.quantities.a': '-1' is not a quantity"),
    (
      #""type":"t","subject":"acme","data":{"quantities":{"a":1},"meter":"a"}"#,
      "'data.quantities' and 'data.meter' exclude each other"
    ),
  ])
  func wrongAttributeIsNamed(members: String, message: String) throws {
    #expect(try usageFault { _ = try usage(members) }.message == message)
  }

  @Test(arguments: [
    ("[]", "a CloudEvent is a JSON object"), ("{}", "attribute 'specversion' is not '1.0'"),
    (#"{"specversion":"0.3"}"#, "attribute 'specversion' is not '1.0'"),
    (#"{"specversion":"1.0"}"#, "attribute 'id' is missing"),
    (#"{"specversion":"1.0","id":"e"}"#, "attribute 'source' is missing"),
    (#"{"specversion":"1.0","id":"e","source":"s","type":"t","subject":"a"}"#, "attribute 'time' is missing"),
    (
      #"{"specversion":"1.0","id":"e","source":"s","type":"t","subject":"a","time":"now"}"#,
      "'time': 'now' is not a date or time"
    ),
  ])
  func wrongContextIsNamed(text: String, message: String) throws {
    #expect(try usageFault { _ = try CloudEvent.usage(JSONValue(parsing: text)) }.message == message)
  }
}
