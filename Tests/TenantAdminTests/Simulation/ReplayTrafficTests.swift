// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

@testable import TenantAdmin

@Suite struct ReplayTrafficTests {
  private let store: TemporaryStore

  init() throws {
    store = try TemporaryStore()
    try store.addSharedPool()
  }

  private func line(_ client: String, _ second: Int) -> String {
    let time = "\(second / 60 < 10 ? "0" : "")\(second / 60):\(second % 60 < 10 ? "0" : "")\(second % 60)"
    return "\(client) - - [20/Nov/2026:10:\(time) +0000] \"GET / HTTP/1.1\" 200 10\n"
  }

  private func options(_ allowances: [String] = []) throws -> TrafficReplayOptions {
    var options = TrafficReplayOptions(
      quota: try QuotaKey(parsing: "api.requests"), allowances: try SimulationAllowances(parsing: allowances))
    options.keepsTenants = true
    return options
  }

  private func source(_ text: String) -> ByteSource {
    var rest = Array(text.utf8)[...]
    return ByteSource(name: "access.log", size: Int64(rest.count)) { buffer in
      let piece = rest.prefix(buffer.count)
      buffer.copyBytes(from: piece)
      rest = rest.dropFirst(piece.count)
      return piece.count
    }
  }

  private func onboard(_ slug: String, _ addresses: [String]) throws {
    var request = try TenantRequest.sample(slug)
    for (index, address) in addresses.enumerated() { request.externalIDs["ip-\(index)"] = address }
    _ = try store.administration().onboard(request)
  }

  @Test func clientsAreTheTenantsThatIngestTakesThemFor() throws {
    try onboard("acme", ["203.0.113.1", "203.0.113.2"])
    let log = line("203.0.113.1", 0) + line("203.0.113.2", 1) + line("198.51.100.7", 1) + line("198.51.100.7", 2)
    let replay = try store.administration(.readOnly).replayTraffic(source(log), options())
    #expect(replay.report.tenants.map(\.name) == ["acme"])
    #expect(replay.report.overall.tally.offered == 2)
    #expect(replay.report.overall.tally.denied == 0)
    #expect(replay.unknownRequests == 2)
    #expect(replay.unknownClients == 1)
    #expect(replay.origin == Timestamp(seconds: 1_795_132_800))
    #expect(replay.report.steps.first?.start == 36_000_000_000_000)
  }

  @Test func anAllowanceForATierThatIsNotThereIsRefused() throws {
    let absent = try options(["gold=2/s", "5/s"])
    let fault = #expect(throws: TenantError.self) {
      try store.administration(.readOnly).replayTraffic(source(line("c", 0)), absent)
    }
    #expect(fault?.code == .tierNotFound && fault?.message.contains("gold") == true)
    let alone = #expect(throws: TenantError.self) {
      try Administration.replayTrafficOfClients(source(line("c", 0)), absent)
    }
    #expect(alone?.code == .usage && alone?.message.contains("gold") == true)
  }

  @Test func requestsOfASecondAreSpreadOverIt() throws {
    // Ten at once would find room for one; spread over the second, all ten are within 10/s.
    let log = (0..<3).map { second in String(repeating: line("c", second), count: 10) }.joined()
    var tried = try options(["10/s"])
    tried.mode = .bucket
    let replay = try Administration.replayTrafficOfClients(source(log), tried)
    #expect(replay.report.overall.tally.admitted == 30)
    let half = try Administration.replayTrafficOfClients(source(log), options(["5/s"]))
    // A burst of five, and five a second.
    #expect(half.report.overall.tally.admitted == 5 + 14)
    #expect(half.report.overall.tally.denied == 30 - 19)
  }

  @Test func theOrderOfTheLogDoesNotMatter() throws {
    let lines = (0..<40).map { line($0 % 3 == 0 ? "a" : "b", $0 / 4) }
    let forth = try Administration.replayTrafficOfClients(source(lines.joined()), options(["2/s"]))
    let back = try Administration.replayTrafficOfClients(source(lines.reversed().joined()), options(["2/s"]))
    #expect(forth.report.tenants == back.report.tenants)
    #expect(forth.report.steps == back.report.steps)
    #expect(forth.report.overall.tally.offered == 40)
  }

  @Test func definitionsOfTheTenantAndGrantsCount() throws {
    try onboard("acme", ["203.0.113.1"])
    let log = String(repeating: line("203.0.113.1", 0), count: 4_000)
    let before = try store.administration(.readOnly).replayTraffic(source(log), options())
    #expect(before.report.overall.tally.denied > 0)
    _ = try store.administration().setQuota(
      QuotaRequest(
        key: QuotaKey(parsing: "api.requests"), target: .tenant(.slug(Slug(parsing: "acme"))),
        allowance: QuotaAllowance(parsing: "unlimited/s")))
    let after = try store.administration(.readOnly).replayTraffic(source(log), options())
    #expect(after.report.overall.tally.denied == 0)
  }

  @Test func otherMetersAreNotInALog() throws {
    try onboard("acme", ["203.0.113.1"])
    var options = try options()
    options.quota = try QuotaKey(parsing: "llm.tokens")
    #expect(throws: TenantError.self) {
      try store.administration(.readOnly).replayTraffic(source(line("203.0.113.1", 0)), options)
    }
    options.quota = try QuotaKey(parsing: "unheard.of")
    let replay = try store.administration(.readOnly).replayTraffic(source(line("203.0.113.1", 0)), options)
    #expect(replay.unlimitedTenants == 1)
    #expect(replay.report.overall.tally.admitted == 1)
  }

  @Test func brokenLinesEndTheRunUnlessItIsToGoOn() throws {
    let log = line("a", 0) + "broken\n\n" + line("a", 1)
    #expect(throws: TenantError.self) { try Administration.replayTrafficOfClients(source(log), options(["2/s"])) }
    var tolerant = try options(["2/s"])
    tolerant.keepGoing = true
    var rejections: [TenantError] = []
    let replay = try Administration.replayTrafficOfClients(source(log), tolerant) { rejections.append($0) }
    #expect(rejections.count == 1)
    #expect(rejections.first?.code == .invalidRow)
    #expect(replay.rejectedLines == 1)
    #expect(replay.report.overall.tally.offered == 2)
  }

  @Test func anEmptyLogIsAnEmptyReport() throws {
    let replay = try Administration.replayTrafficOfClients(source(""), options(["2/s"]))
    #expect(replay.report.overall.tally == SimulationTally())
    #expect(throws: TenantError.self) { try Administration.replayTrafficOfClients(source(""), options()) }
  }
}
