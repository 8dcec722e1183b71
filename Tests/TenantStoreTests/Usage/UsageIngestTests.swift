// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantStore
import TenantTestSupport
import Testing

@Suite struct UsageIngestTests {
  private let fixture: UsageStoreFixture

  init() throws { fixture = try UsageStoreFixture() }

  @Test func spansAddUpToWhatWasCountedWhereverTheyEnd() throws {
    var random = SeededGenerator(seed: 21)
    let start = try Timestamp(parsing: "2026-11-18T22:00:00Z").microseconds
    let hour: Int64 = 3_600_000_000
    let slugs = ["acme", "globex", "initech"]
    var counted: [(tenant: Int, meter: String, time: Int64, amount: Int64)] = []
    for batch in 0..<6 {
      var events: [UsageEvent] = []
      for index in 0..<120 {
        let tenant = Int.random(in: 0..<3, using: &random)
        let offset = Int64.random(in: 0..<76, using: &random) * hour
        let time = start + offset + (Bool.random(using: &random) ? 0 : Int64.random(in: 0..<hour, using: &random))
        let quantities = ["a", "b", "c.d"].filter { _ in Bool.random(using: &random) }
          .map { ($0, Int64.random(in: 0...1_000_000, using: &random)) }
        if quantities.isEmpty { continue }
        for (meter, amount) in quantities { counted.append((tenant, meter, time, amount)) }
        events.append(
          try fixture.event(
            "\(batch)-\(index)", tenant: slugs[tenant], at: Timestamp(microseconds: time).description, quantities))
      }
      let result = try fixture.ingest(events.shuffled(using: &random))
      #expect(result.ingested == events.count)
      #expect(result.quantities.values.reduce(0, +) == events.flatMap(\.quantities).reduce(0) { $0 + $1.amount })
    }
    for _ in 0..<200 {
      let ends = (0..<2).map { _ in
        start + Int64.random(in: -2...80, using: &random) * hour
          + (Bool.random(using: &random) ? 0 : Int64.random(in: -hour...hour, using: &random))
      }.sorted()
      let meter = try MeterName(parsing: ["a", "b", "c.d", "none"].randomElement(using: &random) ?? "a")
      let expected = (0..<3).map { tenant in
        counted.filter { $0.tenant == tenant && $0.meter == meter.rawValue && $0.time >= ends[0] && $0.time < ends[1] }
          .reduce(Int64(0)) { $0 + $1.amount }
      }
      let (from, until) = (Timestamp(microseconds: ends[0]), Timestamp(microseconds: ends[1]))
      try fixture.store.read { reader in
        for tenant in 0..<3 {
          #expect(
            try reader.meteredUse(tenant: fixture.tenants[tenant], meter: meter, from: from, until: until)
              == expected[tenant])
        }
        let totals = try reader.usageTotals(meter: meter, from: from, until: until)
        let wanted = zip(fixture.tenants, expected).filter { $0.1 != 0 }.sorted { $0.0 < $1.0 }
        #expect(totals.map(\.tenant) == wanted.map(\.0))
        #expect(totals.map(\.quantity) == wanted.map { UInt64($0.1) })
      }
    }
  }

  @Test func secondIngestAddsNothing() throws {
    let events = try (0..<50).map { try fixture.event("e\($0)", [("calls", 1), ("bytes", 7)]) }
    #expect(try fixture.ingest(events).ingested == 50)
    let again = try fixture.ingest(events.reversed())
    #expect(again.ingested == 0)
    #expect(again.duplicates == 50)
    #expect(again.quantities.values.allSatisfy { $0 == 0 })
    #expect(try fixture.use("calls") == 50)
    #expect(try fixture.use("bytes") == 350)
  }

  @Test func sameKeyInOneBatchCountsOnceAndTheFirstOneWins() throws {
    let result = try fixture.ingest([
      fixture.event("e", [("calls", 1)]), fixture.event("e", [("calls", 1)]), fixture.event("e", [("calls", 2)]),
    ])
    #expect(result.ingested == 1)
    #expect(result.duplicates == 1)
    #expect(result.conflicts == 1)
    #expect(result.rejections.map(\.line) == [3])
    #expect(result.rejections.first?.error.code == .usageConflict)
    #expect(try fixture.use("calls") == 1)
  }

  @Test func keyIsTenantSourceAndID() throws {
    let result = try fixture.ingest([
      fixture.event("e"), fixture.event("e", source: "batch"), fixture.event("e", tenant: "globex"),
      fixture.event("E"), fixture.event("e "),
    ])
    #expect(result.ingested == 5)
    #expect(try fixture.use("calls") == 4)
    #expect(try fixture.use("calls", tenant: 1) == 1)
  }

  @Test func otherTimeMeterOrQuantityIsAConflictThatNamesBoth() throws {
    try fixture.ingest([fixture.event("e", at: "2026-11-20T10:00:00Z", [("calls", 1)])])
    for (time, quantities) in [
      ("2026-11-20T10:00:00.000001Z", [("calls", Int64(1))]), ("2026-11-20T10:00:00Z", [("calls", 2)]),
      ("2026-11-20T10:00:00Z", [("call", 1)]), ("2026-11-20T10:00:00Z", [("calls", 1), ("x", 0)]),
    ] {
      let result = try fixture.ingest([fixture.event("e", at: time, quantities)])
      #expect(result.conflicts == 1)
      let error = try #require(result.rejections.first?.error)
      #expect(error.message.hasSuffix("but calls=1 at 2026-11-20T10:00:00Z was counted"))
    }
    #expect(try fixture.use("calls") == 1)
    #expect(try fixture.use("x") == 0)
  }

  @Test func reversalTakesBackItsEventInItsWindowOnce() throws {
    try fixture.ingest([
      fixture.event("e1", at: "2026-11-10T10:00:00Z", [("calls", 3), ("bytes", 9)]),
      fixture.event("e2", at: "2026-11-11T10:00:00Z", [("calls", 5)]),
    ])
    let reversal = try fixture.reversal("r1", of: "e1")
    let first = try fixture.ingest([reversal])
    #expect(first.ingested == 1)
    #expect(first.reversals == 1)
    #expect(try fixture.use("calls", from: "2026-11-10", until: "2026-11-11") == 0)
    #expect(try fixture.use("calls") == 5)
    #expect(try fixture.use("bytes") == 0)
    #expect(try fixture.ingest([reversal]).duplicates == 1)
    let refused = try fixture.ingest([
      fixture.reversal("r2", of: "e1"), fixture.reversal("r3", of: "r1"), fixture.reversal("r4", of: "nothing"),
      fixture.reversal("r5", of: "e2", source: "other"), fixture.reversal("r6", of: "e2", tenant: "globex"),
      fixture.reversal("r1", of: "e2"),
    ])
    #expect(refused.ingested == 0)
    #expect(
      refused.rejections.map(\.error.message) == [
        "event 'e1' was reversed by 'r1' already", "event 'r1' is itself the reversal of 'e1'",
        "event 'nothing' of source 'gateway' is not there to be reversed",
        "event 'e2' of source 'other' is not there to be reversed",
        "event 'e2' of source 'gateway' is not there to be reversed",
        "event 'r1' of source 'gateway' says calls=-5 at 2026-11-11T10:00:00Z reversing 'e2', but bytes=-9,calls=-3 at 2026-11-10T10:00:00Z reversing 'e1' was counted",
      ])
    #expect(try fixture.use("calls") == 5)
  }

  @Test func policyAppliesToTheTimeOfTheReversedEvent() throws {
    try fixture.ingest([fixture.event("old", at: "2020-01-01")])
    let refused = try fixture.ingest(
      [fixture.reversal("r", of: "old"), fixture.event("new", at: "2020-01-01")], backfill: false)
    #expect(refused.rejections.map(\.line) == [1, 2])
    let taken = try fixture.ingest([fixture.reversal("r", of: "old"), fixture.event("new", at: "2020-01-01")])
    #expect(taken.backfilled == 2)
    #expect(try fixture.use("calls") == 1)
  }

  @Test func unknownAndDepartedTenantsAreRejectedAndAllOthersCounted() throws {
    try fixture.move(1, to: .suspended)
    try fixture.move(2, to: .offboarding)
    let result = try fixture.ingest([
      fixture.event("e"), fixture.event("e", tenant: "nobody"), fixture.event("e", tenant: "globex"),
      fixture.event("e", tenant: "initech"),
    ])
    #expect(result.ingested == 3)
    #expect(result.rejections.map(\.line) == [2])
    #expect(result.rejections.first?.error.message == "tenant 'nobody' not found")

    // The directory has seen this tenant present, and must notice that it has left since.
    try fixture.move(2, to: .offboarded)
    let later = try fixture.ingest([fixture.event("f", tenant: "initech"), fixture.event("f")])
    #expect(later.ingested == 1)
    #expect(later.rejections.map(\.error.message) == ["tenant 'initech' has left"])
  }

  @Test func sumBeyondSixtyThreeBitsFailsTheBatchWhole() throws {
    try fixture.ingest([fixture.event("e1", [("bytes", .max)])])
    for event in [
      try fixture.event("e2", [("bytes", 1)]), try fixture.event("e3", at: "2026-11-20T23:00:00Z", [("bytes", 1)]),
    ] {
      let error = try #require(throws: TenantError.self) {
        try fixture.ingest([fixture.event("ok", [("calls", 1)]), event])
      }
      #expect(error.code == .overflow)
    }
    let inBatch = try #require(throws: TenantError.self) {
      try fixture.ingest([
        fixture.event("e4", tenant: "globex", [("bytes", .max)]), fixture.event("e5", tenant: "globex", [("bytes", 1)]),
      ])
    }
    #expect(inBatch.code == .overflow)
    #expect(try fixture.use("bytes") == Int64.max)
    #expect(try fixture.use("calls") == 0)
    #expect(try fixture.use("bytes", tenant: 1) == 0)
  }
}
