// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import TenantRuntime

@Suite struct EventBellTests {
  @Test func aRingWakesAllWhoWaitAndOneThatWasMissedIsHeardLater() async {
    let bell = EventBell()
    let rings = bell.rings
    let tasks = (0..<3).map { _ in Task { await bell.wait(past: rings) } }
    while bell.waiters < 3 { await Task.yield() }
    bell.ring()
    for task in tasks { await task.value }
    #expect(bell.waiters == 0)
    await bell.wait(past: rings)
  }

  @Test func whoeverIsCancelledWaitsNoLonger() async {
    let bell = EventBell()
    let task = Task { await bell.wait(past: bell.rings) }
    while bell.waiters < 1 { await Task.yield() }
    task.cancel()
    await task.value
    #expect(bell.waiters == 0)
    // And not at all where it was cancelled before.
    let late = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      await bell.wait(past: bell.rings)
    }
    await late.value
  }
}
