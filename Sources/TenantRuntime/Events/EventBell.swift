// SPDX-License-Identifier: Apache-2.0

/// Wakes tasks that wait for something to do, without a thread for each.
final class EventBell: Sendable {
  private struct State {
    var rings: Int64 = 0
    var waiting: [Int64: CheckedContinuation<Void, Never>] = [:]
    var nextWaiter: Int64 = 0
  }

  private let state = Monitor(State())

  /// How often it has rung; read it before looking for work, so that no ring in between is missed.
  var rings: Int64 { state.withLock { $0.rings } }

  /// How many tasks wait.
  var waiters: Int { state.withLock { $0.waiting.count } }

  /// Wakes all who wait.
  func ring() {
    let waiting = state.withLock { state in
      state.rings &+= 1
      defer { state.waiting = [:] }
      return state.waiting.values
    }
    for continuation in waiting { continuation.resume() }
  }

  /// Waits for a ring after the given one, or until the task is cancelled.
  func wait(past rings: Int64) async {
    let waiter = state.withLock { state in
      defer { state.nextWaiter &+= 1 }
      return state.nextWaiter
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isOver = state.withLock { state in
          guard state.rings == rings, !Task.isCancelled else { return true }
          state.waiting[waiter] = continuation
          return false
        }
        if isOver { continuation.resume() }
      }
    } onCancel: {
      state.withLock { $0.waiting.removeValue(forKey: waiter) }?.resume()
    }
  }
}
