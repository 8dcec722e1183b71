// SPDX-License-Identifier: Apache-2.0

import TenantModel

/// How fast usage is counted from a file, against the sqlite3 shell importing the same rows without looking at them.
struct IngestBenchmark {
  let bench: Bench

  func run() throws -> [Figure] {
    let events = 1_000_000 / bench.scale
    let store = bench.path("ingest.db")
    try SampleStore.create(at: store, tenants: 1_000)
    let subject = "\(events) events of 1000 tenants"
    do {
      try bench.tenantctl(["usage", "ingest", "--help"], store: store)
    } catch is TenantError {
      return [Figure(benchmark: "ingest", subject: subject, unit: "rows/s", note: "skipped: no such command")]
    }
    let file = bench.path("events.csv")
    try SampleStore.write(file, header: "id,tenant,time,meter,quantity", lines: events) { number in
      let minute = String(number / 60 % 60 + 100).dropFirst()
      let second = String(number % 60 + 100).dropFirst()
      return "e\(number),\(SampleStore.slug(number % 1_000)),2026-11-20T10:\(minute):\(second)Z,api.requests,1"
    }
    var ours: [ChildProcess.Usage] = []
    var theirs: [Double] = []
    for run in 0..<3 {
      let copy = bench.path("ingest-\(run).db")
      try SampleStore.create(at: copy, tenants: 1_000)
      ours.append(try bench.tenantctl(["usage", "ingest", file, "--backfill"], store: copy))
      if let shell = bench.sqliteShell {
        let plain = bench.path("plain-\(run).db")
        theirs.append(try ChildProcess.run(shell, [plain, ".import --csv \(file) event"]).seconds)
      }
    }
    let rate = { (seconds: Double) in Double(events) / seconds }
    return [
      Figure(
        benchmark: "ingest", subject: subject, value: rate(Samples.median(ours.map(\.seconds))), unit: "rows/s",
        reference: theirs.isEmpty ? nil : rate(Samples.median(theirs)),
        note: theirs.isEmpty ? "reference skipped: no sqlite3 shell" : "reference: sqlite3 .import, same file"),
      Figure(
        benchmark: "ingest", subject: subject, value: Samples.median(ours.map(\.peakMegabytes)), unit: "MB",
        note: "peak memory"),
    ]
  }
}
