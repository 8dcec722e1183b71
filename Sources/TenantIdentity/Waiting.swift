// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Lets a thread do the work of a task and wait for its end: commands do one thing after the other.
package enum Waiting {
  /// Runs a task on the thread that waits for it, so that it needs none of those that other tasks may hold.
  // Sendable because the rest is only reached between lock and unlock.
  private final class WaitingThread<Value: Sendable>: TaskExecutor, @unchecked Sendable {
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var jobs: [UnownedJob] = []
    /// One, once the task has ended.
    private var values: [Value] = []

    init() {
      pthread_mutex_init(mutex, nil)
      pthread_cond_init(changed, nil)
    }

    deinit {
      pthread_cond_destroy(changed)
      pthread_mutex_destroy(mutex)
      changed.deallocate()
      mutex.deallocate()
    }

    func enqueue(_ job: consuming ExecutorJob) {
      let job = UnownedJob(job)
      change { jobs.append(job) }
    }

    func finish(with value: Value) {
      change { values.append(value) }
    }

    private func change(_ body: () -> Void) {
      pthread_mutex_lock(mutex)
      body()
      pthread_cond_signal(changed)
      pthread_mutex_unlock(mutex)
    }

    /// Does what there is to do until the value is there.
    func wait() -> Value {
      pthread_mutex_lock(mutex)
      defer { pthread_mutex_unlock(mutex) }
      // What was begun is ended before anybody looks at the value.
      while values.isEmpty || !jobs.isEmpty {
        guard let job = jobs.first else {
          pthread_cond_wait(changed, mutex)
          continue
        }
        jobs.removeFirst()
        pthread_mutex_unlock(mutex)
        job.runSynchronously(on: asUnownedTaskExecutor())
        pthread_mutex_lock(mutex)
      }
      return values[0]
    }
  }

  /// Runs a body as a task on the present thread, and waits for it.
  ///
  /// - Parameter body: What to do.
  /// - Returns: What the body returns.
  package static func value<Value: Sendable>(of body: @escaping @Sendable () async -> Value) -> Value {
    let thread = WaitingThread<Value>()
    Task.detached(executorPreference: thread) { thread.finish(with: await body()) }
    return thread.wait()
  }
}
