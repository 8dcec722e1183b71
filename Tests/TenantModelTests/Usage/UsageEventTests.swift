// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

@Suite struct UsageEventTests {
  private func event(
    tenant: String = "acme", source: String = "gateway", id: String = "1", _ quantities: [(String, Int64)] = [("a", 1)]
  ) throws -> UsageEvent {
    try UsageEvent(
      tenant: tenant, source: source, id: id, time: time("2026-11-01"),
      quantities: quantities.map { UsageQuantity(meter: try meter($0.0), amount: $0.1) })
  }

  @Test func quantitiesAreKeptInTheOrderOfTheirMeters() throws {
    #expect(try event([("b", 2), ("a", 1), ("a.b", 0)]).quantities.map(\.meter.rawValue) == ["a", "a.b", "b"])
  }

  @Test func eachPartMustBeThereAndPrintable() throws {
    let longest = String(repeating: "x", count: 500)
    _ = try event(tenant: longest, source: longest, id: longest)
    for bad in ["", longest + "x", "a\u{0}", "a\n", "\u{7F}"] {
      for broken in [{ try event(tenant: bad) }, { try event(source: bad) }, { try event(id: bad) }]
        as [() throws -> UsageEvent]
      {
        #expect(try usageFault { _ = try broken() }.code == .invalidValue)
      }
      for broken in [(bad, "s", "i", "r"), ("t", bad, "i", "r"), ("t", "s", bad, "r"), ("t", "s", "i", bad)] {
        let error = try usageFault {
          _ = try UsageEvent(
            tenant: broken.0, source: broken.1, id: broken.2, reversing: broken.3, time: time("2026-11-01"))
        }
        #expect(error.code == .invalidValue)
      }
    }
  }

  @Test func nothingAndTwiceAndLessThanNothingAreRefused() throws {
    #expect(try usageFault { _ = try event([]) }.message == "the event counts nothing")
    #expect(
      try usageFault { _ = try event([("a", 1), ("b", 1), ("a", 2)]) }.message
        == "meter 'a' is counted twice by one event")
    #expect(try usageFault { _ = try event([("a", -1)]) }.message == "'-1' is not a quantity")
  }

  @Test func reversalNamesAnotherEvent() throws {
    let reversal = try UsageEvent(tenant: "t", source: "s", id: "r", reversing: "e", time: time("2026-11-01"))
    #expect(reversal.reverses == "e")
    #expect(reversal.quantities.isEmpty)
    let error = try usageFault {
      _ = try UsageEvent(tenant: "t", source: "s", id: "e", reversing: "e", time: time("2026-11-01"))
    }
    #expect(error.message == "event 'e' reverses itself")
  }

  @Test(arguments: [("0", 0), ("7", 7), ("0012", 12), ("9223372036854775807", Int64.max)])
  func wholeNumbersAreQuantities(text: String, amount: Int64) throws {
    #expect(try UsageQuantity.amount(parsing: text) == amount)
  }

  @Test(arguments: [
    "", "-1", "+1", "1.0", "1e3", " 1", "1 ", "9223372036854775808", "99999999999999999999", "0x1", "١",
  ])
  func everythingElseIsNoQuantity(text: String) throws {
    #expect(try usageFault { _ = try UsageQuantity.amount(parsing: text) }.message == "'\(text)' is not a quantity")
  }
}
