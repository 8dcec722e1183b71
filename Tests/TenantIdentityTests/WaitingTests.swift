// SPDX-License-Identifier: Apache-2.0

import Glibc
import TenantIdentity
import Testing

@Suite struct WaitingTests {
  /// What the body waits for is done elsewhere: the thread sleeps meanwhile, and goes on with the body.
  @Test func aThreadWaitsForWhatItsTaskWaitsFor() {
    let thread = UInt(pthread_self())
    let seen = Waiting.value { () async -> [UInt] in
      var seen = [UInt(pthread_self())]
      for _ in 0..<3 {
        await Task.detached { _ = usleep(2_000) }.value
        seen.append(UInt(pthread_self()))
      }
      return seen
    }
    #expect(seen == Array(repeating: thread, count: 4))
  }

  @Test func childrenAreDoneByTheSameThread() {
    let sum = Waiting.value {
      await withTaskGroup(of: Int.self) { group in
        for number in 1...10 { group.addTask { number } }
        return await group.reduce(0, +)
      }
    }
    #expect(sum == 55)
  }
}
