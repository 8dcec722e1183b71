// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

@Suite struct UsagePayloadTests {
  private func encoded(_ payload: UsagePayload) -> [UInt8] {
    var bytes: [UInt8] = []
    payload.encode(into: &bytes)
    return bytes
  }

  @Test func encodingIsTheDocumentedOne() throws {
    let payload = UsagePayload(
      time: Timestamp(microseconds: 258), quantities: [UsageQuantity(meter: try meter("ab"), amount: 3)], reverses: "x")
    var expected: [UInt8] = [1, 0, 0, 0, 0, 0, 0, 1, 2]
    expected += [0, 0, 0, 0, 0, 0, 0, 1]
    expected += [0, 0, 0, 0, 0, 0, 0, 2, 0x61, 0x62, 0, 0, 0, 0, 0, 0, 0, 3]
    expected += [1, 0, 0, 0, 0, 0, 0, 0, 1, 0x78]
    #expect(encoded(payload) == expected)
  }

  @Test func differentPayloadsHaveDifferentBytes() throws {
    var random = SeededGenerator(seed: 3)
    var seen: [[UInt8]: UsagePayload] = [:]
    for _ in 0..<5000 {
      let names = ["a", "b", "ab", "a.b"].filter { _ in Bool.random(using: &random) }
      let payload = UsagePayload(
        time: Timestamp(microseconds: Int64.random(in: -2...2, using: &random)),
        quantities: try names.sorted().map {
          UsageQuantity(meter: try meter($0), amount: Int64.random(in: -2...2, using: &random))
        },
        reverses: [nil, "", "a", "b"].randomElement(using: &random) ?? nil)
      let bytes = encoded(payload)
      if let earlier = seen[bytes] { #expect(earlier == payload) }
      seen[bytes] = payload
    }
    #expect(seen.count > 1000)
  }

  @Test func reversalNegatesAndAReversalCannotBeReversed() throws {
    let payload = UsagePayload(
      time: try time("2026-11-01"),
      quantities: [UsageQuantity(meter: try meter("a"), amount: 5), UsageQuantity(meter: try meter("b"), amount: .max)])
    let reversal = try payload.reversed(id: "e1")
    #expect(reversal.time == payload.time)
    #expect(reversal.quantities.map(\.amount) == [-5, -Int64.max])
    #expect(reversal.reverses == "e1")
    #expect(
      try usageFault { _ = try reversal.reversed(id: "r1") }.message == "event 'r1' is itself the reversal of 'e1'")
  }

  @Test func quantityTextIsReadBack() throws {
    var random = SeededGenerator(seed: 4)
    for _ in 0..<500 {
      let names = ["http.requests", "a", "tokens_out", "x-1"].filter { _ in Bool.random(using: &random) }.sorted()
      let quantities = try names.map {
        UsageQuantity(meter: try meter($0), amount: Int64.random(in: .min...(.max), using: &random))
      }
      if quantities.isEmpty { continue }
      let text = UsagePayload(time: Timestamp(seconds: 0), quantities: quantities).quantityText
      #expect(UsagePayload.quantities(parsing: text) == quantities)
    }
    #expect(
      UsagePayload(time: Timestamp(seconds: 0), quantities: [UsageQuantity(meter: try meter("a.b"), amount: -7)])
        .quantityText == "a.b=-7")
  }

  @Test(arguments: ["", "a", "a=", "=1", "a=1,", "a=x", "A=1", "b=1,a=1", "a=1,a=2", "a=1 "])
  func damagedQuantityTextIsNotRead(text: String) {
    #expect(UsagePayload.quantities(parsing: text) == nil)
  }
}
