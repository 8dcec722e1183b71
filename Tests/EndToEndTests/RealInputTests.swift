// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

/// Public input of real systems, from the outside: what goes in comes out, to the last request, byte and digit.
@Suite(
  .enabled(
    if: RealInput.file("access.log") != nil && RealInput.file("focus-bill.csv") != nil, "the real input is not here"))
struct RealInputTests {
  private static let bill = "20.52022672899"

  private func tenantctl(_ store: TemporaryStore, _ line: String, input: String = "") throws -> CommandResult {
    let result = try BuiltProgram.tenantctl(CommandHarness.words(line), store: store.path, input: input)
    #expect(result.status == 0, "\(line): \(result.errors)")
    return result
  }

  private func json(_ store: TemporaryStore, _ line: String) throws -> [JSONValue] {
    let text = try tenantctl(store, line + " -o jsonl").output
    return try text.split(separator: "\n").map { try JSONValue(parsing: $0) }
  }

  private func lines(_ path: String) throws -> [Substring] {
    String(decoding: try FileContents.read(path), as: UTF8.self).split(separator: "\n")
  }

  /// The sum of exact decimals, by arithmetic of its own: twelve decimals as whole numbers.
  private func sum(_ amounts: [String]) -> Int128 {
    amounts.reduce(0) { total, text in
      let isNegative = text.hasPrefix("-")
      let parts = text.drop { $0 == "-" }.split(separator: ".", omittingEmptySubsequences: false)
      let fraction = parts.count > 1 ? String(parts[1]) : ""
      let digits = String(parts[0]) + fraction + String(repeating: "0", count: 12 - fraction.count)
      return total + (isNegative ? -1 : 1) * (Int128(digits) ?? 0)
    }
  }

  private func expectBill(_ rows: [JSONValue], _ what: String) {
    #expect(sum(rows.compactMap { $0["amount"]?.string }) == 20_520_226_728_990, "\(what) does not add up to the bill")
  }

  @Test func theAccessLogIsCountedOnceAndSharesOutTheBill() throws {
    let store = try TemporaryStore()
    try store.addSharedPool()
    let log = try #require(RealInput.file("access.log"))
    let bill = try #require(RealInput.file("focus-bill.csv"))
    let addresses = Set(try lines(log).compactMap { $0.split(separator: " ").first })
    #expect(addresses.count == 1_753)
    let rows = addresses.map { "ip-\($0.replacing(".", with: "-")),\($0)\n" }.joined()
    _ = try tenantctl(
      store, "tenant import - --format csv --tier free --region eu-west-1", input: "slug,external.address\n" + rows)

    let ingest = "usage ingest '\(log)' --format access-log --backfill"
    let first = try #require(try json(store, ingest).first)
    #expect(first["ingested"]?.number == "10000")
    #expect(first["quantities"]?["http.requests"]?.number == "10000")
    #expect(first["quantities"]?["http.response_bytes"]?.number == "2747282740")
    let again = try tenantctl(store, ingest)
    #expect(again.errors == "unchanged: 10,000 duplicates\n")
    let top = try json(store, "usage top --meter http.requests --period 2015-05 --limit 3")
    #expect(top.map { $0["quantity"]?.number } == ["482", "364", "357"])
    _ = try tenantctl(store, "usage verify")

    _ = try tenantctl(store, "cost import '\(bill)' --format focus")
    _ = try tenantctl(
      store, "cost rule set by-requests --method proportional --meter http.requests --usage-period 2015-05")
    _ = try tenantctl(store, "cost attribute --period all")
    for grouping in ["tenant", "service", "tier", "pool"] {
      expectBill(try json(store, "cost report --by \(grouping) --period all"), "by \(grouping)")
    }
    let busiest = try #require(top.first?["tenant"]?.string)
    let reported = try json(store, "cost report --by tenant --period all").first { $0["tenant"]?.string == busiest }
    let explained = try json(store, "cost explain \(busiest) --period all").compactMap { $0["amount"]?.string }
    #expect(!explained.isEmpty)
    #expect(sum(explained) == sum([try #require(reported?["amount"]?.string)]))
    _ = try tenantctl(store, "doctor")
  }

  @Test func everySubAccountPaysForItself() throws {
    let store = try TemporaryStore()
    try store.addSharedPool()
    let bill = try #require(RealInput.file("focus-bill.csv"))
    // The sub-account is the third column from the end; none of the fields behind it holds a comma outside of quotes.
    let text = String(decoding: try FileContents.read(bill), as: UTF8.self)
    let accounts = Set(
      text.matches(of: /"([0-9A-Za-z\/\-_.:]+)","[^"]*",(?:NULL|"\{(?:[^"]|"")*\}")\r?\n/).map { String($0.1) })
    let rows = accounts.sorted().enumerated().map { "account-\($0.offset),\($0.element)\n" }.joined()
    _ = try tenantctl(
      store, "tenant import - --format csv --tier free --region eu-west-1", input: "slug,external.sub-account\n" + rows)
    _ = try tenantctl(store, "cost import '\(bill)' --format focus")
    _ = try tenantctl(store, "cost rule set own-accounts --method direct --owner external:sub-account")
    _ = try tenantctl(store, "cost attribute --period all")
    for grouping in ["tenant", "service", "tier", "pool"] {
      expectBill(try json(store, "cost report --by \(grouping) --period all"), "by \(grouping)")
    }
    let months = try ["2024-09", "2024-10"].map { try json(store, "cost report --by service --period \($0)") }
    #expect(months.allSatisfy { !$0.isEmpty })
    expectBill(months.flatMap { $0 }, "both months")
  }
}
