// SPDX-License-Identifier: Apache-2.0

import TenantModel
import TenantTestSupport
import Testing

@testable import TenantRuntime

/// Two tenants on one actor, in many orders.
@Suite struct ScheduleTests {
  /// A service that keeps what tenants give it, as one would that forgot that an actor is left at every `await`.
  private actor Shelf {
    private let executor: ShuffledExecutor
    private var things: [TenantID: [String]] = [:]
    private(set) var faults = 0
    private(set) var steps = 0

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init(on executor: ShuffledExecutor) { self.executor = executor }

    /// Works for whoever is bound, with others between each two steps.
    func serve(_ scope: TenantScope, rounds: Int) async {
      for _ in 0..<rounds {
        await step(scope)
        await Task.yield()
        await step(scope)
        await scope.run { await nested(scope) }
      }
    }

    private func nested(_ scope: TenantScope) async {
      await Task.yield()
      await step(scope)
    }

    private func step(_ scope: TenantScope) async {
      steps += 1
      do {
        try scope.requireBound()
        let current = try TenantScope.current.tenant
        let mine = things[current.id, default: []] + [scope.tenant.slug.rawValue]
        things[current.id] = mine
        await Task.yield()
        try scope.requireBound()
        // Whatever others did meanwhile, the tenant that is bound is the same, and so is whose things are found.
        guard try TenantScope.current.tenant.id == current.id, Set(things[current.id] ?? []).count == 1 else {
          return faults += 1
        }
      } catch {
        faults += 1
      }
    }
  }

  /// Collects what is to be known after a schedule.
  private final class Outcome: Sendable {
    let value = Monitor((faults: -1, steps: 0))
  }

  @Test func attack18TwoTenantsOnOneActorInTenThousandOrders() throws {
    let fixture = try RuntimeFixture()
    let scopes = try ["acme", "globex"].map(fixture.scope)
    var orders: Set<UInt64> = []
    for seed in 0..<10_000 as Range<UInt64> {
      let executor = ShuffledExecutor(seed: seed)
      let shelf = Shelf(on: executor)
      for index in 0..<4 {
        let scope = scopes[index % 2]
        Task(executorPreference: executor) {
          await scope.run { await shelf.serve(scope, rounds: 1) }
        }
      }
      orders.insert(executor.drain())
      let outcome = Outcome()
      Task(executorPreference: executor) {
        let (faults, steps) = await (shelf.faults, shelf.steps)
        outcome.value.withLock { $0 = (faults, steps) }
      }
      _ = executor.drain()
      let (faults, steps) = outcome.value.withLock { $0 }
      #expect(faults == 0 && steps == 12, "seed \(seed): \(faults) faults in \(steps) steps")
    }
    #expect(orders.count > 9_900)
    #expect(fixture.runtime.status.violations.total == 0)
  }
}
