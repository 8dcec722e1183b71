// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Lets a thread that is not one of tasks wait for a task: commands do one thing after the other.
package enum Waiting {
  // Sendable because the value is only reached between lock and unlock.
  private final class Answer<Value>: @unchecked Sendable {
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let given = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var value: Value?

    init() {
      pthread_mutex_init(mutex, nil)
      pthread_cond_init(given, nil)
    }

    deinit {
      pthread_cond_destroy(given)
      pthread_mutex_destroy(mutex)
      given.deallocate()
      mutex.deallocate()
    }

    func give(_ value: Value) {
      pthread_mutex_lock(mutex)
      self.value = value
      pthread_cond_signal(given)
      pthread_mutex_unlock(mutex)
    }

    func wait() -> Value {
      pthread_mutex_lock(mutex)
      defer { pthread_mutex_unlock(mutex) }
      while true {
        if let value { return value }
        pthread_cond_wait(given, mutex)
      }
    }
  }

  /// Runs a body in a task and waits for it; never from a task, whose thread others need.
  ///
  /// - Parameter body: What to do.
  /// - Returns: What the body returns.
  package static func value<Value: Sendable>(of body: @escaping @Sendable () async -> Value) -> Value {
    let answer = Answer<Value>()
    Task.detached { answer.give(await body()) }
    return answer.wait()
  }
}
