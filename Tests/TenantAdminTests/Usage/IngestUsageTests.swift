// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

@testable import TenantAdmin

@Suite struct IngestUsageTests {
  let store: TemporaryStore

  init() throws {
    store = try TemporaryStore()
    try store.addSharedPool()
    let administration = try store.administration()
    for slug in ["acme", "globex"] { _ = try administration.onboard(.sample(slug)) }
  }

  func options(_ format: UsageFormat = .csv, batch: Int = 3) -> UsageIngestOptions {
    var options = UsageIngestOptions(format: format)
    options.batchSize = batch
    return options
  }

  func ingest(
    _ text: String, _ options: UsageIngestOptions, dryRun: Bool = false, key: String? = nil,
    onRejection: (TenantError) -> Void = { _ in }
  ) throws -> Outcome<UsageIngestion> {
    try store.administration(.readWriteReplayable, dryRun: dryRun, idempotencyKey: key)
      .ingestUsage(pieces(of: text), options, onRejection: onRejection)
  }

  func use(_ meter: String, tenant: String = "acme") throws -> Int64 {
    var selection = UsageSelection()
    selection.meter = try MeterName(parsing: meter)
    do {
      return try store.administration(.readOnly).usage(of: .slug(Slug(parsing: tenant)), selection).windows
        .reduce(0) { $0 + $1.quantity }
    } catch let error as TenantError where error.code == .meterUnknown {
      return 0
    }
  }

  func journal() throws -> [JournalEntry] {
    var filter = JournalFilter()
    filter.kind = "usage"
    var entries: [JournalEntry] = []
    try store.administration(.readOnly).forEachJournalEntry(filter) {
      entries.append($0)
      return true
    }
    return entries
  }

  func table(_ rows: Int, prefix: String = "e") -> String {
    "tenant,time,meter,quantity,id\n"
      + (0..<rows).map { "acme,2026-11-20T10:00:00Z,calls,2,\(prefix)\($0)\n" }.joined()
  }

  @Test func inputOfManyBatchesIsCountedOnceWithOneJournalRow() throws {
    let first = try ingest(table(10), options())
    #expect(first.value.ingested == 10)
    #expect(first.value.quantities == ["calls": 20])
    #expect(first.value.read == 10)
    #expect(first.hasChanged)
    #expect(try use("calls") == 20)
    let again = try ingest(table(10), options(batch: 4))
    #expect(again.value.duplicates == 10)
    #expect(again.value.ingested == 0)
    #expect(!again.hasChanged)
    #expect(again.value.sha256 == first.value.sha256)
    #expect(try use("calls") == 20)
    let entries = try journal()
    #expect(entries.map(\.kind) == [.usageIngest])
    let after = try JSONValue(parsing: #require(entries.first?.after))
    #expect(after["ingested"]?.number == "10")
    #expect(after["sha256"]?.string == first.value.sha256)
    #expect(after["backfill"]?.bool == false)
  }

  @Test func digestIsThatOfTheWholeInput() throws {
    let outcome = try ingest("tenant,time,meter\n", options())
    #expect(outcome.value.sha256 == "a19300ca6e7881a610dcb00401fc65ba791ec45f5167d6f7beb9c6fc7b5db679")
    #expect(try SourceDigest.whole(pieces(of: "tenant,time,meter\n", piece: 5)) == outcome.value.sha256)
    #expect(!outcome.hasChanged)
  }

  @Test func firstBadRowEndsTheRunAndItsBatchAndTheRestOfTheRunIsSaid() throws {
    let error = try fault {
      _ = try ingest(table(7) + "nobody,2026-11-20,calls,1,x\n" + table(1, prefix: "f"), options())
    }
    #expect(error.code == .invalidRow)
    #expect(error.message == "input, line 9: tenant 'nobody' not found")
    #expect(error.details["ingested"] == "6")
    #expect(error.details["reason"] == "tenant.not_found")
    #expect(error.hint?.contains("6 events before it are counted") == true)
    #expect(try use("calls") == 12)
    let entry = try #require(try journal().first?.after)
    #expect(try JSONValue(parsing: entry)["isInterrupted"]?.bool == true)
    #expect(try ingest(table(7), options()).value.ingested == 1)
  }

  @Test func smallInputIsAllOrNothing() throws {
    for bad in [
      "acme,2026-11-20,calls,1.5,x\n", "acme,2026-11-20,calls,1\n", "nobody,2026-11-20,calls,1,x\n", "acme,\"\n",
    ] {
      let error = try fault { _ = try ingest(table(5) + bad, options(batch: 100)) }
      #expect(error.code == .invalidRow)
      #expect(error.details["ingested"] == nil)
      #expect(try use("calls") == 0)
      #expect(try journal().isEmpty)
    }
  }

  @Test func earliestFaultIsNamedWhereSeveralAreInABatch() throws {
    let text = table(1) + "nobody,2026-11-20,calls,1,x\nacme,2030-01-01,calls,1,y\nacme,2026-11-20,calls,z,w\n"
    #expect(try fault { _ = try ingest(text, options(batch: 100)) }.details["line"] == "3")
  }

  @Test func goingOnLeavesOutWhatCannotBeTakenAndNamesIt() throws {
    var options = options()
    options.keepGoing = true
    var rejections: [String] = []
    let text =
      table(4) + "nobody,2026-11-20,calls,1,x\nacme,2026-11-20,Calls,1,y\nacme,2026-11-20\nacme,2026-11-20,calls,1,e0\n"
      + "acme,2020-01-01,calls,1,old\nacme,soon,calls,1,z\n"
      + "acme,2026-11-20,calls,2,f0\nacme,2026-11-20,calls,2,f1\n"
    let outcome = try ingest(text, options) { rejections.append($0.message) }
    #expect(outcome.value.ingested == 6)
    #expect(outcome.value.rejected == 6)
    #expect(outcome.value.conflicts == 1)
    #expect(outcome.value.read == 12)
    #expect(rejections.count == 6)
    #expect(rejections.contains("input, line 6: tenant 'nobody' not found"))
    #expect(rejections.contains("input, line 7, column 3 'meter': 'Calls' is not a valid meter"))
    #expect(rejections.contains("input, line 8: 2 columns where 5 are expected"))
    #expect(rejections.contains("input, line 10: time '2020-01-01T00:00:00Z' is more than 35 days ago"))
    #expect(rejections.contains("input, line 11, column 2 'time': 'soon' is not a date or time"))
    #expect(rejections.contains { $0.hasPrefix("input, line 9: event 'e0' of source 'csv' says calls=1") })
    #expect(try use("calls") == 12)
  }

  @Test func dryRunAndAtomicRunAreOneTransaction() throws {
    let dry = try ingest(table(10), options(), dryRun: true)
    #expect(dry.value.ingested == 10)
    #expect(dry.isDryRun && dry.hasChanged)
    #expect(try use("calls") == 0)
    #expect(try journal().isEmpty)

    var atomic = options()
    atomic.isAtomic = true
    let error = try fault { _ = try ingest(table(10) + "acme,soon,calls,1,x\n", atomic) }
    #expect(error.details["ingested"] == nil)
    #expect(try use("calls") == 0)
    #expect(try ingest(table(10), atomic).value.ingested == 10)
    #expect(try use("calls") == 20)
  }

  @Test func idempotencyKeyReturnsTheFirstResultAndRefusesAnotherInput() throws {
    let first = try ingest(table(5), options(), key: "k")
    #expect(first.value.ingested == 5)
    #expect(!first.isReplay)
    let replay = try ingest(table(5), options(), key: "k")
    #expect(replay.isReplay)
    #expect(replay.value == first.value)
    let error = try fault { _ = try ingest(table(6), options(), key: "k") }
    #expect(error.code == .idempotencyMismatch)
    #expect(try use("calls") == 10)
  }

  @Test func reversalsFollowWhatTheyTakeBackWhereverBatchesEnd() throws {
    var lines = ["tenant,time,meter,quantity,id,reverses"]
    for index in 0..<9 {
      lines.append("acme,2026-11-20T10:00:00Z,calls,\(index),e\(index),")
      if index % 2 == 0 { lines.append("acme,2026-11-21T10:00:00Z,,,r\(index),e\(index)") }
    }
    for batch in 1...6 {
      let outcome = try ingest(lines.joined(separator: "\n"), options(batch: batch))
      #expect(outcome.value.ingested == (batch == 1 ? 14 : 0))
      #expect(outcome.value.reversals == (batch == 1 ? 5 : 0))
    }
    #expect(try use("calls") == 1 + 3 + 5 + 7)
    let early = try fault {
      _ = try ingest(
        "tenant,time,meter,id,reverses\nacme,2026-11-20,,r,e\nacme,2026-11-20,calls,e,\n", options(batch: 50))
    }
    #expect(early.message == "input, line 2: event 'e' of source 'csv' is not there to be reversed")
  }
}
