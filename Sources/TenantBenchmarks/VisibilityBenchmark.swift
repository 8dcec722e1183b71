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
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0, let answers = fdopen(ends[0], "r") else {
      throw TenantError(.internalFault, "no pipe: errno \(errno)")
    }
    defer { fclose(answers) }
    _ = fcntl(ends[0], F_SETFD, FD_CLOEXEC)
    let follower = try ChildProcess(BenchmarkOptions.ownPath(), ["--follow", store], output: ends[1])
    close(ends[1])
    defer { follower.terminate() }
    // The first number says that it follows.
    guard Self.readNumber(answers) != nil else { throw TenantError(.internalFault, "the follower has ended") }
    let administration = try Administration(opening: store, access: .readWrite, session: SampleStore.session())
    var latencies: [Double] = []
    for number in 0..<(500 / bench.scale) {
      var changes = TenantChanges()
      changes.contact = "contact-\(number)@example.com"
      let selector = try TenantSelector(parsing: SampleStore.slug(number % tenants))
      _ = try administration.updateTenant(selector, changes)
      let committed = Clock.nanoseconds()
      guard let seen = Self.readNumber(answers) else { throw TenantError(.internalFault, "the follower has ended") }
      // It may be seen before this process gets the processor back.
      latencies.append(Double(max(0, seen - committed)) / 1e6)
    }
    return [0.5, 0.99].map { share in
      Figure(
        benchmark: "visibility", subject: "p\(Int(share * 100)) at \(tenants) tenants",
        value: Samples.quantile(latencies, share), unit: "ms", note: "from the end of the commit, across processes")
    }
  }

  /// The other process: prints when it serves each new revision.
  static func follow(_ path: String) throws {
    let runtime = try EnforcementRuntime(store: .path(path))
    var revision = runtime.status.revision
    var seen = Clock.nanoseconds()
    while true {
      print(seen)
      fflush(nil)
      while !runtime.waitUntil(revision: revision + 1, timeout: .seconds(60)) {}
      seen = Clock.nanoseconds()
      revision += 1
    }
  }

  private static func readNumber(_ stream: UnsafeMutablePointer<FILE>) -> Int64? {
    var line = [CChar](repeating: 0, count: 64)
    guard fgets(&line, Int32(line.count), stream) != nil else { return nil }
    return Int64(String(decoding: line.prefix { $0 > 32 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))
  }
}
