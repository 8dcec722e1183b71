// SPDX-License-Identifier: Apache-2.0

import Glibc
import Synchronization
import TenantAdmin
import TenantModel
import TenantRuntime

/// What a request of an embedding service pays for a limit, against a read of the clock in the same run.
struct QuotaBenchmark {
  let bench: Bench

  /// Limits that no benchmark reaches.
  struct Limits {
    let rate = QuotaKey("bench.rate")
    let other: QuotaKey = "bench.other"
    let period: QuotaKey = "bench.period"
  }

  private var watch: Stopwatch { Stopwatch(calls: 200_000 / bench.scale) }
  private let limits = Limits()

  init(bench: Bench) { self.bench = bench }

  func run() throws -> [Figure] {
    let clock = try watch.time { Clock.nanoseconds() > 0 }
    var figures = try [
      figure("floor: a clock read and an exchange, one word", clock, floor(words: 1)),
      figure("floor: a clock read and an exchange, 100 words far apart", clock, floor(words: 100)),
    ]
    for tenants in [100, 10_000, 1_000_000] where tenants >= 100 * bench.scale || tenants == 100 {
      let store = try store(tenants: tenants / (tenants == 100 ? 1 : bench.scale))
      var options = RuntimeOptions()
      options.tenantCapacity = 4_000_000
      let runtime = try EnforcementRuntime(store: .path(store), options: options)
      let scopes = try SampleStore.scopes(of: runtime, at: store)
      figures += try decisions(runtime, scopes, clock)
      if tenants == 100 { figures += try kinds(scopes[0], clock) + rivals(store, scopes, clock) }
      if tenants == 10_000 { figures += try memory(scopes) + idle(store, tenants: scopes.count) }
    }
    return figures
  }

  /// What any limit that processes share has to do at least: words of tenants lie about in a file, so each has a page of its own.
  private func floor(words count: Int) throws -> Double {
    let stride = 4_096 / 8 + 8
    let words = UnsafeMutablePointer<Atomic<Int64>>.allocate(capacity: count * stride)
    defer { words.deallocate() }
    for index in 0..<(count * stride) { (words + index).initialize(to: Atomic(0)) }
    return try watch.time((0..<count).map { words + $0 * stride }) { word in
      let found = word.pointee.load(ordering: .acquiring)
      let now = Clock.nanoseconds()
      return word.pointee.compareExchange(expected: found, desired: now, ordering: .acquiringAndReleasing).exchanged
    }
  }

  /// The same decision among few and many tenants, and with all of them busy.
  private func decisions(_ runtime: EnforcementRuntime, _ scopes: [TenantScope], _ clock: Double) throws -> [Figure] {
    let ids = scopes.map(\.tenant.id)
    let handles = scopes.map { $0.quotas.handle(limits.rate) }
    let rate = limits.rate
    return try [100, scopes.count].reduce(into: [Figure]()) { figures, busy in
      guard busy < scopes.count || busy == scopes.count, figures.count < (scopes.count == 100 ? 1 : 4) else { return }
      let among = busy == scopes.count ? "\(busy) tenants" : "\(busy) busy of \(scopes.count) tenants"
      figures.append(
        figure(
          "admit on a handle, \(among)", clock, try watch.time(Array(handles.prefix(busy))) { $0.admit().isAllowed }))
      figures.append(
        figure(
          "admit from a tenant's id, \(among)", clock,
          try watch.time(Array(ids.prefix(busy))) { try runtime.scope(of: $0).quotas.admit(rate).isAllowed }))
    }
  }

  /// Other kinds of decisions.
  private func kinds(_ scope: TenantScope, _ clock: Double) throws -> [Figure] {
    let rate = limits.rate
    let quotas = scope.quotas
    let handle = quotas.handle(rate)
    let lease = quotas.handle(limits.period)
    let group = quotas.group([rate, limits.other, limits.period])
    try stock(lease)
    let allocations = Allocations.count {
      for _ in 0..<1_000 { _ = (handle.admit(), lease.admit(), quotas.admit(rate), group.admit()) }
    }
    return [
      figure("admit on a handle, one limit", clock, try watch.time { handle.admit().isAllowed }),
      figure("admit by name in a scope, one limit", clock, try watch.time { quotas.admit(rate).isAllowed }),
      figure("quota in a lease", clock, try watch.time { lease.admit().isAllowed }),
      figure("three limits at once", clock, try watch.time { group.admit().isAllowed }),
      Figure(
        benchmark: "quotas", subject: "allocations", value: Double(allocations) / 4_000, unit: "per decision",
        note: "on a handle, by name, in a lease, three at once"),
    ]
  }

  /// Waits until so much is held of a quota per period that the benchmark does not run out of it.
  private func stock(_ lease: QuotaHandle) throws {
    let units: Int64 = 100_000_000
    while !lease.admit(cost: units).isAllowed {}
    lease.refund(cost: units)
  }

  /// Two threads, and two processes, on the same limits.
  private func rivals(_ store: String, _ scopes: [TenantScope], _ clock: Double) throws -> [Figure] {
    let handles = scopes.prefix(100).map { $0.quotas.handle(limits.rate) }
    let threads = try Rival.beside({ Rival.decide(handles) }) { try watch.time(handles) { $0.admit().isAllowed } }
    let other = try AnsweringProcess(["--rival", store])
    _ = try other.next()
    let processes = try watch.time(handles) { $0.admit().isAllowed }
    return [
      figure("admit on a handle, two threads on the same 100 limits", clock, threads),
      figure("admit on a handle, two processes on the same 100 limits", clock, processes),
    ]
  }

  /// What one more limit of every tenant takes.
  private func memory(_ scopes: [TenantScope]) throws -> [Figure] {
    // The first has to make what all of them share.
    _ = scopes[0].quotas.handle(limits.other)
    let before = Allocations.bytesInUse
    for scope in scopes.dropFirst() { _ = scope.quotas.handle(limits.other) }
    let bytes = Double(Allocations.bytesInUse - before) / Double(scopes.count - 1)
    return [
      Figure(
        benchmark: "quotas", subject: "memory of an active limit", value: bytes, unit: "bytes", reference: 64,
        note: "besides its slot of 64 bytes in the shared file")
    ]
  }

  /// A process in which all tenants were active, and nothing happens any more.
  private func idle(_ store: String, tenants: Int) throws -> [Figure] {
    let process = try AnsweringProcess(["--idle", store])
    let kilobytes = Double(try process.next())
    let millionths = Double(try process.next())
    return [
      Figure(
        benchmark: "quotas", subject: "resident memory, \(tenants) active tenants", value: kilobytes / 1_024,
        unit: "MB", reference: 100),
      Figure(
        benchmark: "quotas", subject: "background work when idle, \(tenants) active tenants",
        value: millionths / 10_000, unit: "% of a core", reference: 1),
    ]
  }

  private func store(tenants: Int) throws -> String {
    let store = bench.path("quotas-\(tenants).db")
    try SampleStore.create(at: store, tenants: tenants)
    let administration = try Administration(opening: store, access: .readWrite, session: SampleStore.session())
    for (key, allowance) in [(limits.rate, "1G/s"), (limits.other, "1G/s"), (limits.period, "1T/year")] {
      _ = try administration.setQuota(
        QuotaRequest(
          key: key, target: .tier(Slug(parsing: "pro")), allowance: QuotaAllowance(parsing: allowance)))
    }
    return store
  }

  private func figure(_ subject: String, _ clock: Double, _ value: Double) -> Figure {
    Figure(benchmark: "quotas", subject: subject, value: value, unit: "ns", reference: clock)
  }
}
