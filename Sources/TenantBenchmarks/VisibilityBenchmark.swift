// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantAdmin
import TenantModel
import TenantRuntime
import TenantStore

/// How long after a commit another process serves the change.
struct VisibilityBenchmark {
  let bench: Bench

  func run() throws -> [Figure] {
    let tenants = 10_000 / bench.scale
    let store = bench.path("visibility.db")
    try SampleStore.create(at: store, tenants: tenants)
    let follower = try AnsweringProcess(["--follow", store])
    // The first number says that it follows.
    _ = try follower.next()
    let administration = try Administration(opening: store, access: .readWrite, session: SampleStore.session())
    var latencies: [Double] = []
    for number in 0..<(500 / bench.scale) {
      var changes = TenantChanges()
      changes.contact = "contact-\(number)@example.com"
      let selector = try TenantSelector(parsing: SampleStore.slug(number % tenants))
      _ = try administration.updateTenant(selector, changes)
      let committed = Clock.nanoseconds()
      let seen = try follower.next()
      // It may be seen before this process gets the processor back.
      latencies.append(Double(max(0, seen - committed)) / 1e6)
    }
    return [0.5, 0.99].map { share in
      Figure(
        benchmark: "visibility", subject: "p\(Int(share * 100)) at \(tenants) tenants",
        value: Samples.quantile(latencies, share), unit: "ms", note: "from the end of the commit, across processes")
    }
  }

  /// The other process: all tenants are active in it, and it tells when it serves each new revision.
  static func follow(_ path: String) throws {
    let runtime = try EnforcementRuntime(store: .path(path))
    _ = try SampleStore.scopes(of: runtime, at: path)
    var revision = runtime.status.revision
    var seen = Clock.nanoseconds()
    while true {
      AnsweringProcess.answer(seen)
      while !runtime.waitUntil(revision: revision + 1, timeout: .seconds(60)) {}
      seen = Clock.nanoseconds()
      revision += 1
    }
  }
}
