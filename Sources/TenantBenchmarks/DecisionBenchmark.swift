// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantAdmin
import TenantModel
import TenantRuntime

/// What a request of an embedding service pays, through the public interface.
struct DecisionBenchmark {
  let bench: Bench

  func run() throws -> [Figure] {
    let store = bench.path("decisions.db")
    let tenants = 10_000 / bench.scale
    try SampleStore.create(at: store, tenants: tenants)
    let administration = try Administration(opening: store, access: .readWrite, session: SampleStore.session())
    let plain = try FlagKey(parsing: "plain")
    let targeted = try FlagKey(parsing: "targeted")
    var definition = FlagChanges()
    definition.state = .on
    _ = try administration.createFlag(plain, kind: .boolean, definition)
    definition.rules = try [
      "tier in free,basic => off", "region = us-east-1 => off", "user.plan = trial => off",
      "always => on=25,off=75 by user",
    ].map { try FlagRule(parsing: $0) }
    _ = try administration.createFlag(targeted, kind: .boolean, definition)

    let runtime = try EnforcementRuntime(store: .path(store))
    let ids = try (0..<tenants).map { try runtime.scope(of: .slug(Slug(parsing: SampleStore.slug($0)))).tenant.id }
    let scope = try runtime.scope(of: ids[0])
    let plan: [String: FlagAttributeValue] = ["plan": "paid"]
    return [
      try figure("clock read") { _ in Clock.nanoseconds() > 0 },
      try figure("scope of a tenant in memory") { try runtime.scope(of: ids[$0 % ids.count]).revision > 0 },
      try figure("static flag") { _ in scope.flags.boolean(plain, default: false) },
      try figure("targeted flag, four rules and a split") { _ in
        scope.flags.evaluate(targeted, user: "user-1", userAttributes: plan) != nil
      },
    ]
  }

  /// The median time of one call, over batches long enough for the clock.
  private func figure(_ subject: String, _ body: (Int) throws -> Bool) throws -> Figure {
    let calls = 200_000 / bench.scale
    var failures = 0
    let samples = try (0..<9).map { _ -> Double in
      let start = Clock.nanoseconds()
      for call in 0..<calls where try !body(call) { failures += 1 }
      return Double(Clock.nanoseconds() - start) / Double(calls)
    }
    guard failures == 0 else { throw TenantError(.internalFault, "'\(subject)' did not do its work") }
    return Figure(benchmark: "decisions", subject: subject, value: Samples.median(samples), unit: "ns")
  }
}
