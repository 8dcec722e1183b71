// SPDX-License-Identifier: Apache-2.0

/// How long one command takes that onboards all tenants of a file, journal included.
struct ImportBenchmark {
  let bench: Bench

  func run() throws -> [Figure] {
    try [10_000, 100_000].flatMap { try run(tenants: $0 / bench.scale) }
  }

  private func run(tenants: Int) throws -> [Figure] {
    let file = bench.path("tenants-\(tenants).csv")
    try SampleStore.write(file, header: "slug,name,tier,region", lines: tenants) { number in
      "\(SampleStore.slug(number)),Tenant \(number),pro,eu-west-1"
    }
    let runs = try (0..<3).map { run -> ChildProcess.Usage in
      let store = bench.path("import-\(tenants)-\(run).db")
      try bench.tenantctl(["init"], store: store)
      try bench.tenantctl(
        ["pool", "create", "everybody", "--pattern", "shared", "--region", "eu-west-1"], store: store)
      return try bench.tenantctl(["tenant", "import", file], store: store)
    }
    let subject = "\(tenants) tenants"
    return [
      Figure(benchmark: "import", subject: subject, value: Samples.median(runs.map(\.seconds)), unit: "s"),
      Figure(
        benchmark: "import", subject: subject, value: Samples.median(runs.map(\.peakMegabytes)), unit: "MB",
        note: "peak memory"),
    ]
  }
}
