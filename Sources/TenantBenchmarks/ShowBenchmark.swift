// SPDX-License-Identifier: Apache-2.0

import TenantModel

/// How long a whole process takes that shows one tenant, against the sqlite3 shell reading the same row.
struct ShowBenchmark {
  let bench: Bench

  func run() throws -> [Figure] {
    try [10, 1_000_000 / bench.scale].map(run(tenants:)) + [try start()]
  }

  private func run(tenants: Int) throws -> Figure {
    let store = bench.path("show-\(tenants).db")
    try SampleStore.create(at: store, tenants: tenants)
    let slug = SampleStore.slug(tenants / 2)
    var ours: [Double] = []
    var theirs: [Double] = []
    // Taken by turns, so that a change of the machine's mood meets both.
    for _ in 0..<41 {
      ours.append(try bench.tenantctl(["tenant", "show", slug, "--json"], store: store).seconds * 1_000)
      if let shell = bench.sqliteShell {
        theirs.append(
          try ChildProcess.run(shell, [store, "SELECT * FROM tenant WHERE slug = '\(slug)'"]).seconds * 1_000)
      }
    }
    return Figure(
      benchmark: "show", subject: "\(tenants) tenants", value: Samples.median(ours), unit: "ms",
      reference: theirs.isEmpty ? nil : Samples.median(theirs),
      note: theirs.isEmpty ? "reference skipped: no sqlite3 shell" : "reference: sqlite3 shell, same row")
  }

  private func start() throws -> Figure {
    let runs = try (0..<41).map { _ in try bench.tenantctl(["--version"], store: bench.path("none.db")) }
    return Figure(
      benchmark: "show", subject: "--version", value: Samples.median(runs.map { $0.seconds * 1_000 }), unit: "ms",
      note: "start of the process alone")
  }
}
