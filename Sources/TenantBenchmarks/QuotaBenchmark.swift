// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantAdmin
import TenantModel
import TenantRuntime

/// What a request of an embedding service pays for a limit, against a read of the clock in the same run.
struct QuotaBenchmark {
  let bench: Bench

  func run() throws -> [Figure] {
    let store = bench.path("quotas.db")
    let tenants = 10_000 / bench.scale
    try SampleStore.create(at: store, tenants: tenants)
    let administration = try Administration(opening: store, access: .readWrite, session: SampleStore.session())
    let rate = try define("bench.rate", "1G/s", administration)
    let other = try define("bench.other", "1G/s", administration)
    let period = try define("bench.period", "1T/year", administration)
    let runtime = try EnforcementRuntime(store: .path(store))
    let ids = try (0..<tenants).map { try runtime.scope(of: .slug(Slug(parsing: SampleStore.slug($0)))).tenant.id }
    let scopes = try ids.map { try runtime.scope(of: $0) }
    let clock = try time { _ in Clock.nanoseconds() > 0 }
    var figures: [Figure] = []
    for count in [100, tenants] {
      let handles = scopes.prefix(count).map { $0.quotas.handle(rate) }
      figures.append(
        try figure("admit on a handle, \(count) tenants", clock) { handles[$0 % count].admit().isAllowed })
    }
    let quotas = scopes[0].quotas
    figures.append(try figure("admit by name in a scope", clock) { _ in quotas.admit(rate).isAllowed })
    figures.append(
      try figure("admit from a tenant's id", clock) {
        try runtime.scope(of: ids[$0 % ids.count]).quotas.admit(rate).isAllowed
      })
    let lease = quotas.handle(period)
    while !lease.admit(cost: 100_000_000).isAllowed {}
    lease.refund(cost: 100_000_000)
    figures.append(try figure("quota in a lease", clock) { _ in lease.admit().isAllowed })
    let group = quotas.group([rate, other, period])
    figures.append(try figure("three limits at once", clock) { _ in group.admit().isAllowed })
    return figures
  }

  private func define(_ name: String, _ allowance: String, _ administration: Administration) throws -> QuotaKey {
    let key = try QuotaKey(parsing: name)
    _ = try administration.setQuota(
      QuotaRequest(
        key: key, target: .tier(Slug(parsing: "pro")), allowance: QuotaAllowance(parsing: allowance)))
    return key
  }

  private func figure(_ subject: String, _ clock: Double, _ body: (Int) throws -> Bool) throws -> Figure {
    Figure(benchmark: "quotas", subject: subject, value: try time(body), unit: "ns", reference: clock)
  }

  /// The median time of one call, over batches long enough for the clock.
  private func time(_ body: (Int) throws -> Bool) throws -> Double {
    let calls = 200_000 / bench.scale
    var failures = 0
    let samples = try (0..<9).map { _ -> Double in
      let start = Clock.nanoseconds()
      for call in 0..<calls where try !body(call) { failures += 1 }
      return Double(Clock.nanoseconds() - start) / Double(calls)
    }
    guard failures == 0 else { throw TenantError(.internalFault, "\(failures) requests were refused") }
    return Samples.median(samples)
  }
}
