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
    let watch = Stopwatch(calls: 200_000 / bench.scale)
    let clock = try watch.time { Clock.nanoseconds() > 0 }
    let allocations = Allocations.count {
      for _ in 0..<1_000 { _ = scope.flags.boolean(plain, default: false) }
    }
    return [
      figure("scope of a tenant in memory", clock, try watch.time(ids) { try runtime.scope(of: $0).revision > 0 }),
      figure("static flag", clock, try watch.time { scope.flags.boolean(plain, default: false) }),
      figure(
        "targeted flag, four rules and a split", clock,
        try watch.time {
          _ = scope.flags.boolean(targeted, user: "user-1", userAttributes: plan, default: false)
          return true
        }),
      Figure(
        benchmark: "decisions", subject: "allocations", value: Double(allocations) / 1_000, unit: "per decision",
        note: "static flag"),
    ]
  }

  private func figure(_ subject: String, _ clock: Double, _ value: Double) -> Figure {
    Figure(benchmark: "decisions", subject: subject, value: value, unit: "ns", reference: clock)
  }
}
