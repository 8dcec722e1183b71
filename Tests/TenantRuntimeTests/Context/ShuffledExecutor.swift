// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantTestSupport

@testable import TenantRuntime

/// Runs whatever is ready in an order that a seed decides, one piece at a time, on the thread that calls ``drain()``.
///
/// It serves tasks and actors alike, so that every resumption of an actor's callers is one more choice.
final class ShuffledExecutor: TaskExecutor, SerialExecutor {
  private struct State {
    var ready: [UnownedJob] = []
    var generator: SeededGenerator
    var trace: UInt64 = 0
  }

  private let state: Monitor<State>

  init(seed: UInt64) {
    state = Monitor(State(generator: SeededGenerator(seed: seed)))
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    state.withLock { $0.ready.append(job) }
  }

  func asUnownedSerialExecutor() -> UnownedSerialExecutor { UnownedSerialExecutor(ordinary: self) }

  /// Runs what is ready, and what becomes ready by that, until nothing is.
  ///
  /// - Returns: A number that tells the orders apart.
  func drain() -> UInt64 {
    while let job = next() {
      job.runSynchronously(
        isolatedTo: asUnownedSerialExecutor(), taskExecutor: asUnownedTaskExecutor())
    }
    return state.withLock { $0.trace }
  }

  private func next() -> UnownedJob? {
    state.withLock { state in
      guard !state.ready.isEmpty else { return nil }
      let choice = Int.random(in: state.ready.indices, using: &state.generator)
      state.trace = state.trace &* 31 &+ UInt64(choice) &* 7 &+ UInt64(state.ready.count)
      return state.ready.remove(at: choice)
    }
  }
}

extension EventConsumer {
  /// As ``runOnce()``, on one thread: of events that were claimed together the second begins when the first is done, or waits.
  ///
  /// - Returns: How many events were handed to the handler; -1 where it failed.
  func runOnceOnOneThread() async throws -> Int {
    let executor = ShuffledExecutor(seed: 1)
    let ended = Collected<Int>()
    Task(executorPreference: executor) { ended.append((try? await self.runOnce()) ?? -1) }
    try await RuntimeThread.run {
      while ended.all.isEmpty {
        _ = executor.drain()
        usleep(1_000)
      }
    }
    return ended.all[0]
  }
}
